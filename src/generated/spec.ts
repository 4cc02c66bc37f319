export const title = "Gateway REST API";
export const version = "4.259.0";
export const server = "https://api.fireworks.ai";
export const operations = {
  Gateway_CreateSecret: { method: "post", path: "/v1/accounts/{account_id}/secrets", requestBody: "required", writeOnly: { request: [["value"]], response: [["value"]] } },
} as const;
