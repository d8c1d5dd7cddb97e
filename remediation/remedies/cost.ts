import { runsPerMonth } from "../../compiler/diff/runs-per-month.ts";
import { parseCpu, parseDuration, parseMemory } from "../../schema/words/quantities.ts";
import type { Cost, Scalar } from "../proposal.ts";
import { successesOf } from "./past/successes.ts";
import type { Change, Situation } from "./remedy.ts";

type Place = Pick<Situation, "flow" | "step" | "history">;

/**
 * What the change adds each month by the schedules of the flow, or null where nothing says how often or how long the step runs
 *
 * A step of a loop is counted once. How long it runs is the median of its successes; where those are few, its timeout bounds it.
 */
export function costOf(change: Change, place: Place): Cost | null {
  const runs = place.flow.schedules.reduce((sum, schedule) => sum + runsPerMonth(schedule), 0);
  const more = moreOf(change, place);
  if (runs === 0 || more === undefined) return null;
  const often = `${round(runs)} times a month`;
  if (more.hours !== undefined)
    return {
      unit: more.unit,
      perMonth: round(more.amount * more.hours * runs),
      because: `${more.said}, ${often}, if every run takes all of it`,
    };
  const lasts = hoursOf(place);
  if (lasts === undefined) return null;
  return {
    unit: more.unit,
    perMonth: round(more.amount * lasts.hours * runs),
    because: `${more.said} for ${lasts.said}, ${often}`,
  };
}

interface More {
  readonly unit: Cost["unit"];
  readonly amount: number;
  readonly said: string;
  /** Where the change is one of time. */
  readonly hours?: number;
}

const gibibyte = 2 ** 30;

function moreOf({ path, node, from, to, alongside = [] }: Change, { step }: Place): More | undefined {
  if (node !== undefined) return undefined;
  const field = path.join(".");
  if (field === "timeout") {
    const [old, present] = [durationHours(from), durationHours(to)];
    if (old === undefined || present === undefined) return undefined;
    const { gpu, memory } = step.resources;
    const hours = present - old;
    if (gpu !== undefined) return { unit: "GPU-hours", amount: gpu.count, hours, said: `${gpu.count} GPUs for ${round(hours)} h more` };
    const size = gibibytes(memory ?? null);
    return size === undefined
      ? undefined
      : { unit: "GiB-hours", amount: size, hours, said: `${round(size)} GiB for ${round(hours)} h more` };
  }
  if (field === "resources.cpu") {
    const [old, present] = [from, to].map((value) => (typeof value === "boolean" || value === null ? undefined : parseCpu(value)));
    if (old === undefined || present === undefined) return undefined;
    return { unit: "CPU-hours", amount: (present - old) / 1000, said: sayMore((present - old) / 1000, "CPUs") };
  }
  const grown = [{ path, from, to }, ...alongside.filter((one) => one.node === undefined)].reduce(
    (sum, one) => sum + grownBy(one.path.join("."), one, step),
    0,
  );
  return grown === 0 ? undefined : { unit: "GiB-hours", amount: grown, said: sayMore(grown, "GiB") };
}

/** In gibibytes of all pods together. What is inside of a container's memory is no more of it. */
function grownBy(field: string, { from, to }: { readonly from: Scalar | null; readonly to: Scalar }, { program }: Place["step"]): number {
  const [old, present] = [gibibytes(from) ?? 0, gibibytes(to)];
  if (present === undefined) return 0;
  if (field === "resources.memory") return present - old;
  if (program.kind !== "spark" || from === null) return 0;
  const { instances } = program.executor;
  const executors = typeof instances === "number" ? instances : instances.max;
  if (field === "driver.memory" || field === "driver.overhead") return present - old;
  return field === "executor.memory" || field === "executor.overhead" ? (present - old) * executors : 0;
}

function hoursOf({ step, flow, history }: Place): { readonly hours: number; readonly said: string } | undefined {
  const successes = successesOf(history);
  if (successes !== undefined)
    return { hours: successes.p50 / 3600, said: `${round(successes.p50 / 3600)} h (the median of ${successes.count} successes)` };
  const timeout = step.timeout ?? flow.timeout;
  const most = durationHours(timeout ?? null);
  return most === undefined ? undefined : { hours: most, said: `at most ${timeout}, its timeout` };
}

function durationHours(value: Scalar | null): number | undefined {
  const milliseconds = typeof value === "string" ? parseDuration(value) : undefined;
  return milliseconds === undefined ? undefined : milliseconds / 3_600_000;
}

function gibibytes(value: Scalar | null): number | undefined {
  const bytes = typeof value === "string" ? parseMemory(value) : undefined;
  return bytes === undefined ? undefined : bytes / gibibyte;
}

function sayMore(amount: number, unit: string): string {
  return `${round(Math.abs(amount))} ${unit} ${amount < 0 ? "less" : "more"}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
