import * as library from "fireworks-gateway-client";
import { createFakeGateway } from "fireworks-gateway-client/testing";
import { runSuite } from "./suite.js";

globalThis.run = (surroundings) =>
  runSuite({ library, createFakeGateway }, surroundings, console.log);
