import { CronExpressionParser } from "cron-parser";
import fc from "fast-check";
import { expect, it } from "vitest";
import { namesDay, shortestGap } from "../../compiler/schedules/cron-days.ts";
import { type Cron, parseCron } from "../../compiler/schedules/parse-cron.ts";

function parsed(text: string): Cron {
  const cron = parseCron(text);
  if ("problem" in cron) throw new Error(`${text}: ${cron.problem}`);
  return cron;
}

it("reads lists, ranges, steps and names", () => {
  expect(parsed(" 5,1-3,50/4  */6 ? FEB-apr,12 mon,5/1 ")).toEqual({
    minutes: [1, 2, 3, 5, 50, 54, 58],
    hours: [0, 6, 12, 18],
    daysOfMonth: Array.from({ length: 31 }, (_, index) => index + 1),
    months: [2, 3, 4, 12],
    daysOfWeek: [1, 5, 6],
    anyDayOfMonth: true,
    anyDayOfWeek: false,
  });
});

it("takes a star with a step as a choice of days, as robfig does", () => {
  expect(parsed("0 0 */2 * *").anyDayOfMonth).toBe(false);
  expect(parsed("0 0 */1 * *").anyDayOfMonth).toBe(true);
});

it.each([
  "",
  "* * * *",
  "* * * * * *",
  "*-5 * * * *",
  "1,,2 * * * *",
  "1- * * * *",
  "-1 * * * *",
  "1/2/3 * * * *",
  "+1 * * * *",
  "1.5 * * * *",
  "* * * * 0#2",
  "* * 15W * *",
  "* * * j* *",
  "* * 0 * *",
  "* 24 * * *",
  "@every 5m",
  "99999999999999999999 * * * *",
])("refuses %j", (text) => {
  expect(parseCron(text)).toHaveProperty("problem");
});

it("never throws, and never takes long", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."0159*?,-/ @LW#aJn\n\u0000é"), maxLength: 200 }), (text) => void parseCron(text)),
  );
  const begun = performance.now();
  parseCron(`${"1-".repeat(200_000)}1 * * * *`);
  parseCron(`${"0,".repeat(200_000)}1 * * * *`);
  expect(performance.now() - begun).toBeLessThan(30_000);
});

const value = (least: number, most: number) => fc.integer({ min: least, max: most });
const member = (least: number, most: number) =>
  fc.oneof(
    value(least, most).map(String),
    fc.tuple(value(least, most), value(least, most)).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
    fc.tuple(value(least, most), value(least, most), value(1, 9)).map(([a, b, step]) => `${Math.min(a, b)}-${Math.max(a, b)}/${step}`),
  );
/** The other reader refuses a list that names a value twice. */
const list = (least: number, most: number) =>
  fc.oneof(
    member(least, most),
    fc.uniqueArray(value(least, most), { minLength: 1, maxLength: 4 }).map((all) => all.join()),
  );
const field = (least: number, most: number) =>
  fc.oneof(
    fc.constant("*"),
    value(2, 9).map((step) => `*/${step}`),
    list(least, most),
  );
const days = fc.oneof(fc.tuple(list(1, 28), fc.constant("*")), fc.tuple(fc.constant("*"), list(0, 6)), fc.constant(["*", "*"] as const));

it("names the same moments as another reader of cron, where the two dialects agree", () => {
  fc.assert(
    fc.property(field(0, 59), field(0, 23), days, field(1, 12), (minute, hour, [dayOfMonth, dayOfWeek], month) => {
      const text = `${minute} ${hour} ${dayOfMonth} ${month} ${dayOfWeek}`;
      const cron = parsed(text);
      const others = CronExpressionParser.parse(text, { tz: "UTC", currentDate: new Date("2026-01-31T12:34:56Z") });
      let last: Date | undefined;
      for (let tick = 0; tick < 20; tick++) {
        const moment = others.next().toDate();
        const where = [moment.getUTCMonth() + 1, moment.getUTCDate(), moment.getUTCDay()] as const;
        expect([
          cron.minutes.includes(moment.getUTCMinutes()),
          cron.hours.includes(moment.getUTCHours()),
          namesDay(cron, ...where),
        ]).toEqual([true, true, true]);
        if (last !== undefined) expect((moment.getTime() - last.getTime()) / 60_000).toBeGreaterThanOrEqual(shortestGap(cron) ?? 0);
        last = moment;
      }
    }),
    { numRuns: 60 },
  );
});

it.each([
  ["* * * * *", 1],
  ["0 3 * * *", 1440],
  ["0 3 1 * *", 28 * 1440],
  ["0 3 29 2 *", 1461 * 1440],
  ["59 23 31 12 *", 365 * 1440],
  ["0 0,23 * * *", 60],
  ["0 3 13 * fri", 1440],
])("knows the shortest time between two moments of %j", (text, minutes) => {
  expect(shortestGap(parsed(text))).toBe(minutes);
});
