import { spawnSync } from "node:child_process";
import path from "node:path";

const repository = path.resolve(import.meta.dirname, "../..");

/** The environment of a person at a terminal: without the Node and the settings that `npm test` gives its own processes. */
export function ownEnvironment(): NodeJS.ProcessEnv {
  const inRepository = (folder: string) => folder.includes(`${path.sep}node_modules${path.sep}`) || folder.endsWith("node-gyp-bin");
  const folders = (process.env["PATH"] ?? "")
    .split(path.delimiter)
    .filter((folder) => !inRepository(folder) && !folder.startsWith(repository));
  const kept = Object.entries(process.env).filter(([name]) => !/^npm_(?!config_registry$)|^NODE|^VITEST|^INIT_CWD$/i.test(name));
  return { ...Object.fromEntries(kept), PATH: folders.join(path.delimiter) };
}

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a program as a person would. */
export function runAs(folder: string, program: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): Ran {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: folder,
    env: { ...ownEnvironment(), ...more },
    encoding: "utf8",
    timeout: 240_000,
  });
  return { code: status, out: stdout, err: error === undefined ? stderr : `${stderr}${error.message}` };
}

/** Whether npm gets an answer of its registry. */
export async function registryAnswers(): Promise<boolean> {
  const { out } = runAs(repository, "npm", ["config", "get", "registry"]);
  try {
    const { ok } = await fetch(new URL("zod", out.trim()), { method: "HEAD", signal: AbortSignal.timeout(10_000) });
    return ok;
  } catch {
    return false;
  }
}

export const noRegistry = "npm's registry cannot be reached";
