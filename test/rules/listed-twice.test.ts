import { expect, it } from "vitest";
import { listedTwice } from "../../compiler/rules/flows/listed-twice.ts";
import { find, h100, oneStep } from "../support/find.ts";

it("accepts each name once", () => {
  expect(find(listedTwice, oneStep({ imagePull: { secrets: ["a", "b"] } }, { tags: ["a", "b"] }))).toEqual([]);
});

it("reports a second time", () => {
  expect(
    find(
      listedTwice,
      oneStep(
        { imagePull: { secrets: ["a", "a"] }, resources: { gpu: { pool: h100, count: 1, capacity: ["flex", "flex"] } } },
        { tags: ["a", "b", "a"], targets: ["argo", "argo"] },
      ),
    ),
  ).toEqual([
    {
      is: "warning check/listed-twice",
      at: "churn 1.tags.2",
      says: 'Flow "churn" lists the tag "a" twice.',
      help: "Remove one of the two, or correct it.",
    },
    {
      is: "warning check/listed-twice",
      at: "churn 1.targets.1",
      says: 'Flow "churn" lists the target "argo" twice.',
      help: "Remove one of the two, or correct it.",
    },
    {
      is: "warning check/listed-twice",
      at: "fit 1.resources.gpu.capacity.1",
      says: 'Step "fit" lists the capacity "flex" twice.',
      help: "Remove one of the two, or correct it.",
    },
    {
      is: "warning check/listed-twice",
      at: "fit 1.imagePull.secrets.1",
      says: 'Step "fit" lists the pull secret "a" twice.',
      help: "Remove one of the two, or correct it.",
    },
  ]);
});
