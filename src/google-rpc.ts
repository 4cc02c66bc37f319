/** The google.rpc code names; a code's place is its number. */
const codeNames = [
  "OK",
  "CANCELLED",
  "UNKNOWN",
  "INVALID_ARGUMENT",
  "DEADLINE_EXCEEDED",
  "NOT_FOUND",
  "ALREADY_EXISTS",
  "PERMISSION_DENIED",
  "RESOURCE_EXHAUSTED",
  "FAILED_PRECONDITION",
  "ABORTED",
  "OUT_OF_RANGE",
  "UNIMPLEMENTED",
  "INTERNAL",
  "UNAVAILABLE",
  "DATA_LOSS",
  "UNAUTHENTICATED",
] as const;

/** A google.rpc code by name, such as `ALREADY_EXISTS`. */
export type GoogleRpcCode = (typeof codeNames)[number];

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

/** The code that an HTTP status stands for; `UNKNOWN` where google.rpc has none. */
export function codeOfStatus(status: number): GoogleRpcCode {
  return codesByStatus[status] ?? "UNKNOWN";
}

/** The code that an error body names by number or by name; `OK` on an error says nothing. */
export function codeOfBody(code: unknown): GoogleRpcCode | undefined {
  const name = codeNames.find((known, number) => code === known || code === number);
  return name === "OK" ? undefined : name;
}

/** The number that an error body gives for a code. */
export function numberOfCode(code: GoogleRpcCode): number {
  return codeNames.indexOf(code);
}
