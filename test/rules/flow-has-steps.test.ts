import { expect, it } from "vitest";
import { flowHasSteps } from "../../compiler/rules/flows/flow-has-steps.ts";
import { churn, find, oneStep, pinned } from "../support/find.ts";

it("accepts one step", () => {
  expect(find(flowHasSteps, oneStep())).toEqual([]);
});

it("accepts an approval alone", () => {
  expect(find(flowHasSteps, { churn: churn(({ approval }) => approval("go", { message: "Go?" })) })).toEqual([]);
});

it("reports a flow without steps", () => {
  expect(find(flowHasSteps, { churn: churn(() => undefined) })).toEqual([
    {
      is: "error check/flow-has-steps",
      at: "churn 0",
      says: 'Flow "churn" has no steps.',
      help: "Add a step, or remove the flow. If its steps are made in a loop of JavaScript, the list may be empty here.",
    },
  ]);
});

it("reports a flow that has only a handler", () => {
  expect(find(flowHasSteps, { churn: churn(({ onExit }) => onExit("report", { image: pinned, command: () => ["report"] })) })).toEqual([
    {
      is: "error check/flow-has-steps",
      at: "churn 0",
      says: 'Flow "churn" has no steps.',
      help: "Add a step, or remove the flow. If its steps are made in a loop of JavaScript, the list may be empty here.",
    },
  ]);
});
