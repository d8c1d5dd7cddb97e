/** What a person reads of a run while it goes on: what has ended, and what is under way. */
import { stripVTControlCharacters } from "node:util";
import type { StepInstance } from "../../local/scheduler/instance.ts";
import type { Scheduler } from "../../local/scheduler/scheduler.ts";
import type { Style } from "../services.ts";
import { clip, columnsOf } from "./clip.ts";
import { sayDuration } from "./say-run.ts";

export type RunSight = Pick<Scheduler, "instances" | "loops">;
type Loop = RunSight["loops"][number];

/** Loops of more items are told by their progress; of their items only those that failed. */
const mostItemsTold = 20;

/** Gives, one call after another, a line for each step and loop that has ended since the last. */
export function openEndLines(style: Style): (sight: RunSight) => readonly string[] {
  const told = new Set<StepInstance | Loop>();
  return ({ instances, loops }) => {
    const long = new Set(loops.filter(({ total }) => total > mostItemsTold).map(({ path }) => path));
    const lines: string[] = [];
    for (const instance of instances) {
      if (told.has(instance) || isUnderWay(instance)) continue;
      told.add(instance);
      if (!hasGoneWell(instance) || !isItemOf(instance, long)) lines.push(endLine(instance, style));
    }
    for (const loop of loops) {
      if (told.has(loop) || loop.finishedAt === undefined || !long.has(loop.path)) continue;
      told.add(loop);
      lines.push(loopEnd(loop, style));
    }
    return lines;
  };
}

export interface LiveSize {
  readonly columns: number;
  /** Lines at most. */
  readonly rows: number;
}

/** What is under way now, a line each, no wider and no more than there is room for. `lastLine` is what a step said last. */
export function liveLines(
  { instances, loops }: RunSight,
  now: number,
  startedAt: number,
  lastLine: (instance: StepInstance) => string,
  { columns, rows }: LiveSize,
  style: Style,
): readonly string[] {
  const running = instances.filter(({ status }) => status === "running" || status === "waiting");
  const ended = instances.filter((instance) => !isUnderWay(instance)).length;
  const rowOf = (instance: StepInstance, label: string): Row => {
    const { status, attempts } = instance;
    const since = sayDuration(now - (attempts.at(-1)?.startedAt ?? now));
    const again = attempts.length > 1 ? `attempt ${attempts.length}` : "";
    const said = status === "running" ? stripVTControlCharacters(lastLine(instance)).replaceAll("\t", " ").trim() : "for an answer";
    return { status, label, rest: [since, again, said] };
  };
  const shown = chosenRows(running, loops, Math.max(1, rows - 1));
  const lines = shown.map((row) => {
    if ("instance" in row) return rowOf(row.instance, row.label);
    return { status: "running", label: row.loop.path, rest: [sayItems(row.loop), sayDuration(now - row.loop.startedAt)] };
  });
  const hidden = running.length - shown.filter((row) => "instance" in row).length;
  const counts = [
    `${ended} ended`,
    `${running.length} running`,
    ...(hidden > 0 ? [`${hidden} not shown`] : []),
    sayDuration(now - startedAt),
  ];
  return [...inColumns(lines, columns, style), clip(counts.join(" · "), columns)];
}

interface Row {
  readonly status: string;
  readonly label: string;
  readonly rest: readonly string[];
}

/** Loops, their items below them as far as there is room, and before them what is in no loop. */
function chosenRows(
  running: readonly StepInstance[],
  loops: readonly Loop[],
  room: number,
): readonly ({ readonly loop: Loop } | { readonly instance: StepInstance; readonly label: string })[] {
  const open = loops.filter(({ path, finishedAt, total }) => finishedAt === undefined && total > 0 && !path.includes("["));
  const alone = running.filter(({ path }) => !path.includes("[")).slice(0, room);
  const shown = open.slice(0, Math.max(0, room - alone.length));
  let left = room - alone.length - shown.length;
  return [
    ...alone.map((instance) => ({ instance, label: instance.path })),
    ...shown.flatMap((loop) => {
      const items = running.filter(({ path }) => path.startsWith(`${loop.path}[`)).slice(0, left);
      left -= items.length;
      return [{ loop }, ...items.map((instance) => ({ instance, label: `  ${instance.path.slice(loop.path.length)}` }))];
    }),
  ];
}

const narrow = 60;

/** In a narrow window the status has no column: nearly all that is shown runs. */
function inColumns(rows: readonly Row[], columns: number, style: Style): readonly string[] {
  const before = columns < narrow ? 0 : statusColumns + 2;
  const widest = Math.max(0, ...rows.map(({ label }) => columnsOf(label)));
  const width = Math.min(widest, Math.floor((columns - before) / 2));
  return rows.map(({ status, label, rest }) => {
    const path = clip(label, width, "beginning");
    const head = `${before === 0 ? "" : `${coloured(status, style)}  `}${path}${" ".repeat(Math.max(0, width - columnsOf(path)))}  `;
    return head + clip(rest.filter((part) => part !== "").join("  "), Math.max(0, columns - before - width - 2));
  });
}

/** The last line of what a step said: progress bars write over theirs. */
export function lastLineOf(text: string): string {
  return (
    text
      .trimEnd()
      .split(/[\n\r]+/)
      .at(-1) ?? ""
  );
}

function sayItems({ ended, total, failed }: Loop): string {
  return `${ended} of ${total} items${failed > 0 ? `, ${failed} failed` : ""}`;
}

function isItemOf({ path }: StepInstance, loops: ReadonlySet<string>): boolean {
  for (let at = path.indexOf("["); at >= 0; at = path.indexOf("[", at + 1)) if (loops.has(path.slice(0, at))) return true;
  return false;
}

function isUnderWay({ status }: StepInstance): boolean {
  return status === "pending" || status === "running" || status === "waiting";
}

function hasGoneWell({ status }: StepInstance): boolean {
  return status === "succeeded" || status === "cached";
}

function endLine({ status, path, attempts, message }: StepInstance, style: Style): string {
  const last = attempts.at(-1);
  const time = last?.finishedAt === undefined ? "" : `  ${sayDuration(last.finishedAt - last.startedAt)}`;
  const why = status === "failed" ? `  ${[last?.reason, last?.message ?? message].filter((part) => part !== undefined).join(": ")}` : "";
  return `${coloured(status, style)}  ${clip(`${path}${time}${why}`, Infinity)}`;
}

function loopEnd(loop: Loop, style: Style): string {
  const status = loop.failed > 0 ? "failed" : loop.ended < loop.total ? "stopped" : "succeeded";
  return `${coloured(status, style)}  ${clip(loop.path, Infinity)}  ${sayItems(loop)}  ${sayDuration((loop.finishedAt ?? 0) - loop.startedAt)}`;
}

const statusColumns = 9;
const colours: Readonly<Record<string, number>> = { succeeded: 32, cached: 32, failed: 31, running: 36, waiting: 33 };

function coloured(status: string, { colour }: Style): string {
  const text = status.padEnd(statusColumns);
  return colour ? `\u001b[${colours[status] ?? 2}m${text}\u001b[0m` : text;
}
