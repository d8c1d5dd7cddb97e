import type { Cron } from "./parse-cron.ts";

const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether there is a day, in some year, that the expression names. */
export function hasDay({ daysOfMonth, months, anyDayOfMonth, anyDayOfWeek }: Cron): boolean {
  if (!anyDayOfMonth && !anyDayOfWeek) return true;
  return months.some((month) => daysOfMonth.some((day) => day <= (longestMonths[month - 1] ?? 0)));
}

/** Whether the expression names the day; `month` from 1, `dayOfWeek` from Sunday, 0. */
export function namesDay(cron: Cron, month: number, dayOfMonth: number, dayOfWeek: number): boolean {
  if (!cron.months.includes(month)) return false;
  const [byMonth, byWeek] = [cron.daysOfMonth.includes(dayOfMonth), cron.daysOfWeek.includes(dayOfWeek)];
  return cron.anyDayOfMonth || cron.anyDayOfWeek ? byMonth && byWeek : byMonth || byWeek;
}

const minutesOfDay = 1440;
/** Eight years with two leap days: whatever happens between two days of a cron expression happens in them. */
const [firstDay, dayCount] = [Date.UTC(2024, 0, 1), 2922];

/** The fewest minutes between two moments of the expression, by the wall clock; undefined where it has fewer than two in eight years. */
export function shortestGap(cron: Cron): number | undefined {
  const moments = cron.hours.flatMap((hour) => cron.minutes.map((minute) => hour * 60 + minute));
  const [first = 0, last = 0] = [moments[0], moments.at(-1)];
  const gaps: number[] = [];
  let before: number | undefined;
  for (let day = 0; day < dayCount; day++) {
    const date = new Date(firstDay + day * 86_400_000);
    if (!namesDay(cron, date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCDay())) continue;
    if (before === undefined) for (const [index, moment] of moments.entries()) if (index > 0) gaps.push(moment - (moments[index - 1] ?? 0));
    if (before !== undefined) gaps.push((day - before) * minutesOfDay + first - last);
    before = day;
  }
  return gaps.length === 0 ? undefined : gaps.reduce((least, gap) => Math.min(least, gap));
}
