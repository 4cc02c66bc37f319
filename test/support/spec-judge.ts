import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import { middleware } from "express-openapi-validator";
import { applyOverlay } from "../../scripts/openapi/overlay.js";
import { projectRoot } from "../../scripts/lib/files.js";
import { parseOpenapi } from "../../scripts/openapi/document.js";
import { vendored } from "./vendored.js";

/** A real HTTP server in which express-openapi-validator judges what comes and what goes. */
export interface SpecJudge extends AsyncDisposable {
  readonly origin: string;
}

/**
 * @param answer what answers the requests that keep to the spec
 * @param yaml the document that is the spec; the overlay is the project's
 */
export async function startSpecJudge(answer: RequestHandler, yaml = vendored): Promise<SpecJudge> {
  const overlay = await readFile(join(projectRoot, "openapi", "gateway.overlay.yaml"), "utf8");
  const apiSpec = await applyOverlay(parseOpenapi(yaml), overlay);
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
