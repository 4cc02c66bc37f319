/** Reads each source that is named, and prints what came of it, one line of JSON each. */
import { readSource } from "../../../scripts/vendor/read-source.js";

const [limits = "{}", ...sources] = process.argv.slice(2);
for (const source of sources) {
  const outcome = await readSource(source, JSON.parse(limits)).then(
    ({ name, bytes }) => ({ name, text: Buffer.from(bytes).toString() }),
    (error: unknown) => ({ error: String(error) }),
  );
  console.log(JSON.stringify(outcome));
}
