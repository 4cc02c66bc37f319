/** Times an import, the making of a client and one creation in a fresh process, in ms. */
import { performance } from "node:perf_hooks";
import type { Create, Target } from "../peers/peer.js";

const [peer = "", baseUrl = ""] = process.argv.slice(2);

const started = performance.now();
const module: { prepare(target: Target): Create } = await import(`../peers/${peer}.js`);
const create = module.prepare({ baseUrl, apiKey: "fw_1234567890abcdef", accountId: "acme", fetch });
const name = "accounts/acme/secrets/first";
const created = await create({ name, keyName: "FIRST", value: "sk-1234567890abcdef" });
const elapsed = performance.now() - started;
if (created !== name) throw new Error(`asked for ${name}, got ${created}`);
console.log(elapsed);
// A connection that is kept alive would keep the process, too.
process.exit();
