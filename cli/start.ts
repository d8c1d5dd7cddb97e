/** Starts the command in this process: real streams, real clock, Ctrl-C. */
import type { Context, Stream } from "./context.ts";
import { ownServices } from "./own-services.ts";
import { runCommandLine } from "./run.ts";

export async function start(): Promise<void> {
  const interruption = new AbortController();
  const { stdout, stderr, stdin, env, argv } = process;
  // A reader that closed early (`millwright list | head`) is no crash.
  for (const stream of [stdout, stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(process.exitCode ?? 0);
      throw error;
    });
  const context: Context = {
    process: { stdout: stdout as Stream, stderr: stderr as Stream },
    environment: env,
    folder: process.cwd(),
    now: () => new Date(),
    services: ownServices(env),
    interrupted: interruption.signal,
    standardInput: stdin,
    onWatch: () => process.once("SIGINT", () => interruption.abort()),
    onInterrupt: (act) => {
      const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
      for (const signal of signals) process.on(signal, act);
      return () => {
        for (const signal of signals) process.off(signal, act);
      };
    },
    ...(stdin.isTTY && stdout.isTTY && env["CI"] === undefined && { ask }),
  };
  process.exitCode = await runCommandLine(argv.slice(2), context);
  // A question that nobody answered must not keep the process.
  if (stdin.isTTY) stdin.unref();
}

async function ask(question: string): Promise<string> {
  const { createInterface } = await import("node:readline/promises");
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}
