import { expect, it } from "vitest";
import { labelReserved } from "../../compiler/rules/names/label-reserved.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts other prefixes", () => {
  expect(find(labelReserved, oneStep({ labels: { "app.kubernetes.io/part-of": "churn" } }))).toEqual([]);
});

it("reports one of ours, in any case", () => {
  expect(
    find(labelReserved, oneStep({ labels: { "Millwright.dev/flow": "mine" } }, { annotations: { "millwright.dev/source": "mine" } })),
  ).toEqual([
    {
      is: "error check/label-reserved",
      at: "churn 1.annotations.millwright.dev/source",
      says: 'Flow "churn" has the annotation "millwright.dev/source", but keys that begin with "millwright.dev/" are written by Millwright.',
      help: "Write another prefix, such as your own domain.",
    },
    {
      is: "error check/label-reserved",
      at: "fit 1.labels.Millwright.dev/flow",
      says: 'Step "fit" has the label "Millwright.dev/flow", but keys that begin with "millwright.dev/" are written by Millwright.',
      help: "Write another prefix, such as your own domain.",
    },
  ]);
});
