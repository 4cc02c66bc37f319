import { fieldsOf, type JsonObject } from "../lib/json.js";
import { componentsOfKind } from "./component-references.js";
import type { OpenapiDocument } from "./document.js";
import { resolve } from "./references.js";

const schemeKeywords = ["type", "name", "in", "scheme", "bearerFormat", "openIdConnectUrl"];

/** The security schemes of a document without their prose. */
export function securitySchemesOf(document: OpenapiDocument): JsonObject {
  return Object.fromEntries(
    Object.entries(componentsOfKind(document, "securitySchemes")).map(([name, reference]) => {
      const scheme = fieldsOf(resolve(document, reference));
      const kept = Object.entries(scheme).filter(([keyword]) => schemeKeywords.includes(keyword));
      const flows = Object.entries(fieldsOf(scheme["flows"])).map(([flow, fields]) => [
        flow,
        // A scope's value is prose.
        { ...fieldsOf(fields), scopes: Object.keys(fieldsOf(fieldsOf(fields)["scopes"])) },
      ]);
      return [
        name,
        {
          ...Object.fromEntries(kept),
          ...(flows.length > 0 && { flows: Object.fromEntries(flows) }),
        },
      ];
    }),
  );
}
