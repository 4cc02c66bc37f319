const milliseconds = /^\d{1,10}(\.\d+)?$/;
const seconds = /^\d{1,10}$/;
// Date.parse alone reads "-10" as a year and accepts a weekday that does not exist.
const httpDate = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*, .* GMT$/;

/**
 * The wait that a response asks for, in milliseconds: `retry-after-ms`, else `retry-after` in seconds
 * or as a date; `undefined` if neither is valid, 0 for a date in the past.
 *
 * @param date the time now, in milliseconds since 1970; the response's own `date` takes precedence,
 * since `retry-after` was written by the same clock
 */
export function readRetryAfter(headers: Pick<Headers, "get">, date: number): number | undefined {
  const exact = headers.get("retry-after-ms") ?? "";
  if (milliseconds.test(exact)) return Number(exact);
  const value = headers.get("retry-after") ?? "";
  if (seconds.test(value)) return Number(value) * 1000;
  const until = parseDate(value);
  return until === undefined
    ? undefined
    : Math.max(0, until - (parseDate(headers.get("date") ?? "") ?? date));
}

function parseDate(value: string): number | undefined {
  const date = httpDate.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : date;
}
