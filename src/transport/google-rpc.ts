import { googleRpcCodes, type GoogleRpcCode } from "../errors/google-rpc-code.js";

const codesByStatus: Readonly<Record<number, GoogleRpcCode>> = {
  400: "INVALID_ARGUMENT",
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  409: "ALREADY_EXISTS",
  412: "FAILED_PRECONDITION",
  429: "RESOURCE_EXHAUSTED",
  499: "CANCELLED",
  500: "INTERNAL",
  501: "UNIMPLEMENTED",
  503: "UNAVAILABLE",
  504: "DEADLINE_EXCEEDED",
};

/** The code that corresponds to an HTTP status; `UNKNOWN` if google.rpc has none. */
export function codeOfStatus(status: number): GoogleRpcCode {
  return codesByStatus[status] ?? "UNKNOWN";
}

/** The code in an error body, by number or by name; `OK` in an error says nothing. */
export function codeOfBody(code: unknown): GoogleRpcCode | undefined {
  const name = googleRpcCodes.find((known, number) => code === known || code === number);
  return name === "OK" ? undefined : name;
}

/** The number of a code in an error body. */
export function numberOfCode(code: GoogleRpcCode): number {
  return googleRpcCodes.indexOf(code);
}

/** Codes that leave open whether the request took effect, whatever the status beside them. */
export const uncertainCodes: ReadonlySet<GoogleRpcCode | undefined> = new Set<GoogleRpcCode>([
  "CANCELLED",
  "UNKNOWN",
  "INTERNAL",
  "UNAVAILABLE",
  "DEADLINE_EXCEEDED",
]);
