import { expect, it } from "vitest";
import { tolerationGrammar } from "../../compiler/rules/pods/toleration-grammar.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts each form", () => {
  expect(
    find(
      tolerationGrammar,
      oneStep({
        tolerations: [
          { key: "nvidia.com/gpu", operator: "Exists" },
          { key: "team", operator: "Equal", value: "growth" },
          { key: "", operator: "Exists" },
          { key: "gone", effect: "NoExecute", for: "5m" },
        ],
      }),
    ),
  ).toEqual([]);
});

it("reports a value that is not looked at", () => {
  expect(find(tolerationGrammar, oneStep({ tolerations: [{ key: "team", operator: "Exists", value: "growth" }] }))).toEqual([
    {
      is: "error check/toleration-grammar",
      at: "fit 1.tolerations.0.value",
      says: 'Step "fit" has a toleration of "team" with the value "growth", which the operator "Exists" does not look at.',
      help: 'Write `{ key: "…", operator: "Exists" }` for any value, or `{ key: "…", operator: "Equal", value: "…" }` for one.',
    },
  ]);
});

it("reports a stay without NoExecute", () => {
  expect(find(tolerationGrammar, oneStep({ tolerations: [{ key: "team", for: "5m" }] }))).toEqual([
    {
      is: "error check/toleration-grammar",
      at: "fit 1.tolerations.0.for",
      says: 'Step "fit" has a toleration of "team" with `for` and no effect, where "NoExecute" is expected.',
      help: 'Write `{ key: "…", operator: "Exists" }` for any value, or `{ key: "…", operator: "Equal", value: "…" }` for one.',
    },
  ]);
});

it("reports an empty key with Equal", () => {
  expect(find(tolerationGrammar, oneStep({ tolerations: [{ key: "", operator: "Equal", value: "x" }] }))).toEqual([
    {
      is: "error check/toleration-grammar",
      at: "fit 1.tolerations.0.key",
      says: 'Step "fit" has a toleration of "" with an empty key, which only the operator "Exists" may have.',
      help: 'Write `{ key: "…", operator: "Exists" }` for any value, or `{ key: "…", operator: "Equal", value: "…" }` for one.',
    },
  ]);
});

it("reports a key that is none", () => {
  expect(find(tolerationGrammar, oneStep({ tolerations: [{ key: "a/b/c", operator: "Exists" }] }))).toEqual([
    {
      is: "error check/toleration-grammar",
      at: "fit 1.tolerations.0.key",
      says: 'Step "fit" has a toleration of "a/b/c" with a key that no taint can have.',
      help: 'Write `{ key: "…", operator: "Exists" }` for any value, or `{ key: "…", operator: "Equal", value: "…" }` for one.',
    },
  ]);
});
