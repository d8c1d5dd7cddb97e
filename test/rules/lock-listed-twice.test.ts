import { expect, it } from "vitest";
import { lockListedTwice } from "../../compiler/rules/flows/lock-listed-twice.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts two locks", () => {
  expect(
    find(
      lockListedTwice,
      oneStep({
        mutexes: ["a", "b"],
        semaphores: [
          { configMap: "a", key: "b" },
          { configMap: "a", key: "c" },
        ],
      }),
    ),
  ).toEqual([]);
});

it("reports one named twice, on a flow and on a step", () => {
  expect(
    find(
      lockListedTwice,
      oneStep(
        { mutexes: ["a", "b", "a"] },
        {
          semaphores: [
            { configMap: "a", key: "b" },
            { configMap: "a", key: "b" },
          ],
        },
      ),
    ),
  ).toEqual([
    {
      is: "error check/lock-listed-twice",
      at: "churn 1.semaphores.1",
      says: 'Flow "churn" names the semaphore "a/b" twice.',
      help: "Name it once.",
    },
    { is: "error check/lock-listed-twice", at: "fit 1.mutexes.2", says: 'Step "fit" names the mutex "a" twice.', help: "Name it once." },
  ]);
});
