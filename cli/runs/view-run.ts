/** What a person sees while a run goes on: a line for each step that ended and, on a terminal, what runs now. */
import fs from "node:fs";
import path from "node:path";
import { escapeControl } from "../../compiler/text/escape-control.ts";
import type { StepInstance } from "../../local/scheduler/instance.ts";
import type { Scheduler } from "../../local/scheduler/scheduler.ts";
import type { Context } from "../context.ts";
import { sayDuration } from "./say-run.ts";

export interface RunView {
  readonly show: (scheduler: Scheduler) => void;
  /** Shows a sentence that stays. */
  readonly say: (sentence: string) => void;
  /** Shows nothing while a question stands on the screen. */
  readonly whileAsking: <T>(ask: () => Promise<T>) => Promise<T>;
  readonly end: () => void;
}

const mostShown = 8;
const repaintEvery = 250;

/** Opens the view on standard error; `run` is the run's folder. */
export function openView({ process: { stderr }, now }: Context, run: string): RunView {
  const isTerminal = stderr.isTTY === true;
  const told = new Set<StepInstance>();
  let painted = 0;
  let asking = false;
  let latest: Scheduler | undefined;
  const clear = (): void => {
    if (painted > 0) stderr.write(`\u001b[${painted}A\u001b[J`);
    painted = 0;
  };
  const paint = (): void => {
    if (!isTerminal || latest === undefined || asking) return;
    const lines = runningLines(latest, run, now().getTime(), Math.max(40, stderr.columns ?? 100) - 1);
    clear();
    for (const line of lines) stderr.write(`${line}\n`);
    painted = lines.length;
  };
  const timer = isTerminal ? setInterval(paint, repaintEvery) : undefined;
  const show = (): void => {
    if (latest === undefined || asking) return;
    clear();
    for (const instance of latest.instances) {
      if (told.has(instance) || isUnderWay(instance)) continue;
      told.add(instance);
      stderr.write(`${escapeControl(endLine(instance))}\n`);
    }
    paint();
  };
  return {
    show(scheduler) {
      latest = scheduler;
      show();
    },
    say(sentence) {
      if (asking) return;
      clear();
      stderr.write(`${escapeControl(sentence)}\n`);
      paint();
    },
    async whileAsking(ask) {
      clear();
      asking = true;
      try {
        return await ask();
      } finally {
        asking = false;
        show();
      }
    },
    end() {
      clearInterval(timer);
      clear();
    },
  };
}

function isUnderWay({ status }: StepInstance): boolean {
  return status === "pending" || status === "running" || status === "waiting";
}

function endLine({ status, path: step, attempts, message }: StepInstance): string {
  const last = attempts.at(-1);
  const time = last?.finishedAt === undefined ? "" : `  ${sayDuration(last.finishedAt - last.startedAt)}`;
  const why = status === "failed" ? `  ${[last?.reason, last?.message ?? message].filter((part) => part !== undefined).join(": ")}` : "";
  return `${status.padEnd(9)}  ${step}${time}${why}`;
}

function runningLines({ instances }: Scheduler, run: string, now: number, columns: number): readonly string[] {
  const running = instances.filter(({ status }) => status === "running" || status === "waiting");
  const ended = instances.filter((instance) => !isUnderWay(instance)).length;
  const lines = running.slice(0, mostShown).map((instance) => {
    const began = instance.attempts.at(-1)?.startedAt ?? now;
    return `${instance.status.padEnd(9)}  ${instance.path}  ${sayDuration(now - began)}  ${lastLine(instance, run)}`;
  });
  const more = running.length > mostShown ? `, ${running.length - mostShown} more running` : "";
  return [...lines, `${ended} of ${instances.length} begun steps ended${more}`].map((line) =>
    [...escapeControl(line)].slice(0, columns).join(""),
  );
}

const tail = Buffer.alloc(2048);

function lastLine({ path: step, attempts, status }: StepInstance, run: string): string {
  if (status !== "running") return "";
  try {
    const handle = fs.openSync(path.join(run, "steps", step, `${attempts.length - 1}.log`), "r");
    try {
      const { size } = fs.fstatSync(handle);
      const count = fs.readSync(handle, tail, 0, tail.length, Math.max(0, size - tail.length));
      return tail.toString("utf8", 0, count).trimEnd().split("\n").at(-1) ?? "";
    } finally {
      fs.closeSync(handle);
    }
  } catch {
    return "";
  }
}
