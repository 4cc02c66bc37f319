import process from "node:process";
import * as library from "fireworks-gateway-client";
import { createFakeGateway } from "fireworks-gateway-client/testing";
import { runSuite } from "./suite.js";

const surroundings = JSON.parse(process.argv[2]);
const { failed } = await runSuite({ library, createFakeGateway }, surroundings, console.log);
process.exitCode = failed > 0 ? 1 : 0;
