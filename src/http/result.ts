import type { Answer } from "../transport/outcome.js";
import { printable } from "../transport/printable.js";
import type { ParseAs } from "./http-types.js";

/** Converts the result of a call to openapi-fetch's form, with checked content only. */
export async function resultOf(answer: Answer<unknown>, parseAs: ParseAs): Promise<unknown> {
  if (!answer.ok) {
    return { error: answer.error, response: responseOf(answer, await answer.text()) };
  }
  const { body: data } = answer;
  const response = responseOf(answer, JSON.stringify(data));
  if (parseAs === "json") return { data, response };
  const copy = response.clone();
  return { data: parseAs === "stream" ? copy.body : await copy[parseAs](), response };
}

/** Without content the response has no body, as a status such as 204 requires. */
function responseOf(answer: Answer<unknown>, content: string | undefined): Response {
  const { status } = answer;
  return new Response(content || null, { status, headers: cleanHeaders(answer) });
}

/** Headers that describe the bytes on the wire, which the response no longer contains. */
const ofWire = /^(content-(encoding|length)|transfer-encoding)$/;

function cleanHeaders({ headers, withhold }: Answer<unknown>): [string, string][] {
  const entries = [...headers]
    .filter(([name]) => !ofWire.test(name))
    .map(([name, value]): [string, string] => [name, printable(value)]);
  const areClean = withhold(entries.join("\n")) === undefined;
  return areClean ? entries : entries.filter((entry) => withhold(entry.join("\n")) === undefined);
}
