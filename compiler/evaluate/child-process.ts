/** One locked child process: started, bounded in time and memory, and ended. */
import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import type { Readable, Writable } from "node:stream";
import { frame, readFrames } from "./frames.ts";
import { toChildDescriptor, toParentDescriptor } from "./protocol.ts";

export interface Limits {
  /** Milliseconds without any word of the child while it evaluates one file; half of it while it has several. */
  readonly silence: number;
  /** Milliseconds for one file. */
  readonly file: number;
  /** Megabytes of JavaScript values. */
  readonly heap: number;
  /** Megabytes of the whole process, where the system tells. */
  readonly process: number;
  /** Bytes of one message. */
  readonly message: number;
  /** Bytes of all messages of one child. */
  readonly replies: number;
  /** Questions that one file may ask. */
  readonly questions: number;
}

export const defaultLimits: Limits = {
  silence: 10_000,
  file: 30_000,
  heap: 512,
  process: 1_200,
  message: 64_000_000,
  replies: 2_000_000_000,
  questions: 20_000,
};

export type Death =
  | { readonly because: "silence" | "file" | "heap" | "process" | "questions" }
  /** It said something that our own code there would not say. */
  | { readonly because: "reply"; readonly reason: string }
  | { readonly because: "exit"; readonly how: string };

export interface Child {
  send(kind: number, text: string): void;
  /** Ends it at once, for that reason. */
  kill(death: Death): void;
  /** Says that it works (the clock of silence runs) or waits, and whether it evaluates one file only. */
  working(works: boolean, alone: boolean): void;
  /** Closes its input and waits until it is gone. */
  end(kind: number): Promise<void>;
  /** Settles when it is gone without having been told to end. */
  readonly death: Promise<Death>;
}

/** The bundle of the child: in dist/, whether this runs from there or from source. */
export function childScript(): string {
  const beside = path.join(import.meta.dirname, "child.js");
  if (fs.existsSync(beside)) return beside;
  for (let folder = import.meta.dirname; ; folder = path.dirname(folder)) {
    const script = path.join(folder, "dist/child.js");
    if (fs.existsSync(script) || folder === path.dirname(folder)) return script;
  }
}

/** A definition runs once, and whole: parsing its functions first without and then with their insides, or again for the places of calls, costs more. */
const eager = ["--no-lazy", "--no-enable-lazy-source-positions"];

/** No file, no environment, no folder of its own; its clock and language are the same everywhere. */
export function startChild(script: string, limits: Limits, message: (kind: number, body: Buffer) => void): Child {
  const flags = [
    "--permission",
    "--disallow-code-generation-from-strings",
    "--no-warnings",
    `--max-old-space-size=${limits.heap}`,
    ...eager,
  ];
  const child = spawn(process.execPath, [...flags, script], {
    env: { TZ: "UTC", LC_ALL: "C" },
    cwd: "/",
    stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"],
  });
  const input = child.stdio[toChildDescriptor] as Writable;
  const output = child.stdio[toParentDescriptor] as Readable;
  let killed: Death | undefined;
  let ending = false;
  let said = "";
  let works = false;
  let patience = limits.silence;
  let bytes = 0;
  let heard = performance.now();

  function kill(death: Death): void {
    killed ??= death;
    child.kill("SIGKILL");
  }
  const frames = readFrames(limits.message, message);
  output.on("data", (chunk: Buffer) => {
    heard = performance.now();
    bytes += chunk.length;
    if (killed !== undefined) return;
    if (bytes > limits.replies) kill({ because: "reply", reason: `it is longer than ${limits.replies} bytes in all` });
    else if (!frames.take(chunk)) kill({ because: "reply", reason: `it is longer than ${limits.message} bytes` });
  });
  // A child that dies while it is written to breaks the pipe; its death is told below.
  for (const stream of [input, output, child.stderr]) stream?.on("error", () => undefined);
  child.stderr?.on("data", (chunk: Buffer) => {
    if (said.length < 20_000) said += chunk.toString("latin1");
  });
  const watch = setInterval(() => {
    if (works && performance.now() - heard > patience) kill({ because: "silence" });
    else if (residentMegabytes(child) > limits.process) kill({ because: "process" });
  }, 100);
  const gone = new Promise<Death>((done) => {
    child.once("error", (error) => done({ because: "exit", how: error.message }));
    child.once("close", (code, signal) =>
      done(
        killed ??
          (/heap out of memory|heap limit|Allocation failed/i.test(said)
            ? { because: "heap" }
            : { because: "exit", how: howItEnded(code, signal) }),
      ),
    );
  }).finally(() => clearInterval(watch));
  return {
    send(kind, text) {
      // What is sent in one turn leaves in one write.
      if (input.writableCorked === 0) {
        input.cork();
        process.nextTick(() => input.uncork());
      }
      input.write(frame(kind, text));
    },
    kill,
    working(now, alone) {
      if (now && !works) heard = performance.now();
      works = now;
      patience = alone ? limits.silence : limits.silence / 2;
    },
    async end(kind) {
      ending = true;
      works = false;
      input.end(frame(kind, ""));
      const timer = setTimeout(() => child.kill("SIGKILL"), 1_000);
      await gone;
      clearTimeout(timer);
    },
    death: gone.then((death) => (ending ? new Promise<never>(() => undefined) : death)),
  };
}

function howItEnded(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `exit code ${code}` : `signal ${signal}`;
}

/** Memory of a process on Linux; zero where the system does not tell. Typed arrays are outside of V8's own bound. */
function residentMegabytes({ pid }: ChildProcess): number {
  if (pid === undefined || process.platform !== "linux") return 0;
  try {
    return (Number(fs.readFileSync(`/proc/${pid}/statm`, "latin1").split(" ")[1]) * 4_096) / 1_000_000;
  } catch {
    return 0;
  }
}
