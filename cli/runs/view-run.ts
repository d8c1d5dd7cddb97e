/** The view of a run on standard error: what runs now where it is a terminal, a line for each end elsewhere, JSON lines for machines. */
import fs from "node:fs";
import path from "node:path";
import type { StepInstance } from "../../local/scheduler/instance.ts";
import type { Context } from "../context.ts";
import { styleFor } from "../style.ts";
import { clip, columnsOf } from "./clip.ts";
import { openEventLines } from "./event-lines.ts";
import { lastLineOf, liveLines, openEndLines, type RunSight } from "./run-lines.ts";

export interface RunView {
  readonly show: (sight: RunSight) => void;
  /** Shows a sentence that stays. */
  readonly say: (sentence: string) => void;
  /** Shows nothing while a question stands on the screen. */
  readonly whileAsking: <T>(ask: () => Promise<T>) => Promise<T>;
  readonly end: () => void;
}

export type Progress = "live" | "lines" | "json";

export interface ViewOptions {
  readonly runId: string;
  /** Absolute path of the run's folder. */
  readonly run: string;
  /** Default: live on a terminal, else lines. */
  readonly progress?: Progress;
}

/** Opens the view. */
export function openView(context: Context, options: ViewOptions): RunView {
  const { stderr } = context.process;
  const { progress = stderr.isTTY === true && context.environment["TERM"] !== "dumb" ? "live" : "lines" } = options;
  const write = (lines: readonly string[]): void => {
    if (lines.length > 0) stderr.write(lines.map((line) => `${line}\n`).join(""));
  };
  if (progress === "live") return openLiveView(context, options.run);
  if (progress === "lines") {
    const endLines = openEndLines(styleFor(stderr, context.environment));
    return quiet(
      (sight) => write(endLines(sight)),
      (sentence) => write([clip(sentence, Infinity)]),
    );
  }
  const events = openEventLines(options.runId, context.now);
  return quiet(
    (sight) => write(events.changed(sight)),
    (sentence) => write([events.said(sentence)]),
  );
}

function quiet(show: RunView["show"], say: RunView["say"]): RunView {
  return { show, say, whileAsking: (ask) => ask(), end: () => undefined };
}

const repaintEvery = 250;
const mostRows = 12;

function openLiveView({ process: { stderr }, environment, now }: Context, run: string): RunView {
  const style = styleFor(stderr, environment);
  const endLines = openEndLines(style);
  const startedAt = now().getTime();
  let painted: readonly number[] = [];
  let asking = false;
  let latest: RunSight | undefined;
  const size = () => ({ columns: Math.max(20, stderr.columns ?? 80), rows: Math.min(mostRows, Math.max(2, (stderr.rows ?? 24) - 2)) });
  /** What takes away the lines that are painted; in a window that is narrower by now, they take more rows than they did. */
  const cleared = (): string => {
    const { columns } = size();
    const rows = painted.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / columns)), 0);
    painted = [];
    return rows > 0 ? `\u001b[${rows}A\u001b[J` : "";
  };
  /** Writes all at once, so that nothing flickers. */
  const paint = (above: readonly string[]): void => {
    if (asking) return;
    const before = cleared();
    const { columns, rows } = size();
    const lines =
      latest === undefined
        ? []
        : liveLines(latest, now().getTime(), startedAt, (step) => lastLineIn(step, run), { columns: columns - 1, rows }, style);
    stderr.write(before + [...above, ...lines].map((line) => `${line}\n`).join(""));
    painted = lines.map(columnsOf);
  };
  const timer = setInterval(() => paint([]), repaintEvery);
  return {
    show(sight) {
      latest = sight;
      if (!asking) paint(endLines(sight));
    },
    say: (sentence) => paint([clip(sentence, Infinity)]),
    async whileAsking(ask) {
      stderr.write(cleared());
      asking = true;
      try {
        return await ask();
      } finally {
        asking = false;
        if (latest !== undefined) paint(endLines(latest));
      }
    },
    end() {
      clearInterval(timer);
      stderr.write(cleared());
    },
  };
}

const tail = Buffer.alloc(2048);

function lastLineIn({ path: step, attempts }: StepInstance, run: string): string {
  try {
    const handle = fs.openSync(path.join(run, "steps", step, `${attempts.length - 1}.log`), "r");
    try {
      const { size } = fs.fstatSync(handle);
      const count = fs.readSync(handle, tail, 0, tail.length, Math.max(0, size - tail.length));
      return lastLineOf(tail.toString("utf8", 0, count));
    } finally {
      fs.closeSync(handle);
    }
  } catch {
    return "";
  }
}
