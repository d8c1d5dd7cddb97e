import { expect, it } from "vitest";
import { scheduleTooOften } from "../../compiler/rules/schedules/schedule-too-often.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts a run that ends before the next is due", () => {
  expect(
    find(scheduleTooOften, oneStep({}, { timeout: "20m", schedule: { cron: "0,20 * * * *", timezone: "UTC", concurrency: "forbid" } })),
  ).toEqual([]);
});

it("accepts a longer one where runs may overlap", () => {
  expect(
    find(scheduleTooOften, oneStep({}, { timeout: "1d", schedule: { cron: "* * * * *", timezone: "UTC", concurrency: "allow" } })),
  ).toEqual([]);
});

it("reports one that may not, by the shortest time between two", () => {
  expect(
    find(scheduleTooOften, oneStep({}, { timeout: "21m", schedule: { cron: "0,20 * * * *", timezone: "UTC", concurrency: "forbid" } })),
  ).toEqual([
    {
      is: "warning check/schedule-too-often",
      at: "churn 1.schedule.cron",
      says: 'Flow "churn" is due again after 20 minutes, but may run for 21m; runs that are due meanwhile are left out.',
      help: "Give the flow a shorter `timeout`, or run it less often.",
      related: ["The flow's timeout is here. churn 1.timeout"],
    },
  ]);
});

it("counts days over weeks and months", () => {
  expect(
    find(scheduleTooOften, oneStep({}, { timeout: "3d", schedule: { cron: "0 3 * * mon,wed", timezone: "UTC", concurrency: "forbid" } })),
  ).toEqual([
    {
      is: "warning check/schedule-too-often",
      at: "churn 1.schedule.cron",
      says: 'Flow "churn" is due again after 2 days, but may run for 3d; runs that are due meanwhile are left out.',
      help: "Give the flow a shorter `timeout`, or run it less often.",
      related: ["The flow's timeout is here. churn 1.timeout"],
    },
  ]);
});

it("counts from the last moment of a day to the first of the next", () => {
  expect(
    find(scheduleTooOften, oneStep({}, { timeout: "3h", schedule: { cron: "0 1,23 * * *", timezone: "UTC", concurrency: "forbid" } })),
  ).toEqual([
    {
      is: "warning check/schedule-too-often",
      at: "churn 1.schedule.cron",
      says: 'Flow "churn" is due again after 2 hours, but may run for 3h; runs that are due meanwhile are left out.',
      help: "Give the flow a shorter `timeout`, or run it less often.",
      related: ["The flow's timeout is here. churn 1.timeout"],
    },
  ]);
});
