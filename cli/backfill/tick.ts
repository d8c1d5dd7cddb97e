/** The moments that a backfill covers, and what a run of each is given. */
import type { PlannedFlow } from "../../compiler/plan.ts";
import type { Schedule } from "../../compiler/program.ts";
import { parseCron } from "../../compiler/schedules/parse-cron.ts";
import { beginOfDay, ticksOf, ticksWithoutRepeats } from "../../compiler/schedules/ticks.ts";
import { completeParamsFromText } from "../../local/complete-params.ts";
import { momentOf } from "../../local/run-times.ts";
import { scheduledParams } from "../../local/scheduled-params.ts";
import type { Json } from "../../schema/record.ts";
import type { Due } from "../../targets/engine.ts";
import { acceptedParams } from "../runs/prepare-run.ts";
import { badOption } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";

/** One moment of one schedule. */
export interface Tick {
  readonly due: Due;
  /** What the schedule gives to the run, and in its place what was given by hand. */
  readonly params: { readonly [name: string]: Json };
}

export interface Span {
  readonly from: string;
  readonly to: string;
  /** What is not due yet is left to the schedule. */
  readonly now: number;
  /** As the engine has it. */
  readonly dueTwice: boolean;
}

const mostTicks = 10_000;

/** The moments of all schedules of a flow, in order. Throws cli/bad-option, cli/bad-parameter. */
export function ticksOfFlow(
  plan: PlannedFlow,
  { from, to, now, dueTwice }: Span,
  texts: { readonly [param: string]: string },
): readonly Tick[] {
  const { flow } = plan;
  const moments = flow.schedules.flatMap((schedule) => {
    const cron = parseCron(schedule.cron);
    const [first, last] = [momentIn("--from", from, schedule), Math.min(momentIn("--to", to, schedule), now)];
    const list = dueTwice ? ticksOf : ticksWithoutRepeats;
    const ticks = "problem" in cron ? [] : list(cron, schedule.timezone, first, last, mostTicks + 1);
    return ticks.map((at) => ({ at, schedule }));
  });
  if (moments.length > mostTicks)
    throw new UsageError(badOption.at(null, { option: "--to", found: to, expected: `a span of at most ${mostTicks} moments` }));
  const ticks = moments
    .toSorted((one, other) => one.at - other.at)
    .map(({ at, schedule }) => {
      const scheduled = scheduledParams(flow, schedule, at);
      const complete = acceptedParams(plan, completeParamsFromText(flow, texts, scheduled));
      const names = [...new Set([...Object.keys(scheduled), ...Object.keys(texts)])];
      const params = Object.fromEntries(names.map((name): [string, Json] => [name, complete[name] ?? null]));
      return { due: { at: momentOf(at), timezone: schedule.timezone }, params };
    });
  // Two schedules may mean the same run.
  return [...new Map(ticks.map((tick) => [JSON.stringify(tick), tick])).values()];
}

/** A moment as it was written, or a day in the schedule's zone: its begin for `--from`, its end for `--to`. */
function momentIn(option: "--from" | "--to", text: string, { timezone }: Schedule): number {
  const [, date, time] =
    /^([0-9]{4}-[0-9]{2}-[0-9]{2})(T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2}))?$/.exec(text) ?? [];
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const moment = Date.parse(text);
  if (date === undefined || Number.isNaN(moment) || new Date(midnight).toISOString().slice(0, 10) !== date)
    throw new UsageError(
      badOption.at(null, { option, found: text, expected: "a day such as 2026-11-24, or a time such as 2026-11-24T03:00:00Z" }),
    );
  if (time !== undefined) return moment;
  return option === "--from" ? beginOfDay(midnight, timezone) : beginOfDay(midnight + 86_400_000, timezone) - 1;
}
