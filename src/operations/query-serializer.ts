import { createQuerySerializer, type QuerySerializerOptions } from "openapi-fetch";

/** Styles of query parameters by name, as far as they differ from openapi-fetch's. */
export type QueryStyles = Readonly<
  Record<string, QuerySerializerOptions & { /** Written as JSON. */ readonly isJson?: boolean }>
>;

export type QuerySerializer = (query: Readonly<Record<string, unknown>>) => string;

/** Writes each query parameter in its own style, for which openapi-fetch has one of all of them. */
export function querySerializer(styles: QueryStyles): QuerySerializer {
  return (query) =>
    Object.entries(query)
      .map(([name, value]) => {
        const style = styles[name];
        const content = style?.isJson ? JSON.stringify(value) : value;
        return createQuerySerializer(style)({ [name]: content });
      })
      .filter(Boolean)
      .join("&");
}
