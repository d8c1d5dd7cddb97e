/**
 * The moments at which a schedule is due
 *
 * A wall time that a clock skips in spring is not due that day, and one that it shows twice in autumn is due twice, as Argo's clock has it.
 *
 * Source: github.com/robfig/cron v3.0.1, spec.go
 */
import { namesDay } from "./cron-days.ts";
import type { Cron } from "./parse-cron.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The moments from `from` to `to`, both included, in milliseconds since 1970 and in order; at most `most` of them. */
export function ticksOf(cron: Cron, timezone: string, from: number, to: number, most: number): readonly number[] {
  const clock = clockOf(timezone);
  const ticks: number[] = [];
  const start = new Date(clock(from));
  // Midnight of a wall clock is written as if it were one of UTC.
  const first = Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate());
  for (let midnight = first; midnight <= clock(to) && ticks.length < most; midnight += day) {
    const date = new Date(midnight);
    if (!namesDay(cron, date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCDay())) continue;
    const found = cron.hours.flatMap((hour) => cron.minutes.flatMap((at) => momentsOf(midnight + (hour * 60 + at) * minute, clock)));
    for (const moment of found.toSorted((one, other) => one - other))
      if (moment >= from && moment <= to && ticks.length < most) ticks.push(moment);
  }
  return ticks;
}

/**
 * The same, where the second moment of a wall time that the clock shows twice counts only if the next one is less than two hours away
 *
 * Source: com.cronutils:cron-utils 9.2, SingleExecutionTime.nextExecution
 */
export function ticksWithoutRepeats(cron: Cron, timezone: string, from: number, to: number, most: number): readonly number[] {
  const clock = clockOf(timezone);
  const offset = (moment: number): number => clock(moment) - moment;
  // What is beside the span decides on its ends.
  const all = ticksOf(cron, timezone, from - 2 * hour, to + 2 * hour, most + 240);
  const kept: number[] = [];
  for (const [index, tick] of all.entries()) {
    const [before, after] = [kept.at(-1), all[index + 1]];
    const isRepeat = before !== undefined && tick - before <= hour && offset(tick) < offset(before);
    if (!isRepeat || (after !== undefined && after - tick < 2 * hour)) kept.push(tick);
  }
  return kept.filter((tick) => tick >= from && tick <= to).slice(0, most);
}

/** The first moment of a day in a zone; `midnight` is written as if it were one of UTC. */
export function beginOfDay(midnight: number, timezone: string): number {
  const clock = clockOf(timezone);
  // Where the clock skips midnight, the day begins with what comes next.
  for (let wall = midnight; ; wall += minute) {
    const [moment] = momentsOf(wall, clock);
    if (moment !== undefined) return moment;
  }
}

type Clock = (moment: number) => number;

/** The moments at which a clock shows a wall time: none, one or two. */
function momentsOf(wall: number, clock: Clock): readonly number[] {
  // No clock is ever set by more than a day, nor twice within two.
  const offsets = new Set([wall - day, wall + day].map((moment) => clock(moment) - moment));
  return [...offsets]
    .map((offset) => wall - offset)
    .filter((moment) => clock(moment) === wall)
    .toSorted((one, other) => one - other);
}

/** What the clock of a zone shows, as if it were a time in UTC. */
function clockOf(timezone: string): Clock {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (moment) => {
    const shown = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => shown.get(type) ?? 0;
    return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  };
}
