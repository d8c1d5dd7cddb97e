import { expect, test } from "vitest";
import type { EngineNode, WorkflowTemplate } from "./nodes.ts";
import type { StepInPlan } from "./planned-steps.ts";
import { readRun } from "./read-run.ts";

function leaf(name: string, path: string): WorkflowTemplate["spec"]["templates"][number] {
  return { name, metadata: { annotations: { "millwright.dev/step": path } } };
}

function planned(path: string, ...kinds: readonly ("forEach" | "repeatUntil" | "call")[]): StepInPlan {
  const names = path.split("/");
  const around = kinds.map((kind, index) => ({ name: names[index] ?? "", kind }));
  return { path, name: names.at(-1) ?? "", around, kind: "step", outputs: { out: { type: "integer" } } };
}

function node(name: string, phase = "Succeeded", more: Partial<EngineNode> = {}): EngineNode {
  return { name, type: "Pod", phase, ...more };
}

const workflow: WorkflowTemplate = {
  spec: {
    entrypoint: "main",
    templates: [
      {
        name: "main",
        dag: {
          tasks: [
            { name: "first", template: "first" },
            { name: "yes", template: "yes-case" },
            { name: "each", template: "each" },
            { name: "tune", template: "tune" },
          ],
        },
      },
      { name: "yes-case", dag: { tasks: [{ name: "yes", template: "yes" }] } },
      { name: "each", dag: { tasks: [{ name: "each", template: "item", withParam: "[…]" }] } },
      {
        name: "tune",
        dag: {
          tasks: [
            { name: "body", template: "round" },
            { name: "again", template: "tune" },
          ],
        },
      },
      leaf("first", "first"),
      leaf("yes", "yes"),
      leaf("item", "each/item"),
      leaf("round", "tune/round"),
    ],
  },
};
const plan = [planned("first"), planned("yes"), planned("each/item", "forEach"), planned("tune/round", "repeatUntil")];

function read(...nodes: readonly EngineNode[]) {
  return readRun({ phase: "Succeeded", nodes: [node("wf", "Succeeded", { type: "DAG" }), ...nodes] }, workflow, plan);
}

function said(...nodes: readonly EngineNode[]): readonly string[] {
  return read(...nodes).steps.map(({ path, status }) => `${path} ${status}`);
}

test("a step in a task that was skipped is skipped, one that was not reached was not run", () => {
  expect(said(node("wf.first"), node("wf.yes", "Skipped"))).toEqual([
    "first succeeded",
    "yes skipped",
    "each/item not-run",
    "tune/round not-run",
  ]);
});

test("items have their positions, in order, and a loop over nothing has none", () => {
  const loop = node("wf.each", "Succeeded", { type: "DAG" });
  const group = node("wf.each.each", "Succeeded", { type: "TaskGroup" });
  expect(
    said(loop, group, node("wf.each.each(10:10)"), node("wf.each.each(2:2)", "Failed")).filter((line) => line.startsWith("each")),
  ).toEqual(["each[2]/item failed", "each[10]/item succeeded"]);
  const empty = node("wf.each.each", "Skipped", { type: "Skipped", message: "Skipped, empty params" });
  expect(said(loop, empty).filter((line) => line.startsWith("each"))).toEqual([]);
});

test("rounds are counted from one, and one that never began is no instance", () => {
  const dag = { type: "DAG" };
  const lines = said(
    node("wf.tune", "Succeeded", dag),
    node("wf.tune.body"),
    node("wf.tune.again", "Succeeded", dag),
    node("wf.tune.again.body"),
    node("wf.tune.again.again", "Skipped"),
  );
  expect(lines.filter((line) => line.startsWith("tune"))).toEqual(["tune#1/round succeeded", "tune#2/round succeeded"]);
});

test("attempts are the pods below a retry, and the outputs are those of the last", () => {
  const [first] = read(
    node("wf.first", "Succeeded", { type: "Retry" }),
    node("wf.first(0)", "Failed", { exitCode: 3, message: "Error (exit code 3)" }),
    node("wf.first(1)", "Succeeded", { exitCode: 0, outputs: { parameters: { out: "7" } } }),
  ).steps;
  expect(first).toEqual({
    path: "first",
    status: "succeeded",
    attempts: [{ exitCode: 3, reason: "Error", message: "Error (exit code 3)" }, { exitCode: 0 }],
    outputs: { out: 7 },
  });
});

test("a hit of the cache is cached and has no attempts", () => {
  const [first] = read(node("wf.first", "Succeeded", { memoHit: true, outputs: { parameters: { out: "7" } } })).steps;
  expect(first).toEqual({ path: "first", status: "cached", attempts: [], outputs: { out: 7 } });
});

test("a step whose inputs could not be worked out was not run", () => {
  expect(said(node("wf.first", "Error", { type: "Skipped" }))[0]).toBe("first not-run");
});

test("a run says how it ended: refused before it began, stopped, hanging", () => {
  const statusOf = (run: object): string => readRun({ phase: "Failed", nodes: [node("wf", "Failed")], ...run }, workflow, plan).status;
  expect(statusOf({})).toBe("failed");
  expect(statusOf({ phase: "Error", nodes: [] })).toBe("refused");
  expect(statusOf({ message: "Stopped with strategy 'Stop'" })).toBe("cancelled");
  expect(statusOf({ phase: "Running", timedOut: true, stuck: true })).toBe("stuck");
});
