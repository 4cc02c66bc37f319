import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CompilerState,
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
} from "@microsoft/api-extractor";

/** The entry points that declare types. */
const entryPoints = ["index", "http", "types", "testing"];

/**
 * Reports the declarations of the entry points by file name, in a form made for diffs. Unexported types
 * that they reach are included, since callers depend on them too.
 *
 * @param packageFolder the folder with package.json and dist/
 */
export async function reportApi(packageFolder: string): Promise<ReadonlyMap<string, string>> {
  const reportFolder = await mkdtemp(join(tmpdir(), "api-report-"));
  const reports = new Map<string, string>();
  // Shared, since parsing the standard library takes most of the time.
  let compilerState: CompilerState | undefined;
  try {
    for (const entryPoint of entryPoints) {
      const reportFileName = `${entryPoint}.api.md`;
      const config = configOf(packageFolder, entryPoint, { reportFileName, reportFolder });
      compilerState ??= CompilerState.create(config, {
        additionalEntryPoints: entryPoints.map((name) => declarationsOf(packageFolder, name)),
      });
      extract(config, compilerState);
      reports.set(reportFileName, await readFile(join(reportFolder, reportFileName), "utf8"));
    }
  } finally {
    await rm(reportFolder, { recursive: true });
  }
  return reports;
}

const declarationsOf = (packageFolder: string, entryPoint: string): string =>
  join(packageFolder, "dist", `${entryPoint}.d.ts`);

function configOf(
  packageFolder: string,
  entryPoint: string,
  report: { readonly reportFileName: string; readonly reportFolder: string },
): ExtractorConfig {
  const mainEntryPointFilePath = declarationsOf(packageFolder, entryPoint);
  const compilerOptions = { module: "nodenext", lib: ["ES2022", "DOM"], types: [], strict: true };
  const silent = { default: { logLevel: ExtractorLogLevel.None } };
  return ExtractorConfig.prepare({
    configObject: {
      projectFolder: packageFolder,
      mainEntryPointFilePath,
      compiler: { overrideTsconfig: { compilerOptions, files: [mainEntryPointFilePath] } },
      apiReport: {
        enabled: true,
        includeForgottenExports: true,
        reportTempFolder: report.reportFolder,
        ...report,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: "lf",
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
        extractorMessageReporting: silent,
        tsdocMessageReporting: silent,
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(packageFolder, "package.json"),
  });
}

function extract(config: ExtractorConfig, compilerState: CompilerState): void {
  const diagnostics: string[] = [];
  const { errorCount } = Extractor.invoke(config, {
    compilerState,
    localBuild: true,
    messageCallback: (message) => {
      if (message.logLevel === ExtractorLogLevel.Error) diagnostics.push(message.text);
      message.handled = true;
    },
  });
  if (errorCount > 0) {
    throw new Error(`${config.mainEntryPointFilePath}: ${diagnostics.join("\n")}`);
  }
}
