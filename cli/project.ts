import fs from "node:fs";
import path from "node:path";
import { didYouMean } from "../compiler/diagnostics/suggest.ts";
import type { Compiled, CompileOptions } from "../compiler/index.ts";
import type { Context } from "./context.ts";
import { withProgress } from "./progress.ts";
import { noConfig, unknownEnvironment } from "./usage-diagnostics.ts";
import { UsageError } from "./usage-error.ts";

const configName = "millwright.config.ts";

export interface ProjectFlags {
  readonly root?: string;
  readonly env?: readonly string[];
  /** False: nothing is taken from earlier builds, and nothing kept. */
  readonly cache?: boolean;
}

/** The folder that holds the config: the one that `--root` names, or the nearest one above. Throws cli/no-config. */
export function findRoot({ folder }: Context, root: string | undefined): string {
  const start = path.resolve(folder, root ?? ".");
  if (root !== undefined) {
    if (fs.existsSync(path.join(start, configName))) return start;
    throw new UsageError(noConfig.at(null, { folder: start }));
  }
  for (let at = start; ; at = path.dirname(at)) {
    if (fs.existsSync(path.join(at, configName))) return at;
    if (at === path.dirname(at)) throw new UsageError(noConfig.at(null, { folder: start }));
  }
}

/** Compiles the platform as the flags ask. Throws cli/unknown-environment where `--env` names none. */
export async function compileProject(
  context: Context,
  { root, env, cache }: ProjectFlags,
  more: Omit<CompileOptions, "root" | "environments"> = {},
): Promise<{ readonly root: string; readonly compiled: Compiled }> {
  const folder = findRoot(context, root);
  const compiled = await withProgress(
    context,
    "Compiling",
    context.services.compile({
      root: folder,
      ...more,
      ...(cache === false && { cache }),
      ...(env !== undefined && env.length > 0 && { environments: env }),
    }),
  );
  refuseUnknownEnvironments(compiled, env ?? []);
  return { root: folder, compiled };
}

/** An environment that is not there says so itself, unless the config could not be read at all. */
function refuseUnknownEnvironments({ knownEnvironments, configuration }: Compiled, wanted: readonly string[]): void {
  const absent = wanted.find((name) => !knownEnvironments.includes(name));
  if (absent === undefined || configuration === undefined) return;
  const help = didYouMean(absent, knownEnvironments);
  throw new UsageError(unknownEnvironment.at(null, { name: absent }, help === undefined ? {} : { help }));
}

/** Absolute path of the folder that artifacts go to. */
export function outputFolder(root: string, compiled: Compiled, context: Context, out?: string): string {
  return out === undefined ? path.resolve(root, compiled.outputFolder) : path.resolve(context.folder, out);
}
