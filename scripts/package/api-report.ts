import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";

/** The entry points that declare types. */
export const declaredEntryPoints = ["index", "types", "testing"] as const;

export type DeclaredEntryPoint = (typeof declaredEntryPoints)[number];

/**
 * Reports what an entry point declares, in a form made for reading differences. What it reaches
 * without exporting it is part of the report: callers depend on that too.
 *
 * @param packageFolder where package.json is, and dist/ beside it
 */
export async function reportApi(
  packageFolder: string,
  entryPoint: DeclaredEntryPoint,
): Promise<string> {
  const reportFolder = await mkdtemp(join(tmpdir(), "api-report-"));
  const declarations = join(packageFolder, "dist", `${entryPoint}.d.ts`);
  const compilerOptions = { module: "nodenext", lib: ["ES2022", "DOM"], types: [], strict: true };
  const silent = { logLevel: ExtractorLogLevel.None };
  const reportFileName = `${entryPoint}.api.md`;
  try {
    const config = ExtractorConfig.prepare({
      configObject: {
        projectFolder: packageFolder,
        mainEntryPointFilePath: declarations,
        compiler: { overrideTsconfig: { compilerOptions, files: [declarations] } },
        apiReport: {
          enabled: true,
          includeForgottenExports: true,
          reportFileName,
          reportFolder,
          reportTempFolder: reportFolder,
        },
        docModel: { enabled: false },
        dtsRollup: { enabled: false },
        tsdocMetadata: { enabled: false },
        newlineKind: "lf",
        messages: {
          compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
          extractorMessageReporting: { default: silent },
          tsdocMessageReporting: { default: silent },
        },
      },
      configObjectFullPath: undefined,
      packageJsonFullPath: join(packageFolder, "package.json"),
    });
    const complaints: string[] = [];
    const { errorCount } = Extractor.invoke(config, {
      localBuild: true,
      messageCallback: (message) => {
        if (message.logLevel === ExtractorLogLevel.Error) complaints.push(message.text);
        message.handled = true;
      },
    });
    if (errorCount > 0) throw new Error(`${declarations}: ${complaints.join("\n")}`);
    return await readFile(join(reportFolder, reportFileName), "utf8");
  } finally {
    await rm(reportFolder, { recursive: true });
  }
}
