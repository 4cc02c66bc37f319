export interface paths {
    "/v1/accounts/{account_id}/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Gateway_CreateSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        gatewaySecret: {
            /**
             * name follows the convention
             *     accounts/account-id/secrets/unkey-key-id
             */
            name: string;
            /** name of the key. In this case, it can be WOLFRAM_ALPHA_API_KEY */
            keyName: string;
            /**
             * @description The secret value. This field is INPUT_ONLY and will not be returned in GET or LIST responses
             *     for security reasons. The value is only accepted when creating or updating secrets.
             * @example sk-1234567890abcdef
             */
            value?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    Gateway_CreateSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Account Id */
                account_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["gatewaySecret"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["gatewaySecret"];
                };
            };
        };
    };
}
