/** The JSON in content: that of `application/json`, or else of types like it. */
export type JsonOf<Content> = Content extends { "application/json": infer Body }
  ? Body
  : { [Type in keyof Content]: Type extends JsonType ? Content[Type] : never }[keyof Content];

type JsonType = JsonTypeName | `${JsonTypeName};${string}`;
type JsonTypeName = "application/json" | `application/${string}+json`;

/** Statuses of the successes that an operation declares: `default` if there is no other. */
type SuccessStatus<Responses> = {
  [Status in keyof Responses]: `${Status & (string | number)}` extends `2${string}`
    ? Status
    : never;
}[keyof Responses] extends infer Status
  ? [Status] extends [never]
    ? "default" & keyof Responses
    : Status & keyof Responses
  : never;

/** Content of the successes that an operation declares; `undefined` for one without JSON. */
export type SuccessContent<Responses> = ContentOf<Responses[SuccessStatus<Responses>]>;

type ContentOf<Response> = Response extends { content: infer Content }
  ? JsonOf<Content>
  : undefined;
