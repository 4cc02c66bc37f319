import { describe, expect, test } from "vitest";
import { createRedactor } from "../../src/transport/withhold.js";
import { canaryKey, canaryValue, echoesOf, encodedForms } from "../support/canary.js";

describe("a redactor", () => {
  test.each([
    canaryKey,
    canaryValue,
    "plain-secret",
    "[redacted] or not",
    "äöü ß 日本",
    "(.*)+$^|",
  ])("finds %j in whatever a server makes of it, and leaves the rest", (secret) => {
    const redact = createRedactor([secret]);
    for (const echo of echoesOf(secret)) {
      const redacted = redact(`before ${echo} after`);
      for (const form of encodedForms(secret)) expect(redacted).not.toContain(form);
      expect(redacted).toMatch(/^$|^before .{0,6}\[redacted\].{0,6} after$/);
    }
  });

  test.each([
    ["as it is", `a ${canaryKey} b ${canaryKey}`, "a [redacted] b [redacted]"],
    ["in a URL", `?key=${encodeURIComponent(canaryKey)}&b`, "?key=[redacted]&b"],
    ["in base64", btoa("secret"), "[redacted]"],
    ["in base64 after one byte", btoa("xsecret"), "eH[redacted]A=="],
    ["in base64 after two bytes", btoa("xysecret."), "eHl[redacted]Qu"],
    [
      "in JSON in JSON",
      JSON.stringify(JSON.stringify({ canaryKey })),
      '"{\\"canaryKey\\":\\"[redacted]\\"}"',
    ],
  ])("replaces a secret %s", (_name, text, expected) => {
    expect(createRedactor([canaryKey, "secret"])(text)).toBe(expected);
  });

  test.each([
    ["as long as the text", "s".repeat(70_000), "s".repeat(70_000)],
    ["longer by a line break that is lost", `${"s".repeat(70_000)}\n`, "s".repeat(70_000)],
  ])("finds a secret %s", (_name, secret, text) => {
    expect(createRedactor([secret])(text)).toBe("[redacted]");
  });

  test.each([
    ["Go", "a<b>&c", String.raw`a\u003cb\u003e\u0026c`],
    ["Python", "aé😃b", String.raw`a\u00e9\ud83d\ude03b`],
    ["Go in a URL", "a !'()*~c", "a+%21%27%28%29%2A~c"],
    ["Python in a URL", "a !'()*~c", "a%20%21%27%28%29%2A~c"],
    ["a form", "a !'()*~c", "a+%21%27%28%29*%7Ec"],
    ["lower-case percent", "a/b?c=d", "a%2fb%3fc%3dd"],
    ["strict lower-case percent", "a (b)*c", "a+%28b%29%2ac"],
    ["URL-safe base64", "~~~???~~~", "fn5-Pz8_fn5-"],
    ["who escapes more than must be", "abcd", String.raw`\u0061b\u0063d`],
    ["who escapes more in a URL", "abcd", "%61bc%64"],
    ["HTML", `a<b>&"c'`, "a&lt;b&gt;&amp;&quot;c&#39;"],
    ["HTML by number", "abcd", "&#97;b&#x63;d"],
    ["JSON in a URL", `a"b\\c`, "a%5C%22b%5C%5Cc"],
    ["a URL in JSON", "a<b c", String.raw`a\u00253cb%20c`],
    ["HTML in JSON", "a<b c", String.raw`a\u0026lt;b c`],
    ["JSON of what ends in a backslash", "abcd\\", "abcd\\\\"],
    ["Go, of what ends in a backslash", "<abc\\", String.raw`\u003cabc\\`],
    ["a URL with what looks like an escape", "abcd%4", "abcd%254"],
  ])("knows how %s writes", (_name, secret, written) => {
    expect(createRedactor([secret])(`x ${written} y`)).toBe("x [redacted] y");
  });

  test.each([
    ["a percent sign", "%", "00!!", "00%21%21"],
    ["half an escape of a URL", "%4", "1234!", "1234%21"],
    ["half an escape of JSON", String.raw`\u00`, `41a"c`, String.raw`41a\"c`],
    ["half an escape of HTML", "&#", "65;a<b", "65;a&lt;b"],
    ["an ampersand, the longest number of HTML first", "&", "#x10FFFF;<", "#x10FFFF;&lt;"],
    ["an ampersand, a number too long for HTML first", "&", "#0000000065;<", "#0000000065;&lt;"],
    ["a backslash, escapes of its own first", "\\", "\\&00.", String.raw`\\\u002600.`],
    ["a backslash, an escape of its own last", "\\", "<000\\", String.raw`\u003c000\\`],
    ["a percent sign, twice over", "%", "00%!", "00%2525%2521"],
  ])("finds a secret right after %s", (_name, before, secret, written) => {
    const redacted = createRedactor([secret])(`x ${before}${written} y`);
    expect(redacted).toMatch(/^x .{0,4}\[redacted\]\\{0,2} y$/);
  });

  test("knows a secret without the blanks around it", () => {
    const redact = createRedactor(["\n secret-value\n"]);
    expect(redact("x\n secret-value\ny")).toBe("x[redacted]y");
    expect(redact("got 'secret-value'")).toBe("got '[redacted]'");
  });

  test("replaces the longer of two secrets whole", () => {
    expect(createRedactor(["secret", "secret-and-more"])("a secret-and-more b secret")).toBe(
      "a [redacted] b [redacted]",
    );
  });

  test.each(["a", "ab", "abc", "1", "é", "+"])(
    "drops a text that holds a secret too short to replace: %j",
    (secret) => {
      const redact = createRedactor([secret]);
      expect(redact(`x ${secret} y`)).toBe("");
      expect(redact(`x${secret}y`)).toBe("");
      expect(redact("XXXX")).toBe("XXXX");
    },
  );

  test("takes digits of base64 for a secret's own only where they are enough to tell", () => {
    expect(createRedactor(["ab"])("a text with YW in it")).toBe("a text with YW in it");
    expect(createRedactor(["ab"])(btoa("ab"))).toBe("[redacted]");
    expect(createRedactor(["abcd"])(btoa("xabcd"))).toBe("eG[redacted]Q=");
  });

  test.each(["redacted", "[red", "edac", "[redacted]"])(
    "drops a text where replacing would write the secret: %j",
    (secret) => {
      expect(createRedactor([secret, "other-secret"])("an other-secret")).toBe("");
    },
  );

  test("replaces secrets that share characters as one, and those that touch one by one", () => {
    const redact = createRedactor(["x-secret-x"]);
    expect(redact("a x-secret-x-secret-x b")).toBe("a [redacted] b");
    expect(redact("a x-secret-xx-secret-x b")).toBe("a [redacted][redacted] b");
    expect(createRedactor(["a".repeat(3000)])("a".repeat(8000))).toBe("[redacted]");
  });

  test("replaces a secret of four characters", () => {
    expect(createRedactor(["abcd"])("x abcd y")).toBe("x [redacted] y");
  });

  test("leaves a text without a secret as it is", () => {
    const text = "nothing * [to] see $& here";
    expect(createRedactor([canaryKey, canaryValue])(text)).toBe(text);
    expect(createRedactor([])(text)).toBe(text);
    expect(createRedactor([""])(text)).toBe(text);
    expect(createRedactor(["a-secret"])("")).toBe("");
  });

  test("leaves what ends like a secret, after an escape that has not eaten its beginning", () => {
    expect(createRedactor(["xsecret"])("%41secret")).toBe("%41secret");
    expect(createRedactor(["1secret"])("%41secret")).toBe("%4[redacted]");
    expect(createRedactor(["secret"])("%41ecret")).toBe("%41ecret");
  });

  test("learns of secrets that are added later", () => {
    const secrets = ["first-key"];
    const redact = createRedactor(secrets);
    expect(redact("first-key second-key")).toBe("[redacted] second-key");
    secrets.push("second-key");
    expect(redact("first-key second-key")).toBe("[redacted] [redacted]");
  });

  test("finds a long secret in a text that is long enough, at little cost elsewhere", () => {
    const secret = "0123456789é".repeat(500_000);
    const redact = createRedactor([secret, "short-secret"]);
    const started = performance.now();
    expect(redact("a short-secret")).toBe("a [redacted]");
    expect(performance.now() - started).toBeLessThan(500);
    const medium = "0123456789".repeat(10_000);
    expect(createRedactor([medium])(`x ${medium} y`)).toBe("x [redacted] y");
    const both = createRedactor([medium, "short-secret"]);
    expect(both("a short-secret")).toBe("a [redacted]");
    expect(both(`x ${medium} y short-secret`)).toBe("x [redacted] y [redacted]");
    expect(both(`x ${medium}`)).toBe("x [redacted]");
  });
});
