import { existsSync } from "node:fs";
import { cp, mkdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { isMissing, runProgram } from "../conformance/run-program.ts";

/** Why there is no engine: nothing of ours is wrong, so what needs it is skipped. */
export interface NoEngine {
  readonly reason: string;
}

const sources = join(import.meta.dirname, "..", "..", "..", "shared", "prototypes", "argo-engine");
const programs = ["engine", "etcd", "kube-apiserver", "workflow-controller", "argoexec"];

/**
 * The folder with the built engine: `$MILLWRIGHT_ENGINE`, else `millwright/engine` in the cache folder (XDG Base Directory Specification 0.8).
 *
 * It is built only where `build` says so, and the sources lie beside the repository: that takes 6 to 25 minutes.
 */
export async function findEngine(build: boolean): Promise<string | NoEngine> {
  if (process.getuid?.() !== 0) return { reason: "the engine needs root, for namespaces of its own" };
  const named = process.env["MILLWRIGHT_ENGINE"];
  if (named !== undefined) return isComplete(named) ? named : { reason: `there is no engine in "${named}" (MILLWRIGHT_ENGINE)` };
  const folder = cacheFolder();
  if (isComplete(folder)) return folder;
  if (!build) return { reason: `no engine is built in "${folder}"; --build builds it in 6 to 25 minutes` };
  if (!existsSync(join(sources, "build.sh"))) return { reason: `the engine's sources are not at "${sources}"` };
  if (isMissing(await runProgram("go", ["version"], "/"))) return { reason: `"go" is not on the PATH` };
  await buildInto(folder);
  return folder;
}

function cacheFolder(): string {
  const configured = process.env["XDG_CACHE_HOME"] ?? "";
  return join(isAbsolute(configured) ? configured : join(homedir(), ".cache"), "millwright", "engine");
}

function isComplete(folder: string): boolean {
  return [...programs, "crds"].every((name) => existsSync(join(folder, name)));
}

/** Builds in a copy: the sources may be read-only, and a build that breaks off leaves nothing that looks finished. */
async function buildInto(folder: string): Promise<void> {
  process.stderr.write("building the engine; this takes 6 to 25 minutes, once\n");
  const work = `${folder}.${process.pid}`;
  await mkdir(join(folder, ".."), { recursive: true });
  try {
    await cp(sources, work, { recursive: true });
    const chmod = await runProgram("chmod", ["-R", "u+w", work], "/");
    const built = await runProgram("sh", ["build.sh"], work);
    if (chmod.status !== 0 || built.status !== 0) throw new Error(`The engine does not build:\n${built.stderr}`);
    await rename(join(work, "bin"), folder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
