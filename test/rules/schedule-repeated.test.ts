import { expect, it } from "vitest";
import { scheduleRepeated } from "../../compiler/rules/schedules/schedule-repeated.ts";
import { z } from "../../schema/index.ts";
import { find, oneStep } from "../support/find.ts";

function twice(first: object, second: object) {
  const schedule = [first, second].map((one) => ({ cron: "0 3 * * *", timezone: "UTC", ...one }));
  return oneStep({}, { params: { region: z.string().default("eu") }, schedule });
}

it("accepts other moments", () => {
  expect(find(scheduleRepeated, twice({}, { cron: "0 4 * * *" }))).toEqual([]);
});

it("accepts other parameters", () => {
  expect(find(scheduleRepeated, twice({ params: () => ({ region: "eu" }) }, { params: () => ({ region: "us" }) }))).toEqual([]);
});

it("reports the same moments, however they are written", () => {
  expect(find(scheduleRepeated, twice({}, { cron: "0 3 ? jan-dec *" }))).toEqual([
    {
      is: "warning check/schedule-repeated",
      at: "churn 1.schedule.1",
      says: 'Flow "churn" has the schedule "0 3 ? jan-dec *" twice, with the same zone and parameters.',
      help: "Remove one of the two, or give it other parameters.",
      related: ["The first is here. churn 1.schedule.0"],
    },
  ]);
});
