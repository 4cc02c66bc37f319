import type { GatewayApiError } from "../errors/gateway-api-error.js";
import type { paths, Readable, Writable } from "../generated/schema.js";
import type { CallOptions } from "../options.js";
import type { JsonOf, SuccessContent } from "../transport/json-content.js";

type Method = "get" | "put" | "post" | "delete" | "options" | "head" | "patch";

/** Paths of the document that have this method. */
type PathWith<M extends Method> = {
  [Path in keyof paths]: paths[Path] extends Record<M, object> ? Path : never;
}[keyof paths];

type OperationAt<Path, M extends Method> = Path extends keyof paths
  ? paths[Path] extends Record<M, infer Operation>
    ? Operation
    : never
  : never;

/** Parameters of an operation by place, without unused places: the generated types list all four. */
type Parameters<Operation> = Operation extends { parameters: infer Places }
  ? {
      [
        Place in keyof Places as [NonNullable<Places[Place]>] extends [never]
          ? never
          : Exclude<Place, "cookie">
      ]: Places[Place];
    }
  : unknown;

type ParametersOption<Places> = object extends Places
  ? {
      /** Parameters of the operation: `path`, `query` and `header`. */
      readonly params?: Places | undefined;
    }
  : {
      /** Parameters of the operation: `path`, `query` and `header`. */
      readonly params: Places;
    };

/** The intersection that `Writable` is, as an editor shows it best: by its fields. */
type BodyOf<Content> =
  Writable<JsonOf<Content>> extends infer Fields ? { [Name in keyof Fields]: Fields[Name] } : never;

type BodyOption<Operation> = Operation extends { requestBody: { content: infer Content } }
  ? {
      /** Request body of the operation, without read-only fields. */
      readonly body: BodyOf<Content>;
    }
  : Operation extends { requestBody?: { content: infer Content } }
    ? { readonly body?: BodyOf<Content> | undefined }
    : { readonly body?: undefined };

/** Form of a success's `data`, which is validated and has no write-only fields in any form. */
export type ParseAs = "json" | "text" | "blob" | "arrayBuffer" | "stream";

/** Options of one call: parameters, body and those of every call. */
type HttpCall<Path, M extends Method, As extends ParseAs> = ParametersOption<
  Parameters<OperationAt<Path, M>>
> &
  BodyOption<OperationAt<Path, M>> &
  CallOptions & {
    /**
     * Form of `data`.
     * @default "json"
     */
    readonly parseAs?: As | undefined;
  };

/** Optional if nothing in it is required. */
type CallArguments<Call> = object extends Call ? [call?: Call] : [call: Call];

interface ParsedBody<Content> {
  json: Content;
  text: string;
  blob: Blob;
  arrayBuffer: ArrayBuffer;
  stream: ReadableStream<Uint8Array> | null;
}

type CallData<Operation, As extends ParseAs> = Operation extends { responses: infer Responses }
  ? ParsedBody<Readable<SuccessContent<Responses>>>[As]
  : never;

/**
 * A success with its `data`, or an error status with its `error`. `response` is a new Response that
 * contains the validated data, or the text of the error that is safe to show.
 */
export type HttpResult<Data> =
  | { readonly data: Data; readonly error?: never; readonly response: Response }
  | { readonly data?: never; readonly error: GatewayApiError; readonly response: Response };

/** Calls operations of one method. */
interface HttpMethod<M extends Method> {
  /**
   * Calls an operation of the document. The result has `data` for a success, `error` for an error
   * status.
   *
   * @param path path template of the operation, such as `/v1/accounts/{account_id}/secrets`
   * @param call `params` and `body` of the operation, and options of the call; `parseAs` sets the form of
   * `data`
   */
  <Path extends PathWith<M>, As extends ParseAs = "json">(
    path: Path,
    ...call: CallArguments<HttpCall<Path, M, As>>
  ): Promise<HttpResult<CallData<OperationAt<Path, M>, As>>>;
}

/**
 * The operations of the document, by method and path. An error status resolves as
 * `{ error, response }`; every other failure rejects with an error of this package.
 */
export interface GatewayHttp {
  readonly GET: HttpMethod<"get">;
  readonly PUT: HttpMethod<"put">;
  readonly POST: HttpMethod<"post">;
  readonly DELETE: HttpMethod<"delete">;
  readonly OPTIONS: HttpMethod<"options">;
  readonly HEAD: HttpMethod<"head">;
  readonly PATCH: HttpMethod<"patch">;
}
