import { expect, it, test } from "vitest";
import type { GpuPool, Step } from "../../compiler/program.ts";
import type { FailureClass } from "../../remediation/classes.ts";
import { type Size, sizes } from "../../remediation/remedies/sizes.ts";
import type { Asked, Measured } from "../../runs/read/observation.ts";
import { makeFlow, makePool, makeStep } from "../support/make-program.ts";

interface Given {
  readonly step?: Partial<Step>;
  readonly timeout?: string;
  readonly pool?: GpuPool;
  readonly asked?: Asked;
  readonly measured?: Measured;
}

function sized(name: FailureClass, { step = {}, timeout, pool, asked = {}, measured = {} }: Given): Size | string | undefined {
  const fit = makeStep("fit", step);
  const flow = makeFlow("churn", [fit], timeout === undefined ? {} : { timeout });
  return sizes[name]?.({ flow, step: fit, pool, asked, measured });
}

const spark = (driver: object, executor: object): Partial<Step> => ({
  kind: "spark",
  program: {
    kind: "spark",
    version: "3.5.1",
    main: "a.py",
    arguments: [],
    storage: "s3://a",
    driver: { cores: 1, memory: "4Gi", ...driver },
    executor: { instances: 2, cores: 1, memory: "4Gi", ...executor },
    conf: {},
  },
});

const gibibyte = 2 ** 30;

test.each<[title: string, name: FailureClass, given: Given, size: Partial<Size>]>([
  [
    "memory doubles without a measurement",
    "mem.container_oom",
    { step: { resources: { memory: "8Gi" } } },
    { from: "8Gi", to: "16Gi", bound: null },
  ],
  [
    "memory covers a peak that is more than double, and a fifth, and 100 MiB",
    "mem.container_oom",
    { step: { resources: { memory: "2Gi" } }, measured: { peakMemoryBytes: 10 * gibibyte } },
    { from: "2Gi", to: "13Gi", observed: { memory: "2Gi", peakMemoryBytes: 10 * gibibyte } },
  ],
  [
    "memory ends where the pool's node does",
    "mem.host_oom",
    { step: { resources: { memory: "1000Gi" } }, pool: makePool("h100") },
    { to: "1872Gi", bound: { most: "1872Gi", because: 'a node of pool "h100" has no more' } },
  ],
  [
    "shared memory begins at a quarter of the memory",
    "mem.shm",
    { step: { resources: { memory: "8Gi" } } },
    { path: ["resources", "sharedMemory"], from: null, to: "2Gi" },
  ],
  [
    "shared memory ends at half of the memory",
    "mem.shm",
    { step: { resources: { memory: "8Gi", sharedMemory: "3Gi" } } },
    { from: "3Gi", to: "4Gi" },
  ],
  [
    "disk doubles",
    "disk.evicted",
    { step: { resources: { ephemeralStorage: "10Gi" } }, asked: { ephemeralStorage: "10240Mi" } },
    { from: "10Gi", to: "20Gi" },
  ],
  [
    "a deadline grows by half, for review",
    "time.deadline",
    { step: { timeout: "2h" } },
    { path: ["timeout"], from: "2h", to: "3h", review: true },
  ],
  [
    "a deadline of minutes stays in minutes",
    "time.deadline",
    { step: { timeout: "90m" }, asked: { deadlineSeconds: 5400 } },
    { to: "135m" },
  ],
  ["a deadline of the flow is the flow's", "time.deadline", { timeout: "40s" }, { from: "40s", to: "1m", ofFlow: true }],
  ["retries begin at three", "net.transient", {}, { path: ["retry", "limit"], from: null, to: 3 }],
  ["retries become three", "node.lost", { step: { retry: { limit: 1, on: "infrastructure" } } }, { from: 1, to: 3 }],
  [
    "an executor's overhead doubles",
    "mem.spark_overhead",
    { step: spark({}, { overhead: "512Mi" }) },
    { path: ["executor", "overhead"], from: "512Mi", to: "1Gi" },
  ],
  [
    "results end at half of the driver's memory",
    "mem.driver_result",
    { step: spark({ maxResultSize: "1536Mi" }, {}) },
    { from: "1536Mi", to: "2Gi" },
  ],
])("%s", (_, name, given, size) => {
  expect(sized(name, given)).toMatchObject(size);
});

test.each<[title: string, name: FailureClass, given: Given, why: RegExp]>([
  ["a step without memory", "mem.container_oom", {}, /says no memory/],
  [
    "memory that was changed since the run",
    "mem.container_oom",
    { step: { resources: { memory: "16Gi" } }, asked: { memory: "8Gi" } },
    /had "8Gi".*says "16Gi" by now/,
  ],
  [
    "memory that fills the node already",
    "mem.container_oom",
    { step: { resources: { memory: "1872Gi" } }, pool: makePool("h100") },
    /at most "1872Gi" fits/,
  ],
  ["a Spark step that ran out, driver or executor", "mem.container_oom", { step: spark({}, {}) }, /whether the driver or an executor/],
  ["shared memory without a limit of memory", "mem.shm", {}, /counts to the memory/],
  ["shared memory that is half already", "mem.shm", { step: { resources: { memory: "8Gi", sharedMemory: "4Gi" } } }, /at most "4Gi" fits/],
  ["disk that nothing limits", "disk.evicted", {}, /node's own disk/],
  ["a deadline that is not the definition's", "time.deadline", {}, /not the definition's/],
  ["a deadline that was another", "time.deadline", { step: { timeout: "2h" }, asked: { deadlineSeconds: 600 } }, /was 600 s/],
  ["a step that may not run twice", "net.transient", { step: { idempotent: false } }, /not idempotent/],
  ["enough retries", "node.lost", { step: { retry: { limit: 5, on: "any" } } }, /5 retries already/],
])("nothing is proposed for %s", (_, name, given, why) => {
  expect(sized(name, given)).toMatch(why);
});

it("has no size for what no setting mends", () => {
  const never: readonly FailureClass[] = [
    "code.exception",
    "code.import",
    "data.schema",
    "auth.cloud",
    "auth.k8s_rbac",
    "worker.memory_limit",
    "benign",
  ];
  expect(never.filter((name) => sizes[name] !== undefined)).toEqual([]);
});
