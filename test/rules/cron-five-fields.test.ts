import { expect, it } from "vitest";
import { cronFiveFields } from "../../compiler/rules/schedules/cron-five-fields.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts lists, ranges, steps, names and question marks", () => {
  expect(find(cronFiveFields, oneStep({}, { schedule: { cron: "0,30 8-18/2 ? jan-jun MON-FRI", timezone: "UTC" } }))).toEqual([]);
});

it("reports a sixth field, and what to write", () => {
  expect(find(cronFiveFields, oneStep({}, { schedule: { cron: "0 0 3 * * *", timezone: "UTC" } }))).toEqual([
    {
      is: "error check/cron-five-fields",
      at: "churn 1.schedule.cron",
      says: 'Flow "churn" has the schedule "0 0 3 * * *", in which there are 6 fields.',
      help: 'Leave out the seconds, as in "0 3 * * *".',
    },
  ]);
});

it("reports a descriptor, and what to write", () => {
  expect(find(cronFiveFields, oneStep({}, { schedule: { cron: "@daily", timezone: "UTC" } }))).toEqual([
    {
      is: "error check/cron-five-fields",
      at: "churn 1.schedule.cron",
      says: 'Flow "churn" has the schedule "@daily", in which "@daily" is no list of five fields.',
      help: 'Write "0 0 * * *".',
      fixes: ['safe: Write "0 0 * * *": "0 0 * * *"'],
    },
  ]);
});

it("reports a zone before the fields", () => {
  expect(find(cronFiveFields, oneStep({}, { schedule: { cron: "TZ=UTC 0 3 * * *", timezone: "UTC" } }))).toEqual([
    {
      is: "error check/cron-five-fields",
      at: "churn 1.schedule.cron",
      says: 'Flow "churn" has the schedule "TZ=UTC 0 3 * * *", in which the zone stands before the fields.',
      help: "Say it in `timezone`.",
    },
  ]);
});

it("reports 7 for Sunday", () => {
  expect(find(cronFiveFields, oneStep({}, { schedule: { cron: "0 3 * * 7", timezone: "UTC" } }))).toEqual([
    {
      is: "error check/cron-five-fields",
      at: "churn 1.schedule.cron",
      says: 'Flow "churn" has the schedule "0 3 * * 7", in which the day of week 7 is not from 0 to 6.',
      help: "Write 0 for Sunday.",
    },
  ]);
});

it("reports the last day of the month", () => {
  expect(find(cronFiveFields, oneStep({}, { schedule: { cron: "0 3 L * *", timezone: "UTC" } }))).toEqual([
    {
      is: "error check/cron-five-fields",
      at: "churn 1.schedule.cron",
      says: 'Flow "churn" has the schedule "0 3 L * *", in which "L" is no day of month from 1 to 31.',
      help: 'Write minute, hour, day of month, month and day of week, as in "0 3 * * *".',
    },
  ]);
});

it("reports a range that ends before it begins", () => {
  expect(find(cronFiveFields, oneStep({}, { schedule: { cron: "0 18-8 * * *", timezone: "UTC" } }))).toEqual([
    {
      is: "error check/cron-five-fields",
      at: "churn 1.schedule.cron",
      says: 'Flow "churn" has the schedule "0 18-8 * * *", in which the hour "18-8" ends before it begins.',
      help: 'Write minute, hour, day of month, month and day of week, as in "0 3 * * *".',
    },
  ]);
});

it("reports a step of nothing", () => {
  expect(find(cronFiveFields, oneStep({}, { schedule: { cron: "*/0 * * * *", timezone: "UTC" } }))).toEqual([
    {
      is: "error check/cron-five-fields",
      at: "churn 1.schedule.cron",
      says: 'Flow "churn" has the schedule "*/0 * * * *", in which the step of "*/0" is no whole number from 1.',
      help: 'Write minute, hour, day of month, month and day of week, as in "0 3 * * *".',
    },
  ]);
});

it("reports the schedule of several that has the mistake", () => {
  expect(
    find(
      cronFiveFields,
      oneStep(
        {},
        {
          schedule: [
            { cron: "0 3 * * *", timezone: "UTC" },
            { cron: "60 3 * * *", timezone: "UTC" },
          ],
        },
      ),
    ),
  ).toEqual([
    {
      is: "error check/cron-five-fields",
      at: "churn 1.schedule.1.cron",
      says: 'Flow "churn" has the schedule "60 3 * * *", in which the minute 60 is not from 0 to 59.',
      help: 'Write minute, hour, day of month, month and day of week, as in "0 3 * * *".',
    },
  ]);
});
