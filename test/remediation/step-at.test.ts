import { expect, it } from "vitest";
import type { Call, Flow, ForEach, Step } from "../../compiler/program.ts";
import { stepAt } from "../../remediation/step-at.ts";
import { makeFlow, makeProgram, makeStep } from "../support/make-program.ts";

const base = { calls: [], after: [], unknown: [] };

/** churn: plan, and for each shard: count, and a call of flow "fit", which has a step "plan" too. */
function platform() {
  const called: Flow = { ...makeFlow("fit", [makeStep("plan", { resources: { memory: "2Gi" } })]) };
  const loop = { ...base, id: 1, name: "per-shard", kind: "forEach", body: 0 } as unknown as ForEach;
  const branch = { ...base, id: 2, name: "", kind: "branch", body: 1 } as unknown as Step;
  const call = {
    ...base,
    id: 4,
    name: "train",
    kind: "call",
    body: 1,
    flow: { name: "fit", file: called.origin.file },
  } as unknown as Call;
  const nodes = [makeStep("plan", { id: 0, body: 0 }), loop, branch, makeStep("count", { id: 3, body: 2 }), call];
  const bodies = [
    { owner: -1, nodes: [0, 1] },
    { owner: 1, nodes: [2, 4] },
    { owner: 2, nodes: [3] },
  ];
  const churn = makeFlow("churn", nodes, { bodies });
  return { program: makeProgram([churn, called]), churn };
}

it.each([
  ["plan", "churn/plan"],
  ["per-shard/count", "churn/count"],
  ["per-shard[2]/count", "churn/count"],
  ["count", "churn/count"],
  ["per-shard/train/plan", "fit/plan"],
  ["per-shard[0]/train/plan", "fit/plan"],
  ["per-shard/plan", undefined],
  ["train/plan", undefined],
  ["per-shard/train/fit", undefined],
  ["__proto__", undefined],
])("finds the step of %s", (path, expected) => {
  const { program, churn } = platform();
  const found = stepAt(program, churn, path);
  expect(found && `${found.flow.name}/${found.step.name}`).toBe(expected);
});
