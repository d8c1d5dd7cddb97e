import { spawn } from "node:child_process";

/** What a program left behind. `status` is null when it was killed, "missing" when there is no such program. */
export interface Outcome {
  readonly status: number | null | "missing";
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end and gives its output; never throws for what the program does. */
export function runProgram(
  program: string,
  words: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd: folder, env: { ...process.env, ...environment }, stdio: ["ignore", "pipe", "pipe"] });
    const out: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
    const finish = (status: Outcome["status"]): void =>
      resolve({ status, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(errors).toString() });
    child.on("error", (error: NodeJS.ErrnoException) => (error.code === "ENOENT" ? finish("missing") : reject(error)));
    child.on("close", (status) => finish(status));
  });
}

export function isMissing(outcome: Outcome): boolean {
  return outcome.status === "missing";
}
