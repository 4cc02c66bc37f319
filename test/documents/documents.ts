/** The documents, with who publishes each. Paths are below node_modules. */
export const documents: readonly { readonly publisher: string; readonly path: string }[] = [
  { publisher: "Blockfrost", path: "@blockfrost/openapi/openapi.yaml" },
  { publisher: "Bump.sh (train travel)", path: "@readme/oas-examples/3.1/json/train-travel.json" },
  { publisher: "Digdir", path: "@digdir/dialogporten-schema/swagger.verified.json" },
  { publisher: "Directus", path: "@directus/specs/dist/openapi.json" },
  { publisher: "Doppler", path: "@dopplerhq/mcp-server/doppler-openapi.json" },
  { publisher: "Figma", path: "@figma/rest-api-spec/openapi/openapi.yaml" },
  { publisher: "GitHub", path: "@octokit/openapi/generated/api.github.com.json" },
  { publisher: "Ideal Postcodes", path: "@ideal-postcodes/openapi/dist/openapi.json" },
  {
    publisher: "Interledger",
    path: "@interledger/open-payments/dist/openapi/specs/resource-server.yaml",
  },
  { publisher: "rclone", path: "rclone-openapi/openapi.json" },
  { publisher: "ReadMe", path: "@readme/oas-examples/3.1/json/readme.json" },
  { publisher: "Redo", path: "@redotech/redo-api-schema/lib/openapi.yaml" },
  { publisher: "ShipEngine", path: "shipengine-openapi/openapi.yaml" },
  { publisher: "USPTO", path: "@readme/oas-examples/3.0/json/uspto.json" },
];
