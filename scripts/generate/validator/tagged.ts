/** The keyword for alternatives that a tag chooses. */
import type { Check, Finding, Schema } from "./check.js";
import { has, isObject, within } from "./values.js";

type Alternatives = readonly [
  name: string,
  tagged: readonly (readonly [tags: readonly unknown[], branch: Schema])[],
  others: readonly Schema[],
];

export const tagged = (
  [name, branches, others]: Alternatives,
  data: unknown,
  check: Check,
): Finding => {
  if (others.some((other) => !check(other, data))) return undefined;
  if (!isObject(data)) return { keyword: "type", message: "must be object" };
  if (!has(data, name)) {
    return { keyword: "required", message: "is missing", params: { missingProperty: name } };
  }
  const tag = data[name];
  const [, branch] = branches.find(([tags]) => tags.includes(tag)) ?? [];
  if (branch) return check(branch, data);
  const allowedValues = branches.flatMap(([tags]) => tags);
  const message = "must be equal to one of the allowed values";
  return within(name, { path: [], keyword: "enum", message, params: { allowedValues } });
};
