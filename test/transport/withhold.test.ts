import { describe, expect, test } from "vitest";
import { createWithhold } from "../../src/transport/withhold.js";
import { canaryKey, canaryValue, echoesOf } from "../support/canary.js";

const repeats = "[withheld: the server's text repeats part of a secret]";
const unsearched = "[withheld: too long to be searched for secrets]";

/** The notice in place of a text, or `undefined` if it is shown. */
const noticeFor = (text: string, ...secrets: string[]): string | undefined =>
  createWithhold(secrets)(text);

/** A secret as HTML writes it that escapes everything, and its own escapes again. */
const escapedTimes = (times: number): string =>
  Array.from("a-plain-secret", (sign) => {
    return `&${"amp;".repeat(times - 1)}#${sign.charCodeAt(0)};`;
  }).join("");

const sixteen = "abcdefgh-ijklmnop";

describe("a text is withheld if it repeats", () => {
  test.each([
    canaryKey,
    canaryValue,
    "plain-secret",
    "[redacted] or not",
    "äöü ß 日本",
    "(.*)+$^|",
  ])("%j in any form that a server may echo it in", (secret) => {
    for (const echo of echoesOf(secret)) {
      expect([echo, noticeFor(`before ${echo} after`, secret)]).toEqual([echo, repeats]);
    }
    expect(noticeFor("before and after", secret)).toBeUndefined();
  });

  test.each([
    ["the first twelve letters or digits", "abcdefgh-ijkl"],
    ["twelve in the middle", "x cdefghijklmn x"],
    ["the last twelve", "efgh-ijklmnop"],
    ["twelve in other case", "ABCDEFGHIJKL"],
    ["twelve with line breaks in between", "abc\ndef\r\nghi\njkl"],
    ["twelve with other signs in between", "a.b.c.d.e.f.g.h.i.j.k.l"],
    ["twelve with more letters on both sides", "xxabcdefghijklxx"],
    ["all of it", sixteen],
  ])("%s of a longer secret", (_part, text) => {
    expect(noticeFor(text, sixteen)).toBe(repeats);
  });

  test.each([
    ["three letters", "abc", "xxA-B-Cxx"],
    ["eleven letters", "abcdefghijk", "abcdefghijk"],
    ["six digits", "123456", "n 123456"],
    ["a number of twenty digits", "12345678901234567890", "got 12345678901234567890"],
    ["letters of any script", "日本äöü", "x 日本-ÄÖÜ"],
  ])("the whole of a secret of %s", (_kind, secret, text) => {
    expect(noticeFor(text, secret)).toBe(repeats);
  });

  test.each(["a", "ab", "1", "é", "+", "a+", "-- --"])(
    "a secret with fewer than three letters or digits, letter for letter: %j",
    (secret) => {
      expect(noticeFor(`x ${secret} y`, secret)).toBe(repeats);
      expect(noticeFor(`x${secret}y`, secret)).toBe(repeats);
      expect(noticeFor("XXXX", secret)).toBeUndefined();
    },
  );

  test("such a short secret with line breaks in between", () => {
    expect(noticeFor("x a\n+ y", "a+")).toBe(repeats);
  });

  test.each([
    ["Go", "a<b>&c", String.raw`a\u003cb\u003e\u0026c`],
    ["Python", "aé😃b", String.raw`a\u00e9\ud83d\ude03b`],
    ["Python in a URL", "a !'()*~c", "a%20%21%27%28%29%2A~c"],
    ["a form", "a secret here", "a+secret+here"],
    ["lower-case percent", "a/b?c=d", "a%2fb%3fc%3dd"],
    ["strict lower-case percent", "a (b)*c", "a+%28b%29%2ac"],
    ["URL-safe base64", "~~~???~~~", "fn5-Pz8_fn5-"],
    ["a writer that escapes letters in JSON", "abcd", String.raw`\u0061b\u0063d`],
    ["a writer that escapes letters in a URL", "abcd", "%61bc%64"],
    ["HTML", `a<b>&"c'`, "a&lt;b&gt;&amp;&quot;c&#39;"],
    ["HTML by number", "abcd", "&#97;b&#x63;d"],
    ["JSON in a URL", `a"b\\c`, "a%5C%22b%5C%5Cc"],
    ["a URL in JSON", "a<b c", String.raw`a\u00253cb%20c`],
    ["HTML in JSON", "a<b c", String.raw`a\u0026lt;b c`],
    ["JSON of a text that ends in a backslash", "abcd\\", "abcd\\\\"],
    ["Go, of a text that ends in a backslash", "<abc\\", String.raw`\u003cabc\\`],
    ["a URL with what looks like an escape", "abcd%4", "abcd%254"],
    ["JSON in JSON", canaryKey, JSON.stringify(JSON.stringify({ canaryKey }))],
  ])("a secret as it is written by %s", (_writer, secret, written) => {
    expect(noticeFor(`x ${written} y`, secret)).toBe(repeats);
  });

  test.each([
    ["half an escape of a URL", "%4", "1234!", "1234%21"],
    ["half an escape of JSON", String.raw`\u00`, `41a"c`, String.raw`41a\"c`],
    ["an ampersand, the longest number of HTML first", "&", "#x10FFFF;<", "#x10FFFF;&lt;"],
    ["an ampersand, a number too long for HTML first", "&", "#0000000065;<", "#0000000065;&lt;"],
    ["a backslash, an escape of its own last", "\\", "<000\\", String.raw`\u003c000\\`],
    ["what looks like an escape of a letter", "%4", "1secret", "1secret"],
  ])("a secret right after %s", (_name, before, secret, written) => {
    expect(noticeFor(`x ${before}${written} y`, secret)).toBe(repeats);
  });

  test.each([
    ["once", escapedTimes(1)],
    ["twice", escapedTimes(2)],
    ["three times", escapedTimes(3)],
  ])("a secret of which every letter is escaped %s", (_times, written) => {
    expect(noticeFor(written, "a-plain-secret")).toBe(repeats);
  });

  test.each(["", "x", "xy", "xyz"])("the base64 of a secret after %j", (before) => {
    const encoded = Buffer.from(`${before}a-plain-secret and more`).toString("base64");
    expect(noticeFor(encoded, "a-plain-secret")).toBe(repeats);
  });

  test.each([
    ["of a body around it", Buffer.from('{"a":"a-plain-secret"}').toString("base64")],
    ["of a body around it, URL-safe", Buffer.from('{"a":"?a-plain-secret"}').toString("base64url")],
    ["wrapped", btoa("a-plain-secret").replace(/.{5}/g, "$&\r\n")],
    ["escaped in a URL", encodeURIComponent(btoa("a-plain-secret"))],
    ["cut off", btoa("a-plain-secret").slice(0, 12)],
  ])("the base64 of a secret, %s", (_form, encoded) => {
    expect(noticeFor(encoded, "a-plain-secret")).toBe(repeats);
  });

  test.each([
    ["a secret of two letters", "ab", btoa("ab")],
    ["a secret of four letters", "abcd", btoa("xabcd")],
    ["a secret of six letters after one byte", "secret", btoa("xsecret")],
    ["a secret of six letters after two bytes", "secret", btoa("xysecret.")],
  ])("the base64 of %s", (_kind, secret, encoded) => {
    expect(noticeFor(encoded, secret)).toBe(repeats);
  });

  const hexadecimal = Buffer.from("a-plain-secret").toString("hex");

  test.each([
    ["as it is", hexadecimal],
    ["in upper case", hexadecimal.toUpperCase()],
    ["with colons", hexadecimal.replace(/..(?!$)/g, "$&:")],
    ["cut to 24 digits", hexadecimal.slice(0, 24)],
  ])("the hexadecimal digits of a secret, %s", (_form, digits) => {
    expect(noticeFor(digits, "a-plain-secret")).toBe(repeats);
  });

  test("one of several secrets", () => {
    expect(noticeFor("got second-key", "first-key", "second-key")).toBe(repeats);
    expect(noticeFor("got secret", "secret", "secret-and-more")).toBe(repeats);
  });

  test("a secret as long as the longest text, or the end of the longest secret", () => {
    expect(noticeFor("s".repeat(8192), "s".repeat(8192))).toBe(repeats);
    const longest = `${"0123456789é".repeat(5000)}the-very-last-end`;
    expect(noticeFor("got the-very-last-end", longest)).toBe(repeats);
  });

  test("a secret without the blanks around it", () => {
    expect(noticeFor("got 'secret-value'", "\n secret-value\n")).toBe(repeats);
  });
});

describe("a text is shown if it", () => {
  test.each([
    ["repeats eleven letters of a longer secret", "abcdefgh-ijk", sixteen],
    ["repeats twelve that do not follow each other", "abcdefgh ijkxlmnop", sixteen],
    ["repeats ten letters of eleven", "abcdefghij", "abcdefghijk"],
    ["has one letter in between", "secXret", "secret"],
    ["ends like a secret after an escape", "%41secret", "xsecret"],
    ["has a secret but for a letter that an escape has eaten", "%41ecret", "secret"],
    ["has 23 hexadecimal digits of a secret", "612d706c61696e2d7365637", "a-plain-secret"],
    ["has every letter of a secret escaped four times", escapedTimes(4), "a-plain-secret"],
    ["has a short secret in other case", "AB", "ab"],
    ["has the signs of a short secret apart", "a.b", "ab"],
    ["has too few digits of base64 to tell", "a text with YW or so", "ab"],
    ["is an ordinary message", "nothing * [to] see $& here", canaryKey],
    ["is empty", "", "a-secret"],
  ])("%s", (_reason, text, secret) => {
    expect(noticeFor(text, secret)).toBeUndefined();
  });

  test("meets no secret at all, or an empty one", () => {
    expect(noticeFor("text")).toBeUndefined();
    expect(noticeFor("text", "")).toBeUndefined();
    expect(noticeFor("text", " ", "")).toBeUndefined();
  });

  test("has the end of one secret and the beginning of another", () => {
    expect(noticeFor("secretfirst", "xxxxxxsecret", "firstxxxxxxx")).toBeUndefined();
  });
});

describe("the limits", () => {
  test("of the texts of one error are 8 KiB in all", () => {
    expect(noticeFor("x".repeat(8192), "a-secret")).toBeUndefined();
    expect(noticeFor("x".repeat(8193), "a-secret")).toBe(unsearched);
    const withhold = createWithhold(["a-secret"]);
    expect(withhold("x".repeat(8000))).toBeUndefined();
    expect(withhold("x".repeat(192))).toBeUndefined();
    expect(withhold("x")).toBe(unsearched);
  });

  test("count a text that was withheld as well", () => {
    const withhold = createWithhold(["a-secret"]);
    expect(withhold("x".repeat(8193))).toBe(unsearched);
    expect(withhold("")).toBe(unsearched);
  });

  test("of the secrets are 64 KiB in all, beyond which nothing is shown", () => {
    const half = "s".repeat(32 * 1024);
    expect(noticeFor("text", half, half)).toBeUndefined();
    expect(noticeFor("text", half, half, "x")).toBe(unsearched);
    expect(noticeFor("text", "x".repeat(5_000_000))).toBe(unsearched);
  });

  test("hold without a secret, too", () => {
    expect(noticeFor("x".repeat(8193))).toBe(unsearched);
  });
});
