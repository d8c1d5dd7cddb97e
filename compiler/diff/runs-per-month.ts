import type { Schedule } from "../program.ts";

/** How often a schedule is due in a mean month of a year that is no leap year; fields as Argo reads them: five, with lists, ranges, steps and names. */
export function runsPerMonth({ cron }: Schedule): number {
  const [minute = "*", hour = "*", day = "*", month = "*", weekday = "*"] = (shorthand[cron] ?? cron).trim().split(/\s+/);
  const minutes = valuesOf(minute, 0, 59).size;
  const hours = valuesOf(hour, 0, 23).size;
  const months = valuesOf(month, 1, 12, monthNames);
  const days = valuesOf(day, 1, 31);
  const weekdays = new Set([...valuesOf(weekday, 0, 7, dayNames)].map((number) => number % 7));
  let due = 0;
  // A year that begins on a Friday, as 2027 does; any other has the same days to within two.
  for (let dayOfYear = 0; dayOfYear < 365; dayOfYear++) {
    const date = new Date(Date.UTC(2027, 0, 1 + dayOfYear));
    if (!months.has(date.getUTCMonth() + 1)) continue;
    const byDay = days.has(date.getUTCDate());
    const byWeekday = weekdays.has(date.getUTCDay());
    // Where both fields are given, either will do.
    if (isEvery(day) || isEvery(weekday) ? byDay && byWeekday : byDay || byWeekday) due += 1;
  }
  return (due * hours * minutes) / 12;
}

const shorthand: Readonly<Record<string, string>> = {
  "@hourly": "0 * * * *",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@weekly": "0 0 * * 0",
  "@monthly": "0 0 1 * *",
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
};
const monthNames = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const dayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** Whether a field leaves its days open; one with a step does not (robfig/cron v3, which Argo uses). */
function isEvery(field: string): boolean {
  return field.split(",").some((part) => /^[*?](\/1)?$/.test(part));
}

/** The numbers that a field stands for; a field that is not understood stands for none. */
function valuesOf(field: string, least: number, greatest: number, names: readonly string[] = []): ReadonlySet<number> {
  const found = new Set<number>();
  const number = (text: string) => {
    const name = names.indexOf(text.toUpperCase());
    return name < 0 ? Number(text) : name + (names === monthNames ? 1 : 0);
  };
  for (const part of field.split(",")) {
    const [range = "*", step] = part.split("/");
    const [from, to] = range.split("-");
    const any = range === "*" || range === "?";
    const first = any ? least : number(from ?? "");
    const last = any ? greatest : to !== undefined ? number(to) : step !== undefined ? greatest : first;
    for (let value = first; value <= Math.min(last, greatest); value += Math.max(1, Number(step ?? 1)))
      if (value >= least) found.add(value);
  }
  return found;
}
