import { expect, it } from "vitest";
import { cronDayOrWeekday } from "../../compiler/rules/schedules/cron-day-or-weekday.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts one of the two", () => {
  expect(find(cronDayOrWeekday, oneStep({}, { schedule: { cron: "0 3 13 * ?", timezone: "UTC" } }))).toEqual([]);
});

it("accepts both where one names every day", () => {
  expect(find(cronDayOrWeekday, oneStep({}, { schedule: { cron: "0 3 1-31 * fri", timezone: "UTC" } }))).toEqual([]);
});

it("reports both", () => {
  expect(find(cronDayOrWeekday, oneStep({}, { schedule: { cron: "0 3 13 * fri", timezone: "UTC" } }))).toEqual([
    {
      is: "warning check/cron-day-or-weekday",
      at: "churn 1.schedule.cron",
      says: 'Flow "churn" has the schedule "0 3 13 * fri", which runs on each day of the month that it names, and on each day of the week too.',
      help: "Leave one of them `*`, and let the first step decide about the other; or write two schedules.",
    },
  ]);
});
