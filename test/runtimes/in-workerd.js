import * as library from "fireworks-gateway-client";
import { createFakeGateway } from "fireworks-gateway-client/testing";
import { runSuite } from "./suite.js";

export default {
  async test(_controller, { surroundings }) {
    const { failed } = await runSuite({ library, createFakeGateway }, surroundings, console.log);
    if (failed > 0) throw new Error("the suite failed");
  },
};
