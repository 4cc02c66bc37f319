import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { transform } from "esbuild";
import { expect, test } from "vitest";
import { startGateway } from "./gateway.js";
import { canaries } from "./run-program.js";

/** Has both clients make calls in turns, and prints the ratios of the CPU time that they took. */
const comparison = `
  const clients = [createGatewayClient(), createGatewayClient({ fetch })];
  let made = 0;
  const cpuTimeOf = async (gateway) => {
    const last = made + 400;
    const work = async () => {
      while (made < last) {
        made += 1;
        await gateway.createSecret({ name: "load-" + made, keyName: "LOAD", value: "..." });
      }
    };
    const before = process.cpuUsage();
    await Promise.all(Array.from({ length: 16 }, work));
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  const ratios = [];
  for (let round = 0; round < 5; round += 1) {
    const [platform, pooled] = [await cpuTimeOf(clients[0]), await cpuTimeOf(clients[1])];
    ratios.push(pooled / platform);
  }
  console.log(JSON.stringify(ratios));
  await pool.close();
`;

test("a call over the recipe's pool takes less CPU time than one with the platform's fetch", async () => {
  const { fake, url } = await startGateway();
  const programs = join(import.meta.dirname, "programs");
  const program = await readFile(join(programs, "pool.ts"), "utf8");
  const [recipe = ""] = program.split("const gateway = ");
  const compared = await transform(recipe + comparison, { loader: "ts", target: "es2022" });

  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--input-type=module", "--eval", compared.code],
    {
      cwd: programs,
      env: {
        FIREWORKS_API_KEY: canaries.key,
        FIREWORKS_ACCOUNT_ID: "acme",
        FIREWORKS_BASE_URL: url,
      },
    },
  );

  const ratios: number[] = JSON.parse(stdout);
  console.log(`CPU time of a call over the pool, × one with fetch: ${stdout.trim()}`);
  expect(fake.secrets).toHaveLength(4_000);
  expect(ratios.toSorted((one, other) => one - other)[2]).toBeLessThan(0.8);
});
