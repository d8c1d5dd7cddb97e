import { expect, it } from "vitest";
import { mutexHeldTwice } from "../../compiler/rules/flows/mutex-held-twice.ts";
import { flow } from "../../schema/index.ts";
import { churn, find, oneStep, pinned } from "../support/find.ts";

function called() {
  const inner = flow("inner", { owner: "growth-ml" }, ({ step }) => {
    step("fit", { image: pinned, command: () => ["fit"], mutexes: ["warehouse"] });
  });
  const middle = flow("middle", { owner: "growth-ml" }, ({ call }) => {
    call("inner", inner, {});
  });
  const outer = flow("outer", { owner: "growth-ml", mutexes: ["warehouse"] }, ({ call }) => {
    call("middle", middle, {});
  });
  return { inner, middle, outer };
}

it("accepts a mutex on two steps, and another on the flow", () => {
  expect(
    find(mutexHeldTwice, {
      churn: churn(
        ({ step }) => {
          step("load", { image: pinned, command: () => ["load"], mutexes: ["warehouse"] });
          step("fit", { image: pinned, command: () => ["fit"], mutexes: ["warehouse"] });
        },
        { mutexes: ["churn"] },
      ),
    }),
  ).toEqual([]);
});

it("reports a step that waits for what its flow holds", () => {
  expect(find(mutexHeldTwice, oneStep({ mutexes: ["other", "warehouse"] }, { mutexes: ["warehouse"] }))).toEqual([
    {
      is: "error check/mutex-held-twice",
      at: "fit 1.mutexes.1",
      says: 'Step "fit" waits for the mutex "warehouse", which flow "churn" holds as long as it runs.',
      help: "Name the mutex on the flow or on its steps, not on both.",
      related: ["The flow holds it here. churn 1.mutexes.0"],
    },
  ]);
});

it("reports a step of a flow that is called by one that is called", () => {
  expect(find(mutexHeldTwice, called())).toEqual([
    {
      is: "error check/mutex-held-twice",
      at: "fit 1.mutexes.0",
      says: 'Step "fit" waits for the mutex "warehouse", which flow "outer" holds as long as it runs.',
      help: "Name the mutex on the flow or on its steps, not on both.",
      related: ["The flow holds it here. outer 1.mutexes.0"],
    },
  ]);
});
