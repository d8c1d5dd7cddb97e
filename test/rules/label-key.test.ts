import { expect, it } from "vitest";
import { labelKey } from "../../compiler/rules/names/label-key.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts the longest key after the longest prefix", () => {
  expect(
    find(
      labelKey,
      oneStep({ labels: { [`${"a".repeat(250)}.io/${"K".repeat(63)}`]: "x" }, nodeSelector: { "kubernetes.io/arch": "amd64" } }),
    ),
  ).toEqual([]);
});

it("reports a space, a second slash and an empty prefix", () => {
  expect(
    find(
      labelKey,
      oneStep(
        { labels: { "cost center": "ml" }, annotations: { "a/b/c": "" }, nodeSelector: { "/x": "" } },
        { labels: { [`${"a".repeat(64)}`]: "x" } },
      ),
    ),
  ).toEqual([
    {
      is: "error check/label-key",
      at: "churn 1.labels.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      says: 'Flow "churn" has the label "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", where at most 63 letters, digits, "-", "_" and "." are expected, after an optional DNS name and "/".',
      help: 'Write a key such as "team" or "acme.com/team".',
    },
    {
      is: "error check/label-key",
      at: "fit 1.labels.cost center",
      says: 'Step "fit" has the label "cost center", where at most 63 letters, digits, "-", "_" and "." are expected, after an optional DNS name and "/".',
      help: 'Write a key such as "team" or "acme.com/team".',
    },
    {
      is: "error check/label-key",
      at: "fit 1.annotations.a/b/c",
      says: 'Step "fit" has the annotation "a/b/c", where at most 63 letters, digits, "-", "_" and "." are expected, after an optional DNS name and "/".',
      help: 'Write a key such as "team" or "acme.com/team".',
    },
    {
      is: "error check/label-key",
      at: "fit 1.nodeSelector./x",
      says: 'Step "fit" has the node label "/x", where at most 63 letters, digits, "-", "_" and "." are expected, after an optional DNS name and "/".',
      help: 'Write a key such as "team" or "acme.com/team".',
    },
  ]);
});
