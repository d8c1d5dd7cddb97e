import { expect, it } from "vitest";
import { approvalBlocksSchedule } from "../../compiler/rules/flows/approval-blocks-schedule.ts";
import { churn, find } from "../support/find.ts";

function approving(options: object, ofFlow: object) {
  return { churn: churn(({ approval }) => approval("go", { message: "Go?", ...options }), ofFlow) };
}

it("accepts an approval that expires", () => {
  expect(
    find(approvalBlocksSchedule, approving({ expires: "1d" }, { schedule: { cron: "0 3 * * *", timezone: "UTC", concurrency: "forbid" } })),
  ).toEqual([]);
});

it("accepts one in a flow that is stopped", () => {
  expect(
    find(approvalBlocksSchedule, approving({}, { timeout: "1d", schedule: { cron: "0 3 * * *", timezone: "UTC", concurrency: "forbid" } })),
  ).toEqual([]);
});

it("accepts one where runs may overlap", () => {
  expect(find(approvalBlocksSchedule, approving({}, { schedule: { cron: "0 3 * * *", timezone: "UTC" } }))).toEqual([]);
});

it("reports one that waits for ever", () => {
  expect(find(approvalBlocksSchedule, approving({}, { schedule: { cron: "0 3 * * *", timezone: "UTC", concurrency: "forbid" } }))).toEqual([
    {
      is: "warning check/approval-blocks-schedule",
      at: "go 0",
      says: 'Approval "go" never expires, and flow "churn" leaves out scheduled runs while one is under way.',
      help: 'Write `expires: "12h"` or the like, or a timeout for the flow.',
      related: ["The schedule is here. churn 1.schedule"],
    },
  ]);
});
