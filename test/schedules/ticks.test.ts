/** The moments at which schedules are due, on days when clocks change above all. */
import { expect, test } from "vitest";
import { parseCron } from "../../compiler/schedules/parse-cron.ts";
import { beginOfDay, ticksOf, ticksWithoutRepeats } from "../../compiler/schedules/ticks.ts";

function due(text: string, timezone: string, from: string, to: string, most = 1000, list = ticksOf): readonly string[] {
  const cron = parseCron(text);
  if ("problem" in cron) throw new Error(cron.problem);
  return list(cron, timezone, Date.parse(from), Date.parse(to), most).map((tick) => new Date(tick).toISOString().replace(".000Z", "Z"));
}

test("both ends of a span are in it, and a moment between two seconds of the clock is not rounded into it", () => {
  expect(due("0 * * * *", "UTC", "2026-11-24T01:00:00Z", "2026-11-24T03:00:00Z")).toEqual([
    "2026-11-24T01:00:00Z",
    "2026-11-24T02:00:00Z",
    "2026-11-24T03:00:00Z",
  ]);
  expect(due("0 * * * *", "UTC", "2026-11-24T01:00:00.500Z", "2026-11-24T02:59:59.999Z")).toEqual(["2026-11-24T02:00:00Z"]);
});

test("a schedule follows the wall clock of its zone through the change of clocks", () => {
  expect(due("0 3 * * *", "Europe/Stockholm", "2026-10-24T00:00:00Z", "2026-10-26T12:00:00Z")).toEqual([
    "2026-10-24T01:00:00Z",
    "2026-10-25T02:00:00Z",
    "2026-10-26T02:00:00Z",
  ]);
});

test("a wall time that the clock skips is not due that day", () => {
  expect(due("30 2 * * *", "America/New_York", "2026-03-07T00:00:00Z", "2026-03-09T12:00:00Z")).toEqual([
    "2026-03-07T07:30:00Z",
    "2026-03-09T06:30:00Z",
  ]);
});

test("a wall time that the clock shows twice is due twice", () => {
  expect(due("30 1 * * *", "America/New_York", "2026-11-01T00:00:00Z", "2026-11-01T23:00:00Z")).toEqual([
    "2026-11-01T05:30:00Z",
    "2026-11-01T06:30:00Z",
  ]);
  expect(due("0,30 1 * * *", "America/New_York", "2026-11-01T00:00:00Z", "2026-11-01T23:00:00Z")).toEqual([
    "2026-11-01T05:00:00Z",
    "2026-11-01T05:30:00Z",
    "2026-11-01T06:00:00Z",
    "2026-11-01T06:30:00Z",
  ]);
});

test("where repeats are left out, a schedule that is due often keeps them, whatever the span", () => {
  const once = (text: string, from: string, to: string) => due(text, "America/New_York", from, to, 1000, ticksWithoutRepeats);
  const [day, end] = ["2026-11-01T00:00:00Z", "2026-11-02T12:00:00Z"];
  expect(once("30 1 * * *", day, end)).toEqual(["2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z"]);
  expect(once("30 1 * * *", "2026-11-01T06:00:00Z", end)).toEqual(["2026-11-02T06:30:00Z"]);
  expect(once("0 1,4 * * *", day, "2026-11-01T23:00:00Z")).toEqual(["2026-11-01T05:00:00Z", "2026-11-01T09:00:00Z"]);
  const often = ["2026-11-01T05:00:00Z", "2026-11-01T06:00:00Z", "2026-11-01T07:00:00Z"];
  expect(once("0 1,2 * * *", day, "2026-11-01T23:00:00Z")).toEqual(often);
  expect(once("0 * * * *", "2026-11-01T05:00:00Z", "2026-11-01T07:00:00Z")).toEqual(often);
  expect(once("0 3 * * *", day, "2026-11-02T12:00:00Z")).toEqual(["2026-11-01T08:00:00Z", "2026-11-02T08:00:00Z"]);
});

test("zones of half hours, clocks that change by half an hour, and the date line are read as they are", () => {
  expect(due("0 0 * * *", "Asia/Kolkata", "2026-11-24T00:00:00Z", "2026-11-25T00:00:00Z")).toEqual(["2026-11-24T18:30:00Z"]);
  // On Lord Howe Island the clock goes from 2:00 to 2:30.
  expect(due("15,45 2 * * *", "Australia/Lord_Howe", "2026-10-03T00:00:00Z", "2026-10-03T20:00:00Z")).toEqual(["2026-10-03T15:45:00Z"]);
  expect(due("0 12 * * *", "Pacific/Kiritimati", "2026-11-24T00:00:00Z", "2026-11-24T23:00:00Z")).toEqual(["2026-11-24T22:00:00Z"]);
});

test("days of the month and of the week are those of the zone, either where both are named", () => {
  expect(due("0 23 31 * *", "America/New_York", "2026-10-30T00:00:00Z", "2026-12-02T00:00:00Z")).toEqual(["2026-11-01T03:00:00Z"]);
  expect(due("0 0 13 * 5", "UTC", "2026-11-10T00:00:00Z", "2026-11-20T00:00:00Z")).toEqual([
    "2026-11-13T00:00:00Z",
    "2026-11-20T00:00:00Z",
  ]);
});

test("there are never more than asked for", () => {
  expect(due("* * * * *", "UTC", "2000-01-01T00:00:00Z", "2026-01-01T00:00:00Z", 5)).toHaveLength(5);
});

test("a day begins at midnight of its zone, or when the clock first shows it", () => {
  const midnight = (date: string): number => Date.parse(`${date}T00:00:00Z`);
  expect(new Date(beginOfDay(midnight("2026-11-24"), "Europe/Stockholm")).toISOString()).toBe("2026-11-23T23:00:00.000Z");
  // In Beirut the clock skipped midnight on 29 March 2026.
  expect(new Date(beginOfDay(midnight("2026-03-29"), "Asia/Beirut")).toISOString()).toBe("2026-03-28T22:00:00.000Z");
});
