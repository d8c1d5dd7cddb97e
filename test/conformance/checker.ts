import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "./cache.ts";
import { gitopsDefinitions } from "./gitops-definitions.ts";
import { isMissing, runProgram } from "./run-program.ts";

/** The built checker, with the CRDs of the Argo version that it was built from. */
export interface Checker {
  readonly program: string;
  readonly crds: string;
  /** The folder with those of Argo CD and Flux; undefined where they are not to be had. */
  readonly gitops: string | undefined;
}

/** Why there is no checker on this machine: nothing of ours is wrong, so what needs it is skipped. */
export interface Unavailable {
  readonly reason: string;
}

const sources = join(import.meta.dirname, "checker");
const argo = "github.com/argoproj/argo-workflows/v4";

/**
 * The checker, from the cache or built once. Throws when it does not build, which is our mistake; gives the reason when the machine lacks
 * what a build needs (Go, a new enough Go, the modules).
 */
export async function readyChecker(): Promise<Checker | Unavailable> {
  const folder = await cacheFolder(sources);
  if (!existsSync(folder)) {
    const missing = await whatIsMissing();
    if (missing !== undefined) return { reason: missing };
    await build(folder);
  }
  return { program: join(folder, "checker"), crds: join(folder, "crds"), gitops: await gitopsDefinitions() };
}

async function whatIsMissing(): Promise<string | undefined> {
  const version = await runProgram("go", ["version"], sources);
  if (isMissing(version)) return `"go" is not on the PATH`;
  // Lists the packages without compiling them: only this step needs the network.
  const listed = await go(["list", "-deps", "."]);
  if (listed.status === 0) return undefined;
  if (/requires go >= /.test(listed.stderr)) return `the Go here is too old: ${lastLine(listed.stderr)}`;
  if (/dial tcp|no such host|connection refused|i\/o timeout|proxyconnect|module lookup disabled|: 50[234] /.test(listed.stderr)) {
    return `the Go modules cannot be downloaded: ${lastLine(listed.stderr)}`;
  }
  throw new Error(`The checker's packages do not resolve:\n${listed.stderr}`);
}

async function build(folder: string): Promise<void> {
  process.stderr.write("building the checker, once for these sources; the first time on a machine takes 4-10 minutes\n");
  const unfinished = `${folder}.${process.pid}`;
  await mkdir(join(unfinished, "crds"), { recursive: true });
  try {
    const built = await go(["build", "-buildvcs=false", "-ldflags=-s -w", "-o", join(unfinished, "checker"), "."]);
    if (built.status !== 0) throw new Error(`The checker does not build:\n${built.stderr}`);
    await copyDefinitions(join(unfinished, "crds"));
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another run may have finished the same build first.
    if (!existsSync(folder)) throw error;
  }
}

/** The archive of Argo's module holds the CRDs; a copy in the cache outlives a cleaned module cache. */
async function copyDefinitions(target: string): Promise<void> {
  const listed = await go(["list", "-m", "-f", "{{.Dir}}", argo]);
  const source = join(listed.stdout.trim(), "manifests", "base", "crds", "full");
  for (const name of await readdir(source)) {
    if (name.startsWith("argoproj.io_")) await writeFile(join(target, name), await readFile(join(source, name)));
  }
}

function go(words: readonly string[]): ReturnType<typeof runProgram> {
  return runProgram("go", words, sources, { GOWORK: "off" });
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
