/**
 * A pod of Maestro, as a process of this machine
 *
 * What Kubernetes does to words and variables is done here (`$(NAME)`, `$$`), the log is one file for both streams, and outputs are taken from it as the server takes them.
 *
 * Source: maestro abdbdad, Fabric8RuntimeExecutor, OutputDataManager
 */
import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Container {
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly env?: { readonly [name: string]: string };
}

export interface PodEnd {
  readonly exitCode: number;
  readonly timedOut: boolean;
  readonly outputs: { readonly [name: string]: string };
  readonly retryable: boolean;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly log: string;
}

const [startToken, endToken] = ["MAESTRO_OUTPUT_START_TOKEN", "MAESTRO_OUTPUT_END_TOKEN"];

/** Runs a container; `folder` is its own, and stands for its /tmp. Throws where the server could not read the log. */
export async function runPod(container: Container, folder: string, seconds: number): Promise<PodEnd> {
  mkdirSync(folder, { recursive: true });
  const given = { ...container.env, MAESTRO_OUTPUT_START: startToken, MAESTRO_OUTPUT_END: endToken };
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) env[name] = expanded(value, env);
  const words = [...container.command, ...container.args].map((word) => expanded(word, env).replaceAll("/tmp/millwright.", `${folder}/`));
  const startedAt = new Date().toISOString();
  const log = join(folder, "log");
  const file = openSync(log, "a");
  const { exitCode, timedOut } = await new Promise<{ readonly exitCode: number; readonly timedOut: boolean }>((resolve) => {
    const [program = "", ...args] = words;
    const child = spawn(program, args, {
      cwd: folder,
      env: { PATH: process.env["PATH"] ?? "", ...env },
      detached: true,
      stdio: ["ignore", file, file],
    });
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    }, Math.min(seconds, 2_000_000) * 1000);
    child.once("error", () => resolve({ exitCode: 127, timedOut: false }));
    child.once("exit", (code) => {
      clearTimeout(timer);
      resolve({ exitCode: code ?? 137, timedOut: late });
    });
  });
  closeSync(file);
  const text = readFileSync(log, "utf8");
  const block = blockOf(text);
  const data = (block === undefined ? {} : JSON.parse(block)) as {
    readonly params?: {
      readonly [name: string]: { readonly evaluated_result: string; readonly evaluated_time: number; readonly type: string };
    };
    readonly artifacts?: { readonly maestro_retry?: { readonly retryable: boolean } };
  };
  const outputs = Object.entries(data.params ?? {}).map(([name, param]) => {
    if (param.type !== "STRING" || param.evaluated_time === undefined) throw new Error(`the output "${name}" is no evaluated text`);
    return [name, param.evaluated_result] as const;
  });
  return {
    exitCode,
    timedOut,
    outputs: Object.fromEntries(outputs),
    retryable: data.artifacts?.maestro_retry?.retryable ?? true,
    startedAt,
    finishedAt: new Date().toISOString(),
    log: text,
  };
}

/** Where there is no start token, the server begins behind the place where one would end. */
export function blockOf(log: string): string | undefined {
  const start = log.lastIndexOf(startToken) + startToken.length;
  const end = log.lastIndexOf(endToken);
  return end < 0 || start >= end ? undefined : log.slice(start, end);
}

/** `$(NAME)` is the variable, where it is known by then, and `$$` a dollar. */
export function expanded(text: string, env: { readonly [name: string]: string }): string {
  return text.replace(/\$(?:\$|\(([A-Za-z_.-][\w.-]*)\))/g, (found, name: string | undefined) => {
    if (name === undefined) return "$";
    return Object.hasOwn(env, name) ? (env[name] ?? "") : found;
  });
}
