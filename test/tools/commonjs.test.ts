import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { packAndInstall, type PackedPackage } from "../package/packed-package.js";
import { replaced } from "../support/replaced.js";
import { imports, jestTest } from "./programs.js";
import { makeProject } from "./project.js";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let packed: PackedPackage;
beforeAll(async () => {
  packed = await packAndInstall();
});
afterAll(() => packed.remove());

const presets = `[["@babel/preset-env", { targets: { node: "current" } }], "@babel/preset-typescript"]`;

describe("Jest runs a test of a CommonJS project that uses each entry point", () => {
  test("through babel-jest", async () => {
    const project = await makeProject(packed, "babel-jest", {
      "babel.config.js": `module.exports = { presets: ${presets} };\n`,
      "store.test.ts": jestTest,
    });

    const { output } = await project.run("jest", "--ci");

    expect(output).toContain("Tests:       1 passed, 1 total");
  });

  test.each([
    ["commonjs", "node10"],
    ["node16", "node16"],
  ])("through ts-jest, with types, module %s and moduleResolution %s", async (...settings) => {
    const [module, moduleResolution] = settings;
    const compilerOptions = {
      module,
      moduleResolution,
      target: "es2022",
      strict: true,
      types: ["jest"],
      isolatedModules: false,
    };
    const project = await makeProject(packed, `ts-jest-${module}`, {
      "jest.config.js": `module.exports = { preset: "ts-jest" };\n`,
      "tsconfig.json": JSON.stringify({ compilerOptions }),
      "store.test.ts": jestTest,
    });

    const { output } = await project.run("jest", "--ci");

    expect(output).toContain("Tests:       1 passed, 1 total");
  });

  test("through ts-jest, which refuses a body without its key name", async () => {
    const compilerOptions = { module: "commonjs", strict: true, types: ["jest"] };
    const project = await makeProject(packed, "ts-jest-refuses", {
      "jest.config.js": `module.exports = { preset: "ts-jest" };\n`,
      "tsconfig.json": JSON.stringify({ compilerOptions }),
      "store.test.ts": replaced(jestTest, 'keyName: "DB", value', "value"),
    });

    const { output } = await project.run("jest", "--ci");

    expect(output).toContain("is not assignable to parameter of type 'CreateSecretBody'");
  });
});

describe("eslint-plugin-import", () => {
  const config = `
    const { flatConfigs } = require("eslint-plugin-import");
    module.exports = [
      flatConfigs.recommended,
      { languageOptions: { ecmaVersion: 2022, sourceType: "module" } },
    ];
  `;

  test("finds each entry point and what it exports", async () => {
    const project = await makeProject(packed, "eslint", {
      "eslint.config.js": config,
      "src/store.js": imports,
    });

    expect(await project.run("eslint", "src", "--max-warnings=0")).toEqual({ code: 0, output: "" });
  });

  test("says which entry point there is not", async () => {
    const project = await makeProject(packed, "eslint-refuses", {
      "eslint.config.js": config,
      "src/store.js": replaced(imports, "client/http", "client/https"),
    });

    const { output } = await project.run("eslint", "src");

    expect(output).toContain("Unable to resolve path to module 'fireworks-gateway-client/https'");
  });
});
