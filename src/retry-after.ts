const milliseconds = /^\d{1,10}(\.\d+)?$/;
const seconds = /^\d{1,10}$/;
// Date.parse alone takes "-10" for a year and overlooks a weekday that does not exist.
const httpDate = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*, .* GMT$/;

/**
 * The wait that a response asks for, in milliseconds: `retry-after-ms` first, then `retry-after` in
 * seconds or as a date. `undefined` where neither can be read; a date that has passed is 0.
 *
 * @param header reads a response header
 * @param date now, in milliseconds since 1970
 */
export function readRetryAfter(
  header: (name: string) => string | undefined,
  date: number,
): number | undefined {
  const exact = header("retry-after-ms") ?? "";
  if (milliseconds.test(exact)) return Number(exact);
  const value = header("retry-after") ?? "";
  if (seconds.test(value)) return Number(value) * 1000;
  const until = httpDate.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(until) ? undefined : Math.max(0, until - date);
}
