/** First violation of a schema; it holds nothing of the data but names. */
export interface Failure {
  /** Names and indexes from the outside in. */
  readonly path: readonly string[];
  readonly keyword: string;
  readonly message: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** A schema: values by keyword, in the order in which they are checked. */
export interface Schema {
  readonly [keyword: string]: unknown;
}

/** Checks data against a schema. */
export type Check = (schema: Schema, data: unknown) => Failure | undefined;

/** Finding of a keyword: its own message, possibly under another keyword's name, or a failure further in. */
export type Finding = (Partial<Failure> & Pick<Failure, "message">) | undefined;

interface KeywordHolder {
  // A method, so that each keyword can narrow the type of its value.
  check(value: unknown, data: unknown, check: Check, schema: Schema): Finding;
}

/** Checks data against the value of a keyword. */
type Keyword = KeywordHolder["check"];

/** A function that tells if data is valid; `errors` tells of its last call. */
export interface ValidatorFunction {
  (data: unknown): boolean;
  errors?: readonly Failure[] | null;
}

/**
 * Prepares to make validators by some keywords. Other keywords of a schema are read by those, or ignored.
 */
export function validatorsBy(
  keywords: Readonly<Record<string, Keyword>>,
): (schema: Schema) => ValidatorFunction {
  const check: Check = (schema, data) => {
    // Own properties alone: a polluted Object.prototype adds no keyword.
    for (const keyword of Object.keys(schema)) {
      const found = Object.hasOwn(keywords, keyword)
        ? keywords[keyword]?.(schema[keyword], data, check, schema)
        : undefined;
      if (found) return { path: [], keyword, ...found };
    }
    return undefined;
  };
  return (schema) => {
    const validate: ValidatorFunction = (data) => {
      const failure = check(schema, data);
      validate.errors = failure ? [failure] : null;
      return !failure;
    };
    return validate;
  };
}
