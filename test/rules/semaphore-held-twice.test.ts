import { expect, it } from "vitest";
import { semaphoreHeldTwice } from "../../compiler/rules/flows/semaphore-held-twice.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts another key of the same config map", () => {
  expect(
    find(
      semaphoreHeldTwice,
      oneStep({ semaphores: [{ configMap: "limits", key: "gpu" }] }, { semaphores: [{ configMap: "limits", key: "runs" }] }),
    ),
  ).toEqual([]);
});

it("reports the same", () => {
  expect(
    find(
      semaphoreHeldTwice,
      oneStep({ semaphores: [{ configMap: "limits", key: "gpu" }] }, { semaphores: [{ configMap: "limits", key: "gpu" }] }),
    ),
  ).toEqual([
    {
      is: "warning check/semaphore-held-twice",
      at: "fit 1.semaphores.0",
      says: 'Step "fit" waits for the semaphore "limits/gpu", of which flow "churn" holds a place as long as it runs.',
      help: "Name the semaphore on the flow or on its steps, not on both.",
    },
  ]);
});
