import { spawn } from "node:child_process";
import fs from "node:fs";

export interface ChildOptions {
  /** The program and its arguments. */
  readonly words: readonly string[];
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** What it says goes here, up to `mostLog` bytes. */
  readonly log: string;
  /** Milliseconds. */
  readonly timeout: number;
  readonly stop: AbortSignal;
}

export type ChildEnd = { readonly exitCode: number } | { readonly problem: string } | { readonly stopped: true };

/** Bytes of a log. */
const mostLog = 1 << 18;
const grace = 5000;

/** Runs a program in a process group of its own, bounded in time and in what it says; its descendants end with it. */
export function runChild({ words: [program = "", ...args], folder, env, log, timeout, stop }: ChildOptions): Promise<ChildEnd> {
  return new Promise((resolve) => {
    const handle = fs.openSync(log, "w", 0o600);
    let left = mostLog;
    let why: ChildEnd | undefined;
    const child = spawn(program, args, { cwd: folder, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    const signal = (name: NodeJS.Signals): void => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, name);
      } catch {
        // It is gone already.
      }
    };
    const end = (reason: ChildEnd): void => {
      why ??= reason;
      signal("SIGTERM");
      setTimeout(() => signal("SIGKILL"), grace).unref();
    };
    const onStop = (): void => end({ stopped: true });
    const timer = setTimeout(() => end({ problem: `It took longer than ${timeout / 1000} s.` }), timeout);
    stop.addEventListener("abort", onStop);
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (piece: Buffer) => {
        const part = piece.subarray(0, Math.max(left, 0));
        left -= part.length;
        if (part.length > 0) fs.writeSync(handle, part);
      });
    const settle = (result: ChildEnd): void => {
      clearTimeout(timer);
      stop.removeEventListener("abort", onStop);
      resolve(why ?? result);
    };
    child.once("error", ({ message }) => settle({ problem: `It could not be started: ${message}.` }));
    child.once("exit", () => signal("SIGKILL"));
    child.once("close", (code, name) => {
      fs.closeSync(handle);
      settle(code === null ? { problem: `It was ended by ${name ?? "a signal"}.` } : { exitCode: code });
    });
    if (stop.aborted) onStop();
  });
}
