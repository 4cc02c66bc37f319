import { escapeMarkdown } from "../lib/markdown.js";

/** Methods of the client by the operation that they call. */
const methods: Readonly<Record<string, string>> = {
  Gateway_CreateSecret: "createSecret",
  Gateway_DeleteSecret: "deleteSecret",
  Gateway_GetSecret: "getSecret",
  Gateway_ListSecrets: "listSecrets",
  Gateway_UpdateSecret: "updateSecret",
};

/** Sentences of the verdict that are about one field, and what they mean to somebody who makes the call. */
const sentences: readonly (readonly [RegExp, (method: string, field: string) => string])[] = [
  [
    /^The input accepts body\.(\S+)\.$/,
    (method, field) => `${method} accepts a new optional field, ${field}.`,
  ],
  [
    /^The input requires body\.(\S+)\.$/,
    (method, field) => `${method} requires the field ${field}.`,
  ],
  [
    /^The input no longer requires body\.(\S+)\.$/,
    (method, field) => `${method} no longer requires the field ${field}.`,
  ],
  [
    /^The input accepts parameters\.\w+\.(\S+)\.$/,
    (method, field) => `${method} accepts a new optional parameter, ${field}.`,
  ],
  [
    /^The input requires parameters\.\w+\.(\S+)\.$/,
    (method, field) => `${method} requires the parameter ${field}.`,
  ],
  [
    /^The result has (\S+)\.$/,
    (method, field) => `The result of ${method} has a new field, ${field}.`,
  ],
  [
    /^The result may lack (\S+)\.$/,
    (method, field) => `The result of ${method} may lack the field ${field}.`,
  ],
];

/** Says in one sentence of Markdown what a change of an operation means to its callers. */
export function tellChange(operationId: string, reason: string): string {
  const name = `\`${methods[operationId] ?? operationId}\``;
  if (reason === `The operation ${operationId} is new.`) return `The operation ${name} is new.`;
  for (const [pattern, tell] of sentences) {
    const [, field] = pattern.exec(reason) ?? [];
    if (field !== undefined) return tell(name, `\`${field}\``);
  }
  return `Callers of ${name}: ${escapeMarkdown(reason)}`;
}
