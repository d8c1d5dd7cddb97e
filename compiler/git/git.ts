/**
 * Reading from git by its own binary
 *
 * The repository is somebody else's: nothing of it may run. Hooks, the file monitor, external differs, lazy fetches and prompts are off, and no argument that comes from
 * outside can be taken for an option.
 */
import { spawn } from "node:child_process";

export interface GitOutput {
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
  /** Set where git itself could not be started. */
  readonly missing?: true;
}

const safeConfig = [
  "core.fsmonitor=false",
  "core.hooksPath=/dev/null",
  "core.attributesFile=/dev/null",
  "protocol.allow=never",
  "core.quotePath=false",
];

/** Runs `git` in `folder`. Gives what it printed; never throws. */
export function git(folder: string, args: readonly string[], input?: string): Promise<GitOutput> {
  return new Promise((resolve) => {
    const child = spawn("git", ["--no-pager", ...safeConfig.flatMap((setting) => ["-c", setting]), ...args], {
      cwd: folder,
      env: gitEnvironment(process.env),
      stdio: ["pipe", "pipe", "pipe"],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.on("error", () => resolve({ code: null, stdout: Buffer.alloc(0), stderr: "", missing: true }));
    child.on("close", (code) => resolve({ code, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString("utf8") }));
    // A git that ended early says so by its exit code.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

/** Names of variables that hold what reading a repository has no need of. */
const secret = /TOKEN|SECRET|PASSWORD|PRIVATE_KEY|ACCESS_KEY/i;

/** Variables that point git elsewhere (as inside a hook) are left out, because the folder decides which repository is meant; and so are secrets. */
function gitEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(
    ([name]) => (!name.startsWith("GIT_") || name === "GIT_CONFIG_GLOBAL" || name === "GIT_CONFIG_SYSTEM") && !secret.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    GIT_NO_LAZY_FETCH: "1",
    GIT_NO_REPLACE_OBJECTS: "1",
    LC_ALL: "C",
  };
}
