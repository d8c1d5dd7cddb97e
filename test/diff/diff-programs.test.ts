import { expect, test } from "vitest";
import { diffPrograms } from "../../compiler/diff/diff-programs.ts";
import type { Flow, Node } from "../../compiler/program.ts";
import { makeFlow, makePool, makeProgram, makeStep, output } from "../support/make-program.ts";

function sentences(before: readonly Flow[], after: readonly Flow[]): readonly string[] {
  return diffPrograms([makeProgram(before)], [makeProgram(after)]).map(({ sentence, consequence }) => `${sentence} [${consequence}]`);
}

function step(options: Parameters<typeof makeStep>[1]): Flow {
  return makeFlow("churn", [makeStep("fit", options)]);
}

const branch = (test: number, body: number): Node => ({
  kind: "branch",
  id: 0,
  name: "",
  calls: [],
  body: 0,
  after: [],
  style: "when",
  complete: false,
  unknown: [],
  cases: [{ test: { op: "gte", left: output(0, "auc"), right: { op: "literal", value: test }, calls: [[0, test * 100, 1]] }, runs: body }],
});

function branching(bound: number, name = "publish"): Flow {
  return makeFlow("churn", [makeStep("fit"), branch(bound, 1), makeStep(name, { body: 1 })], {
    bodies: [
      { owner: -1, nodes: [0, 1] },
      { owner: 1, nodes: [2] },
    ],
  });
}

test.each([
  [
    "a size",
    step({ resources: { memory: "64Gi" } }),
    step({ resources: { memory: "128Gi" } }),
    ["step fit of churn: memory 64Gi → 128Gi [new-runs]"],
  ],
  [
    "GPUs",
    step({ resources: { gpu: { pool: "h100", count: 8, capacity: ["flex"] } } }),
    step({ resources: { gpu: { pool: "h100", count: 16, capacity: ["flex"] } } }),
    ["step fit of churn: GPUs 8 → 16 [new-runs]"],
  ],
  [
    "one word of a command",
    step({ program: { kind: "command", words: ["fit", "--epochs", "10"] } }),
    step({ program: { kind: "command", words: ["fit", "--epochs", { op: "param", name: "epochs" }] } }),
    ['step fit of churn: word 3 of the command "10" → params.epochs [new-runs]'],
  ],
  [
    "a longer command",
    step({ program: { kind: "command", words: ["fit"] } }),
    step({ program: { kind: "command", words: ["fit", { op: "text", parts: ["--day=", { op: "param", name: "day" }] }] } }),
    [`step fit of churn: command ["fit"] → ["fit", \`--day=\${params.day}\`] [new-runs]`],
  ],
  [
    "a retry that was not there",
    step({}),
    step({ retry: { limit: 3, on: "infrastructure", backoff: { initial: "30s", factor: 2 } } }),
    ["step fit of churn: retry added: limit 3, on infrastructure, backoff (initial 30s, factor 2) [new-runs]"],
  ],
  [
    "another order of variables, which artifacts keep",
    step({ env: { A: "1", B: "2", C: "3" } }),
    step({ env: { C: "3", A: "1", D: "4" } }),
    [
      'step fit of churn: env B removed (was "2")',
      'step fit of churn: env D added: "4"',
      "step fit of churn: order of env: A, C → C, A",
    ].map((said, index) => `${said} [${index === 2 ? "text-only" : "new-runs"}]`),
  ],
  [
    "an environment variable that goes",
    step({ env: { HF_TOKEN: { secret: "huggingface", key: "token" } } }),
    step({}),
    ["step fit of churn: env removed (was HF_TOKEN secret huggingface/token) [new-runs]"],
  ],
  [
    "labels: a plain one is text, one with a prefix may belong to a controller",
    step({ labels: { team: "a", "kueue.x-k8s.io/queue-name": "a" } }),
    step({ labels: { team: "b", "kueue.x-k8s.io/queue-name": "b" } }),
    ["step fit of churn: labels team a → b [text-only]", "step fit of churn: labels kueue.x-k8s.io/queue-name a → b [new-runs]"],
  ],
  [
    "a description",
    makeFlow("churn", [], { description: "Old" }),
    makeFlow("churn", [], { description: "New" }),
    ["churn: description Old → New [text-only]"],
  ],
  [
    "a schedule",
    makeFlow("churn", [], { schedules: [{ cron: "0 3 * * *", timezone: "UTC", concurrency: "allow", params: {} }] }),
    makeFlow("churn", [], { schedules: [{ cron: "0 4 * * *", timezone: "UTC", concurrency: "allow", params: {} }] }),
    ["churn: schedule cron 0 3 * * * → 0 4 * * * [schedule]"],
  ],
  [
    "a default",
    makeFlow("churn", [], { params: { size: { type: { type: "string", enum: ["small", "large"] }, default: "small" } } }),
    makeFlow("churn", [], { params: { size: { type: { type: "string", enum: ["small", "large"] }, default: "large" } } }),
    ['churn: params size default "small" → "large" [new-runs]'],
  ],
  [
    "a condition",
    branching(0.9),
    branching(0.95),
    ["the branch around publish of churn: condition outputs.auc of fit ≥ 0.9 → outputs.auc of fit ≥ 0.95 [new-runs]"],
  ],
  [
    "a new name of a step",
    step({}),
    makeFlow("churn", [makeStep("train", { program: { kind: "command", words: ["run", "fit"] } })]),
    ["step train of churn: renamed, was fit [new-runs]"],
  ],
  [
    "a step before the others: the others are the same",
    makeFlow("churn", [makeStep("fit"), makeStep("publish", { after: [{ node: 0, done: "succeeded" }] })]),
    makeFlow("churn", [makeStep("plan"), makeStep("fit"), makeStep("publish", { after: [{ node: 1, done: "succeeded" }] })]),
    ["step plan of churn: added [new-runs]"],
  ],
  [
    "order",
    makeFlow("churn", [makeStep("a"), makeStep("b")]),
    makeFlow("churn", [makeStep("b"), makeStep("a")]),
    ["churn: order of the steps changed [new-runs]"],
  ],
] as const)("said in words: %s", (_, before, after, said) => {
  expect(sentences([before], [after])).toEqual(said);
});

test("a step that is renamed inside a branch leaves the branch the same", () => {
  const renamed = branching(0.9, "release");
  const nodes = renamed.nodes.map((node) =>
    node.name === "release" ? { ...node, program: { kind: "command" as const, words: ["run", "publish"] } } : node,
  );
  expect(sentences([branching(0.9)], [{ ...renamed, nodes }])).toEqual(["step release of churn: renamed, was publish [new-runs]"]);
});

test("where something was written is no difference", () => {
  const before = branching(0.9);
  const nodes = before.nodes.map((node) => ({ ...node, calls: [{ file: "flows/churn.flow.ts", line: 400, column: 1 }] }));
  expect(sentences([before], [{ ...before, nodes, origin: { ...before.origin, calls: [] } }])).toEqual([]);
});

test("definitions come and go", () => {
  const fresh = makeFlow("fresh", [makeStep("a"), makeStep("b")], {
    schedules: [{ cron: "0 3 * * *", timezone: "UTC", concurrency: "allow", params: {} }],
  });
  expect(sentences([makeFlow("old")], [fresh])).toEqual([
    "flow fresh: added (2 steps, scheduled 0 3 * * * UTC) [schedule]",
    "flow old: removed [removed]",
  ]);
});

test("the same change in two environments is one change with both", () => {
  const programs = (memory: string) => ["prod", "staging"].map((name) => makeProgram([step({ resources: { memory } })], [], { name }));
  expect(diffPrograms(programs("1Gi"), programs("2Gi"))).toMatchObject([
    {
      definition: "flow:churn",
      path: "steps.fit.resources.memory",
      from: "1Gi",
      to: "2Gi",
      targets: ["argo"],
      environments: ["prod", "staging"],
    },
  ]);
});

test("pools and environments are compared as well", () => {
  const before = makeProgram([], [makePool("h100")]);
  const after = makeProgram([], [makePool("h100", { capacity: { onDemand: { maxNodes: 4 } } })], { namespace: "ml-prod" });
  expect(diffPrograms([before], [after]).map(({ sentence }) => sentence)).toEqual([
    "environment prod: namespace ml → ml-prod",
    "h100: capacity on demand max nodes 2 → 4",
  ]);
});
