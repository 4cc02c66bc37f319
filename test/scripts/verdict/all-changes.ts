import type { OpenapiDocument } from "../../../scripts/openapi/document.js";
import type { Verdict } from "../../../scripts/verdict/change.js";
import type { Pair } from "../../../scripts/verdict/pair.js";
import { contractChanges } from "./contract-pairs.js";
import { jobDocument } from "./job-document.js";
import { schemaChanges } from "./schema-pairs.js";
import { documentWithSchema } from "./small-document.js";
import { verdictPairs } from "./verdict-pairs.js";

/** A change with a name of its own, and our verdict on it. */
export interface NamedChange extends Pair<OpenapiDocument> {
  readonly name: string;
  readonly verdict: Verdict;
}

const before = jobDocument();

/** All changes that the tests know of, each once. */
export const allChanges: readonly NamedChange[] = [
  ...verdictPairs.map(({ name, verdict, change }) => ({
    name,
    verdict,
    from: before,
    to: jobDocument(change),
  })),
  ...contractChanges,
  ...(["request", "response"] as const).flatMap((side) =>
    schemaChanges.map(({ name, from, to, [side]: verdict }) => ({
      name: `${name}, in the ${side}`,
      verdict,
      from: documentWithSchema(side, { schema: from }),
      to: documentWithSchema(side, { schema: to }),
    })),
  ),
];
