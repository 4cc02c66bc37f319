import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { CommandError } from "../lib/command-error.js";

/** Name and content of a docs page or a document. */
export interface Source {
  /** File name without its folder, or URL without its query. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Limits for reading a URL. */
export interface SourceLimits {
  /** Bytes, after decompression. */
  readonly maxBytes: number;
  /** Milliseconds, including redirects and body. */
  readonly timeout: number;
}

const mebibyte = 1024 * 1024;
const defaultLimits: SourceLimits = { maxBytes: 20 * mebibyte, timeout: 30_000 };
const maxRedirects = 5;

/**
 * Reads a source: a file or an https URL.
 *
 * @throws CommandError when it cannot be read, exceeds the limits or redirects to anything but https
 */
export async function readSource(
  source: string,
  limits: SourceLimits = defaultLimits,
): Promise<Source> {
  if (/^[a-z][a-z\d+.-]+:\/\//i.test(source)) return readUrl(source, limits);
  const bytes = await readFile(source).catch((cause: unknown) => {
    throw new CommandError(`cannot read the file ${source}`, { cause });
  });
  return { name: basename(source), bytes };
}

async function readUrl(source: string, limits: SourceLimits): Promise<Source> {
  const url = checkedUrl(source);
  const name = nameOf(url);
  const signal = AbortSignal.timeout(limits.timeout);
  try {
    const response = await followRedirects(url, signal);
    if (!response.ok) {
      await response.body?.cancel();
      throw new CommandError(`expected status 200 from ${name}, found ${response.status}`);
    }
    return { name, bytes: await readBody(response, limits.maxBytes, name) };
  } catch (cause) {
    if (cause instanceof CommandError) throw cause;
    const problem = signal.aborted
      ? `${name} did not respond within ${limits.timeout / 1000} s`
      : `the connection to ${name} failed: ${reasonOf(cause)}`;
    throw new CommandError(problem, { cause });
  }
}

/** Follows redirects by hand: fetch would silently follow one from https to http. */
async function followRedirects(start: URL, signal: AbortSignal): Promise<Response> {
  let url = start;
  for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
    const response = await fetch(url, { redirect: "manual", signal });
    const location = response.headers.get("location");
    if (!/^30[12378]$/.test(String(response.status)) || location === null) return response;
    await response.body?.cancel();
    url = checkedUrl(location, url);
  }
  throw new CommandError(
    `expected at most ${maxRedirects} redirects from ${nameOf(start)}, found more`,
  );
}

function checkedUrl(text: string, base?: URL): URL {
  if (!URL.canParse(text, base?.href)) {
    throw new CommandError("expected an https URL, found an invalid URL");
  }
  const url = new URL(text, base);
  if (url.protocol !== "https:") {
    const how = base ? `a redirect from ${nameOf(base)} to ` : "";
    throw new CommandError(`expected an https URL, found ${how}${nameOf(url)}`);
  }
  if (url.username !== "" || url.password !== "") {
    throw new CommandError(`expected a URL without credentials, found some for ${url.host}`);
  }
  return url;
}

/** A URL without its query, which may contain a token. */
const nameOf = ({ protocol, host, pathname }: URL): string => `${protocol}//${host}${pathname}`;

async function readBody(response: Response, maxBytes: number, name: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const reader = response.body?.getReader();
  let size = 0;
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > maxBytes) {
      await reader?.cancel();
      throw new CommandError(`expected at most ${sizeOf(maxBytes)} from ${name}, found more`);
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const { message } = cause.cause instanceof Error ? cause.cause : cause;
  return message.split("\n", 1)[0] ?? "";
}

const sizeOf = (bytes: number): string =>
  bytes < mebibyte ? `${bytes / 1024} KiB` : `${bytes / mebibyte} MiB`;
