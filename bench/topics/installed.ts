import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { contenders, ours, versionOf, type Contender } from "../contenders.js";
import { run } from "../processes.js";
import type { Section } from "../report.js";
import { projectRoot } from "../../scripts/lib/files.js";
import { benchFolder, readInstalled } from "../workspace.js";

interface Installation {
  readonly files: number;
  readonly bytes: number;
  readonly packages: number;
}

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly dependencies?: Readonly<Record<string, string>> }>
  >;
}

/** What a production install of each client puts on a disk. */
export async function measureInstalled(): Promise<Section> {
  const lock = await readInstalled<Lock>("package-lock.json");
  const rows: string[][] = [];
  for (const contender of contenders) {
    const { files, bytes, packages } = await installationOf(contender, lock);
    rows.push([
      `${contender.name} ${await versionOf(contender)}`,
      String(packages),
      String(files),
      (bytes / 1024).toFixed(0),
    ]);
  }
  return {
    title: "Installed",
    method:
      "A production install: the package and all that it depends on at run time. What a generator " +
      "writes is part of the program instead, and counted as its files.",
    columns: ["client", "packages", "files", "KiB"],
    rows,
    goals: [],
  };
}

async function installationOf(contender: Contender, lock: Lock): Promise<Installation> {
  if (contender.isGenerated) {
    const path = join(benchFolder, "clients", contender.peer);
    const written = await sizeOf(path).catch(() => sizeOf(`${path}.ts`));
    return { ...written, packages: 0 };
  }
  if (contender !== ours) {
    return await sum([...closure(`node_modules/${contender.packageName}`, lock)]);
  }
  const packed = await run("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: projectRoot,
  });
  const [own]: { entryCount: number; unpackedSize: number }[] = JSON.parse(packed);
  const dependencies = await sum([...closure("node_modules/openapi-fetch", lock)]);
  return {
    files: (own?.entryCount ?? Number.NaN) + dependencies.files,
    bytes: (own?.unpackedSize ?? Number.NaN) + dependencies.bytes,
    packages: 1 + dependencies.packages,
  };
}

/** The places of a package and of all that it depends on, as npm resolves them. */
function closure(place: string, lock: Lock, found = new Set<string>()): Set<string> {
  found.add(place);
  for (const name of Object.keys(lock.packages[place]?.dependencies ?? {})) {
    const dependency = resolve(place, name, lock);
    if (!found.has(dependency)) closure(dependency, lock, found);
  }
  return found;
}

function resolve(from: string, name: string, lock: Lock): string {
  const nested = `${from}/node_modules/${name}`;
  if (nested in lock.packages) return nested;
  const above = from.slice(0, Math.max(0, from.lastIndexOf("/node_modules/")));
  return above === "" ? `node_modules/${name}` : resolve(above, name, lock);
}

async function sum(places: readonly string[]): Promise<Installation> {
  const sizes = await Promise.all(places.map((place) => sizeOf(join(benchFolder, place))));
  return {
    files: sizes.reduce((total, { files }) => total + files, 0),
    bytes: sizes.reduce((total, { bytes }) => total + bytes, 0),
    packages: places.length,
  };
}

/** A file, or a folder without the packages nested in it. */
async function sizeOf(path: string): Promise<{ files: number; bytes: number }> {
  const entry = await stat(path);
  if (entry.isFile()) return { files: 1, bytes: entry.size };
  const names = (await readdir(path)).filter((name) => name !== "node_modules");
  const sizes = await Promise.all(names.map((name) => sizeOf(join(path, name))));
  return {
    files: sizes.reduce((total, { files }) => total + files, 0),
    bytes: sizes.reduce((total, { bytes }) => total + bytes, 0),
  };
}
