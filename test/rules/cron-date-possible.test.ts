import { expect, it } from "vitest";
import { cronDatePossible } from "../../compiler/rules/schedules/cron-date-possible.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts the 29th of February, which some years have", () => {
  expect(find(cronDatePossible, oneStep({}, { schedule: { cron: "0 3 29 2 *", timezone: "UTC" } }))).toEqual([]);
});

it("accepts a day that no year has beside a day of the week", () => {
  expect(find(cronDatePossible, oneStep({}, { schedule: { cron: "0 3 31 2 mon", timezone: "UTC" } }))).toEqual([]);
});

it("reports the 30th of February", () => {
  expect(find(cronDatePossible, oneStep({}, { schedule: { cron: "0 3 30 2 *", timezone: "UTC" } }))).toEqual([
    {
      is: "error check/cron-date-possible",
      at: "churn 1.schedule.cron",
      says: 'Flow "churn" has the schedule "0 3 30 2 *", a day that no year has.',
      help: 'For the last day of a month, run on the first of the next, as in "0 0 1 * *".',
    },
  ]);
});

it("reports the 31st of short months", () => {
  expect(find(cronDatePossible, oneStep({}, { schedule: { cron: "0 3 31 4,6,9,11 *", timezone: "UTC" } }))).toEqual([
    {
      is: "error check/cron-date-possible",
      at: "churn 1.schedule.cron",
      says: 'Flow "churn" has the schedule "0 3 31 4,6,9,11 *", a day that no year has.',
      help: 'For the last day of a month, run on the first of the next, as in "0 0 1 * *".',
    },
  ]);
});
