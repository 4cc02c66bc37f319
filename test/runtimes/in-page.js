import * as library from "fireworks-gateway-client";
import { createGatewayHttp } from "fireworks-gateway-client/http";
import { createFakeGateway } from "fireworks-gateway-client/testing";
import { runSuite } from "./suite.js";

globalThis.run = (surroundings) =>
  runSuite(
    { library, createGatewayHttp, createFakeGateway, printers: [JSON.stringify] },
    surroundings,
    console.log,
  );
