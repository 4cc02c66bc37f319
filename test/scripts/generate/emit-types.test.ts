import { describe, expect, test } from "vitest";
import { emitTypes } from "../../../scripts/generate/emit-types.js";
import { documentWith } from "../documents.js";

const secretValue = { type: "string", writeOnly: true } as const;

describe("the types", () => {
  test("mark write-only fields wherever they are found", async () => {
    const { marked } = await emitTypes(
      documentWith({
        thing: { properties: { value: { $ref: "#/components/schemas/text" } } },
        text: secretValue,
      }),
    );

    expect(marked).toContain('value?: $Write<components["schemas"]["text"]>');
  });

  test("do not promise a field because it has a default", async () => {
    const { marked, plain } = await emitTypes(
      documentWith({ thing: { properties: { size: { type: "number", default: 1 } } } }),
    );

    expect(marked).toContain("size?: number");
    expect(plain).toContain("size?: number");
  });

  test("have no markers but keep readonly, for users of the types alone", async () => {
    const { plain } = await emitTypes(
      documentWith({
        thing: {
          properties: {
            value: { $ref: "#/components/schemas/text" },
            id: { type: "string", readOnly: true, description: "Given by the server." },
          },
        },
        text: secretValue,
      }),
    );

    expect(plain).toContain('value?: components["schemas"]["text"]');
    expect(plain).toMatch(/Given by the server\. \*\/\s+readonly id\?: string;/);
    expect(plain).not.toMatch(/\$(Read|Write)|Readable|Writable/);
  });

  test("are refused with one line if openapi-typescript refuses the document", async () => {
    const document = documentWith({ thing: { properties: { x: "text" } } });

    await expect(emitTypes(document)).rejects.toThrow(
      /^expected a document that openapi-typescript accepts[^\n]+$/,
    );
  });
});
