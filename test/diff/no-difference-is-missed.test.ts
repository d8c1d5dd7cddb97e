import fc from "fast-check";
import { expect, test } from "vitest";
import { definitionChanges } from "../../compiler/diff/diff-programs.ts";
import type { Flow, GpuPool, Node } from "../../compiler/program.ts";
import type { Expression } from "../../schema/values/expression.ts";
import { makeFlow, makePool, makeStep, output } from "../support/make-program.ts";

const text: Expression = {
  op: "text",
  parts: ["--day=", { op: "param", name: "day" }, "-", { op: "field", of: { op: "item", loop: 1 }, name: "uri" }],
};
const condition: Expression = {
  op: "and",
  left: { op: "gte", left: output(0, "auc"), right: { op: "literal", value: 0.9 }, calls: [[0, 1, 1]] },
  right: { op: "isTrue", of: { op: "param", name: "on" } },
};
const at = [{ file: "flows/churn.flow.ts", line: 10, column: 3 }];

/** A flow that says everything at least once. */
const nodes: readonly Node[] = [
  makeStep("plan", {
    description: "Plans",
    image: { reference: "a@sha256:1", name: "a" },
    inputs: { rows: { op: "literal", value: [1, "two", { op: "three", node: 3 }] } },
    outputs: {
      auc: { type: "number", minimum: 0 },
      model: { type: "artifact", format: "onnx" },
      shards: { type: "list", item: { type: "object", fields: { uri: { type: "string" } } } },
    },
    program: {
      kind: "command",
      words: ["plan", text, { op: "json", value: { object: { a: { list: [1, { expression: { op: "run", field: "id" } }] } } } }],
    },
    env: { TOKEN: { secret: "s", key: "k" }, MAP: { configMap: "m", key: "k" }, PLAIN: "p", DAY: { op: "param", name: "day" } },
    resources: {
      cpu: 8,
      memory: "64Gi",
      ephemeralStorage: "1Gi",
      sharedMemory: "2Gi",
      gpu: { pool: "h100", count: 8, capacity: ["flex"] },
    },
    retry: { limit: 3, on: "any", backoff: { initial: "30s", factor: 2, max: "10m" } },
    timeout: "6h",
    queueTimeout: "1h",
    terminationGrace: "1m",
    cache: { key: ["a", { op: "param", name: "day" }], maxAge: "1d" },
    priority: "high",
    labels: { a: "b" },
    annotations: { "a.b/c": "d" },
    serviceAccount: "runner",
    nodeSelector: { zone: "a" },
    tolerations: [{ key: "gpu", operator: "Equal", value: "yes", effect: "NoExecute", for: "1h" }],
    affinity: { nodeAffinity: { op: "In", values: ["a", "b"] } },
    volumes: { data: { mountAt: "/data", readOnly: true, claim: "data" } },
    mutexes: ["m"],
    semaphores: [{ configMap: "c", key: "k" }],
    imagePull: { policy: "always", secrets: ["pull"] },
    patch: { argo: { metrics: { a: 1 } } },
  }),
  {
    kind: "forEach",
    id: 1,
    unknown: [],
    name: "per-shard",
    calls: at,
    body: 0,
    after: [{ node: 0, done: "succeeded" }],
    items: output(0, "shards"),
    itemType: { type: "object", fields: { uri: { type: "string" } } },
    parallelism: 20,
    runs: 1,
    result: { expression: { op: "output", node: 2, name: "n" }, type: { type: "integer" } },
  },
  makeStep("count", {
    body: 1,
    kind: "script",
    program: { kind: "script", language: "python", source: "a = 1\nb = 2\n", file: "flows/count.py" },
  }),
  {
    kind: "branch",
    id: 3,
    unknown: [],
    name: "",
    calls: at,
    body: 0,
    after: [],
    style: "when",
    complete: true,
    cases: [
      { test: condition, runs: 2, member: "small" },
      { test: null, runs: 3 },
    ],
  },
  makeStep("publish", {
    body: 2,
    kind: "spark",
    program: {
      kind: "spark",
      version: "3.5.1",
      main: "s3://a",
      class: "A",
      arguments: ["x", text],
      storage: "s3://b",
      driver: { cores: 1, memory: "1Gi", overhead: "1Gi", maxResultSize: "1Gi" },
      executor: { instances: { min: 1, max: 4 }, cores: 2, memory: "2Gi", overhead: "1Gi" },
      conf: { "spark.a": "b" },
    },
  }),
  { kind: "approval", id: 5, unknown: [], name: "ok", calls: at, body: 3, after: [], message: "Sure?", expires: "1d" },
  {
    kind: "call",
    id: 6,
    unknown: [],
    name: "retrain",
    calls: at,
    body: 0,
    after: [{ node: 3, done: "settled" }],
    flow: { name: "retrain", file: "flows/retrain.flow.ts" },
    result: { fields: { auc: { expression: output(3, "auc"), type: { type: "number" } } } },
    arguments: {
      day: { op: "param", name: "day" },
      n: { op: "orElse", of: { op: "length", of: { op: "gather", loop: 1, of: output(2, "n") } }, other: { op: "literal", value: 0 } },
    },
  },
  {
    kind: "repeatUntil",
    id: 7,
    unknown: [],
    name: "tune",
    calls: at,
    body: 0,
    after: [],
    max: 5,
    until: {
      op: "not",
      of: { op: "lt", left: { op: "last", loop: 7, of: output(8, "auc") }, right: { op: "result", call: 6, path: ["auc"] }, calls: [] },
    },
    runs: 4,
    result: { fields: { auc: { expression: output(8, "auc"), type: { type: "number" } } } },
  },
  makeStep("try", {
    body: 4,
    inputs: { many: { op: "join", branch: 3, cases: [output(0, "auc"), { op: "range", count: { op: "param", name: "n" } }] } },
  }),
  makeStep("report", {
    kind: "onExit",
    body: 0,
    program: {
      kind: "command",
      words: [
        { op: "status" },
        { op: "inputPath", name: "a" },
        { op: "outputPath", name: "b" },
        { op: "checkpointPath" },
        { op: "input", name: "c" },
      ],
    },
  }),
];
const churn: Flow = makeFlow("churn", nodes, {
  description: "Churn",
  tags: ["a"],
  params: {
    day: { type: { type: "string", format: "date" }, default: "2026-11-24", description: "The day" },
    size: { type: { type: "string", enum: ["s", "l"] } },
  },
  schedules: [{ cron: "0 3 * * *", timezone: "UTC", concurrency: "forbid", params: { day: { op: "run", field: "scheduledDate" } } }],
  timeout: "12h",
  parallelism: 3,
  keepFinished: { succeeded: "1d", failed: "7d" },
  mutexes: ["x"],
  semaphores: [{ configMap: "c", key: "k" }],
  priority: 5,
  serviceAccount: "runner",
  labels: { a: "b" },
  annotations: { c: "d" },
  patch: { argo: { a: [1, { b: true }] } },
  bodies: [
    { owner: -1, nodes: [0, 1, 3, 6, 7] },
    { owner: 1, nodes: [2] },
    { owner: 3, nodes: [4] },
    { owner: 3, nodes: [5] },
    { owner: 7, nodes: [8] },
  ],
  result: { fields: { auc: { expression: output(0, "auc"), type: { type: "number" } } } },
  onExit: 9,
});
const pool: GpuPool = makePool("h100", {
  description: "H100",
  pricePerGpuHour: 3,
  capacity: {
    reserved: { nodes: 1, reservation: "r" },
    onDemand: { maxNodes: 2 },
    spot: { maxNodes: 3 },
    flex: { maxNodes: 4, maxRun: "7d" },
  },
});

type Path = readonly (string | number)[];

/** Every text, number, boolean and null of a definition that is meaning: not where it was written, not its identity, not the numbering. */
function* meanings(value: unknown, path: Path = []): Iterable<Path> {
  if (typeof value !== "object" || value === null) {
    yield path;
    return;
  }
  for (const [name, member] of Object.entries(value)) {
    const last = Array.isArray(value) ? Number(name) : name;
    const isPlace = name === "calls";
    const isIdentity = path.length === 0 && (name === "kind" || name === "name" || name === "bodies");
    const isNumbering = path[0] === "nodes" && path.length === 2 && (name === "id" || name === "body" || name === "kind");
    const isBody = name === "runs";
    if (!isPlace && !isIdentity && !isNumbering && !isBody) yield* meanings(member, [...path, last]);
  }
}

function changed(value: unknown, [first, ...rest]: Path): unknown {
  if (first === undefined) return other(value);
  if (Array.isArray(value)) return value.map((member: unknown, index) => (index === first ? changed(member, rest) : member));
  return Object.fromEntries(
    Object.entries(value as object).map(([name, member]) => [name, name === first ? changed(member, rest) : member]),
  );
}

/** Another value of the same kind; of a kind of expression or program, another that has the same members. */
function other(value: unknown): unknown {
  const swapped: Readonly<Record<string, string>> = {
    gte: "gt",
    lt: "lte",
    and: "or",
    not: "isTrue",
    isTrue: "not",
    gather: "last",
    last: "gather",
    inputPath: "input",
    input: "outputPath",
    outputPath: "inputPath",
    status: "checkpointPath",
    checkpointPath: "status",
  };
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  if (typeof value === "string") return swapped[value] ?? `${value}x`;
  return { op: "literal", value: true };
}

const kept = new Set([
  "text",
  "param",
  "item",
  "field",
  "output",
  "literal",
  "json",
  "run",
  "orElse",
  "length",
  "result",
  "join",
  "range",
  "command",
  "script",
  "spark",
]);

function isTested(definition: unknown, path: Path): boolean {
  const value = path.reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], definition);
  const last = path.at(-1);
  // A branch has no name.
  if (value === "") return false;
  // What holds the shape together cannot be changed alone.
  return !((last === "op" || last === "kind" || last === "type") && typeof value === "string" && kept.has(value));
}

test.each([
  ["flow", churn],
  ["pool", pool],
] as const)("each single value of a %s that changes is told, and what is told is what changed", (_, definition) => {
  const paths = [...meanings(definition)].filter((path) => isTested(definition, path));
  expect(paths.length).toBeGreaterThan(definition.kind === "flow" ? 150 : 15);
  const missed = paths.filter((path) => [...definitionChanges(definition, changed(definition, path) as Flow & GpuPool)].length === 0);
  expect(missed.map((path) => path.join("."))).toEqual([]);
});

test("a definition does not differ from its copy, wherever it was written", () => {
  const moved = JSON.parse(JSON.stringify(churn), (name, value: unknown) => (name === "calls" ? [] : value)) as Flow;
  expect([...definitionChanges(churn, moved)]).toEqual([]);
});

test("a path that is told leads to the change, for every size of every step", () => {
  fc.assert(
    fc.property(fc.constantFrom("memory", "ephemeralStorage", "sharedMemory"), fc.integer({ min: 100, max: 999 }), (field, size) => {
      const [plan, ...others] = nodes;
      if (plan === undefined || !("resources" in plan)) throw new Error("the first node is a step");
      const after = {
        ...churn,
        nodes: [
          { ...plan, id: 0, resources: { ...plan.resources, [field]: `${size}Gi` } },
          ...others.map((node, index) => ({ ...node, id: index + 1 })),
        ],
      };
      expect([...definitionChanges(churn, after)]).toMatchObject([{ path: `steps.plan.resources.${field}`, to: `${size}Gi` }]);
    }),
  );
});
