import * as library from "fireworks-gateway-client";
import { createGatewayHttp } from "fireworks-gateway-client/http";
import { createFakeGateway } from "fireworks-gateway-client/testing";
import { runSuite } from "./suite.js";

export default {
  async test(_controller, { surroundings }) {
    const { failed } = await runSuite(
      { library, createGatewayHttp, createFakeGateway, printers: [JSON.stringify] },
      surroundings,
      console.log,
    );
    if (failed > 0) throw new Error("the suite failed");
  },
};
