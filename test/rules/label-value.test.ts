import { expect, it } from "vitest";
import { labelValue } from "../../compiler/rules/names/label-value.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts the longest value, an empty one, and any text in an annotation", () => {
  expect(find(labelValue, oneStep({ labels: { a: "v".repeat(63), b: "" }, annotations: { note: "any text @ all" } }))).toEqual([]);
});

it("reports an address, and a dash at the end of a node's label", () => {
  expect(find(labelValue, oneStep({ labels: { owner: "ml@acme.com" }, nodeSelector: { zone: "a-" } }))).toEqual([
    {
      is: "error check/label-value",
      at: "fit 1.labels.owner",
      says: 'Step "fit" has "ml@acme.com" as the label "owner", where at most 63 letters, digits, "-", "_" and "." are expected.',
      help: "Shorten it to a word, or write it as an annotation, which may hold any text.",
    },
    {
      is: "error check/label-value",
      at: "fit 1.nodeSelector.zone",
      says: 'Step "fit" has "a-" as the node label "zone", where at most 63 letters, digits, "-", "_" and "." are expected.',
      help: "Shorten it to a word, or write it as an annotation, which may hold any text.",
    },
  ]);
});
