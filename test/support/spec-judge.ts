import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import { middleware } from "express-openapi-validator";
import { projectRoot } from "../../scripts/lib/files.js";
import type { OpenapiDocument } from "../../scripts/openapi/document.js";
import { readEffectiveDocument } from "../../scripts/vendor/effective-document.js";

/** A real HTTP server in which express-openapi-validator judges what comes and what goes. */
export interface SpecJudge extends AsyncDisposable {
  readonly origin: string;
}

/**
 * @param answer what answers the requests that keep to the spec
 * @param document the spec; by default the project's effective document
 */
export async function startSpecJudge(
  answer: RequestHandler,
  document?: OpenapiDocument,
): Promise<SpecJudge> {
  const apiSpec = document ?? (await readEffectiveDocument(projectRoot));
  const app = express();
  app.enable("strict routing").enable("case sensitive routing").use(express.json());
  app.use(
    middleware({
      // Its parameter type asks for a document of a closed shape; it judges the shape itself.
      apiSpec: JSON.parse(JSON.stringify(apiSpec)),
      validateRequests: true,
      validateResponses: true,
      validateSecurity: {
        // On its own it takes the scheme's name for enough.
        handlers: { BearerAuth: ({ headers }) => /^\w+ +\S+$/.test(headers.authorization ?? "") },
      },
    }),
  );
  app.use(answer);
  app.use(answerWithStatus);
  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server's is no string
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

// Express knows an error handler by its four parameters.
const answerWithStatus: ErrorRequestHandler = (error, _request, response, _next) => {
  response
    .status(error.status ?? 500)
    .set(error.headers ?? {})
    .json({ message: error.message });
};
