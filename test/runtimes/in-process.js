import process from "node:process";
import { inspect } from "node:util";
import * as library from "fireworks-gateway-client";
import { createGatewayHttp } from "fireworks-gateway-client/http";
import { createFakeGateway } from "fireworks-gateway-client/testing";
import { runSuite } from "./suite.js";

const surroundings = JSON.parse(process.argv[2]);
const everything = { depth: Infinity, showHidden: true, getters: true };
const printers = [
  JSON.stringify,
  (value) => inspect(value, everything),
  (value) => inspect(value, { ...everything, customInspect: false }),
  (value) => globalThis.Bun?.inspect(value, { depth: 100 }) ?? "",
  (value) => globalThis.Deno?.inspect(value, { depth: 100, showHidden: true }) ?? "",
];
const packageUnderTest = { library, createGatewayHttp, createFakeGateway, printers };
const { failed } = await runSuite(packageUnderTest, surroundings, console.log);
process.exitCode = failed > 0 ? 1 : 0;
