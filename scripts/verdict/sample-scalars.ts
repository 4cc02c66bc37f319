import { sample, stringMatching } from "fast-check";
import type { JsonObject } from "../lib/json.js";
import { boundsOf, type Bound } from "./bounds.js";

type Schemas = readonly JsonObject[];

/** Numbers that tell bounds, steps and whole numbers apart. */
export function numbersOf(schemas: Schemas, isInteger: boolean): number[] {
  const bounds = boundsOf(schemas, isInteger);
  const steps = schemas.flatMap(({ multipleOf }) =>
    typeof multipleOf === "number" ? [multipleOf] : [],
  );
  const [low, high] = [bounds.get("minimum"), bounds.get("maximum")];
  const near = [low, high].flatMap((bound) => aroundBound(bound));
  const candidates = [...usualNumbers, ...near, ...steps.flatMap((step) => [step, 3 * step])];
  return unique(candidates)
    .filter((value) => !isInteger || Number.isInteger(value))
    .filter((value) => isInside(value, low, 1) && isInside(value, high, -1))
    .filter((value) => steps.every((step) => isMultiple(value, step)));
}

const usualNumbers = [
  1,
  0,
  -1,
  0.5,
  1.5,
  10,
  1000,
  2 ** 31,
  -(2 ** 31) - 1,
  Number.MAX_SAFE_INTEGER,
];

const aroundBound = (bound: Bound | undefined): number[] =>
  bound ? [0, 1, -1, 0.5, -0.5].map((step) => bound.value + step) : [];

const isInside = (value: number, bound: Bound | undefined, sign: 1 | -1): boolean =>
  !bound || (value - bound.value) * sign > 0 || (value === bound.value && !bound.isExclusive);

const isMultiple = (value: number, step: number): boolean =>
  Math.abs(value / step - Math.round(value / step)) < 1e-9;

/** Texts that tell lengths, patterns and formats apart. */
export function stringsOf(schemas: Schemas): string[] {
  const bounds = boundsOf(schemas, true);
  const [least, most] = [bounds.get("minLength")?.value ?? 0, bounds.get("maxLength")?.value];
  const patterns = textsAt(schemas, "pattern");
  const formats = textsAt(schemas, "format").flatMap((format) => formatted[format] ?? []);
  const fitting = [...formats, ...patterns.flatMap(matching)];
  const lengths = [least, most ?? 300].filter((length) => length <= 10_000);
  const usual = [...usualTexts, ...lengths.map((length) => "x".repeat(length))];
  const candidates = formats.length > 0 ? fitting : [...fitting, ...usual];
  return unique(candidates)
    .filter((text) => lengthOf(text) >= least && lengthOf(text) <= (most ?? Infinity))
    .filter((text) => patterns.every((pattern) => lenientRegExp(pattern, "u").test(text)));
}

/** A length in code points, as JSON Schema counts. */
const lengthOf = (text: string): number => Array.from(text).length;

const usualTexts = ["text", "", "0", "true", "Ab 1-2_3.é/\u{1F600}"];

const formatted: Readonly<Record<string, readonly string[]>> = {
  byte: ["aGk=", ""],
  date: ["2024-02-29", "1999-12-31"],
  "date-time": ["2024-02-29T12:30:00Z", "1999-12-31T23:59:59.999+02:00"],
  duration: ["P1D", "PT36H"],
  email: ["a@example.com"],
  hostname: ["example.com", "localhost"],
  ipv4: ["192.0.2.1"],
  ipv6: ["2001:db8::1"],
  time: ["12:30:00Z"],
  uri: ["https://example.com/a?b=c#d", "urn:a:b"],
  "uri-reference": ["/a", "https://example.com"],
  uuid: ["123e4567-e89b-42d3-a456-426614174000"],
};

const textsAt = (schemas: Schemas, keyword: string): string[] =>
  schemas.flatMap(({ [keyword]: value }) => (typeof value === "string" ? [value] : []));

const known = new Map<string, readonly string[]>();

/** Texts that match a pattern: always the same ones. */
function matching(pattern: string): readonly string[] {
  const texts = known.get(pattern) ?? samplesMatching(pattern);
  known.set(pattern, texts);
  return texts;
}

function samplesMatching(pattern: string): string[] {
  try {
    return sample(stringMatching(lenientRegExp(pattern, "u")), { numRuns: 12, seed: 1 });
  } catch {
    // fast-check does not know every construct.
    return [];
  }
}

/** Reads a pattern as a `u` expression, else as a plain one, else as one that everything matches. */
export function lenientRegExp(pattern: string, flags: string): RegExp {
  for (const tried of [flags, ""]) {
    try {
      return new RegExp(pattern, tried);
    } catch {
      // The next one may be able to.
    }
  }
  return /(?:)/;
}

const unique = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];
