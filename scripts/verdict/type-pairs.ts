import type { Operation } from "../spec/operations.js";

/** A pair of types to compare, as they are written where both documents' types are in reach. */
export interface TypePair {
  /** What people know it as: `The input`. */
  readonly name: string;
  /** What is of that type: `What callers pass`. */
  readonly data: string;
  /** `write` where callers make such data, `read` where they are given it. */
  readonly use: "read" | "write";
  readonly from: string;
  readonly to: string;
}

/** What an operation takes: its parameters and its body. */
export const inputPair = (from: Operation, to: Operation): TypePair => ({
  name: "The input",
  data: "What callers pass",
  use: "write",
  from: `Input<${placeOf("From", from)}>`,
  to: `Input<${placeOf("To", to)}>`,
});

/** What an operation's successes hold. */
export const resultPair = (from: Operation, to: Operation): TypePair => ({
  name: "The result",
  data: "What callers read",
  use: "read",
  from: `Result<${placeOf("From", from)}>`,
  to: `Result<${placeOf("To", to)}>`,
});

/** A schema that is exported and no more. */
export function schemaPair(schema: string): TypePair {
  const place = `components["schemas"][${JSON.stringify(schema)}]`;
  return {
    name: `The exported schema ${schema}`,
    data: `What is read as ${schema}`,
    use: "read",
    from: `From.${place}`,
    to: `To.${place}`,
  };
}

// One without an operationId has types at its path alone.
const placeOf = (module: string, { path, method }: Operation): string =>
  `${module}.paths[${JSON.stringify(path)}][${JSON.stringify(method)}]`;

const prelude = `
import type * as From from "./from.js";
import type * as To from "./to.js";
type Content<Part> = Part extends { content: infer Types } ? Types[keyof Types] : undefined;
type Body<Operation> = Operation extends { requestBody: infer Part } ? { body: Content<Part> }
  : Operation extends { requestBody?: infer Part }
    ? [Part & {}] extends [never] ? {} : { body?: Content<Part & {}> }
    : {};
type Parameters<Operation> = Operation extends { parameters: infer Places } ? Places : {};
type Input<Operation> = { parameters: Parameters<Operation> } & Body<Operation>;
type Result<Operation> = Operation extends { responses: infer Responses }
  ? { [Status in keyof Responses]: \`\${Status & (string | number)}\` extends \`2\${string}\`
      ? Content<Responses[Status]> : never }[keyof Responses]
  : undefined;
`;

/**
 * A module that compares each pair both ways: \`forth\` fails where today's type does not fit
 * tomorrow's, \`back\` the other way round.
 */
export function comparisonOf(pairs: readonly TypePair[]): string {
  const lines = pairs.flatMap(({ use, from, to }, index) => {
    const side = use === "write" ? "Writable" : "Readable";
    return [
      `declare const from${index}: From.${side}<${from}>;`,
      `declare const to${index}: To.${side}<${to}>;`,
      `export const forth${index}: typeof to${index} = from${index};`,
      `export const back${index}: typeof from${index} = to${index};`,
    ];
  });
  return [prelude, ...lines].join("\n");
}
