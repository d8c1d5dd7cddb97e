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

/** The fewest minutes between two moments of the expression, by the wall clock; undefined where it has fewer than two in eight years. */
export function shortestGap(cron: Cron): number | undefined {
  const moments = cron.hours.flatMap((hour) => cron.minutes.map((minute) => hour * 60 + minute));
  const [first = 0, last = 0] = [moments[0], moments.at(-1)];
  const days = shortestGapOfDays(cron);
  let least = days === undefined ? undefined : days * minutesOfDay + first - last;
  for (const [index, moment] of moments.entries()) {
    const gap = index === 0 ? undefined : moment - (moments[index - 1] ?? 0);
    if (gap !== undefined && (least === undefined || gap < least)) least = gap;
  }
  return least;
}

/** The fewest days between two that the expression names, in eight years with two leap days: whatever happens between two days happens in them. */
function shortestGapOfDays(cron: Cron): number | undefined {
  const everyDay = cron.anyDayOfMonth && cron.anyDayOfWeek;
  if (everyDay) return 1;
  let least: number | undefined;
  let before: number | undefined;
  let day = 0;
  for (let year = 2024; year < 2032; year++)
    for (let month = 1; month <= 12; month++)
      for (let dayOfMonth = 1; dayOfMonth <= lengthOfMonth(year, month); dayOfMonth++, day++) {
        if (!namesDay(cron, month, dayOfMonth, (day + 1) % 7)) continue; // 2024 began on a Monday
        if (before !== undefined && (least === undefined || day - before < least)) least = day - before;
        if (least === 1) return least;
        before = day;
      }
  return least;
}

function lengthOfMonth(year: number, month: number): number {
  return month === 2 && year % 4 !== 0 ? 28 : (longestMonths[month - 1] ?? 0);
}
