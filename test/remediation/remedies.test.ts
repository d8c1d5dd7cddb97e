import { expect, it, test } from "vitest";
import { pathText } from "../../compiler/diff/say-property.ts";
import type { Flow, GpuPool, Node, Step } from "../../compiler/program.ts";
import type { FailureClass } from "../../remediation/classes.ts";
import { remedies } from "../../remediation/remedies/index.ts";
import type { Change } from "../../remediation/remedies/remedy.ts";
import { type Asked, type Fact, factOf, type Measured } from "../../runs/read/observation.ts";
import type { StepHistory } from "../../runs/step-history.ts";
import { makeFlow, makePool, makeProgram, makeStep } from "../support/make-program.ts";
import { pastAttempt } from "../support/past-attempt.ts";

interface Given {
  readonly step?: Partial<Step>;
  readonly flow?: Partial<Flow>;
  /** A loop around the step, so many at once. */
  readonly loop?: number;
  readonly pool?: GpuPool;
  readonly field?: string;
  /** What the platform calls what failed. */
  readonly name?: string;
  readonly facts?: readonly Fact[];
  readonly asked?: Asked;
  readonly measured?: Measured;
  readonly history?: StepHistory;
}

function changed(name: FailureClass, given: Given): Change | string | undefined {
  const { step = {}, flow: options = {}, loop, pool, field = null, facts = [], asked = {}, measured = {}, history } = given;
  const fit = makeStep("fit", { ...step, body: loop === undefined ? 0 : 1 });
  const around: Node[] =
    loop === undefined
      ? []
      : [
          {
            kind: "forEach",
            id: 1,
            name: "per-shard",
            calls: [],
            body: 0,
            after: [],
            unknown: [],
            items: { op: "literal", value: [1, 2] },
            itemType: { type: "integer" },
            parallelism: loop,
            runs: 1,
            result: { fields: {} },
          },
        ];
  const flow = makeFlow("churn", [fit, ...around], {
    bodies: [
      { owner: -1, nodes: [1] },
      { owner: 1, nodes: [0] },
    ],
    ...options,
  });
  const program = makeProgram([flow], [makePool("small", { accelerator: "nvidia-l4-24gb" }), makePool("large")]);
  const change = remedies[name]?.change({
    program,
    flow,
    step: fit,
    pool,
    field,
    name: given.name ?? "churn-fit-0",
    facts,
    asked,
    measured,
    ...(history !== undefined && { history }),
  });
  return typeof change === "object" ? { alongside: [], ...change } : change;
}

function spark(driver: object, executor: object, more: object = {}): Partial<Step> {
  return {
    kind: "spark",
    program: {
      kind: "spark",
      version: "3.5.1",
      main: "a.jar",
      class: "A",
      arguments: [],
      storage: "s3://a",
      driver: { cores: 1, memory: "4Gi", ...driver },
      executor: { instances: 2, cores: 1, memory: "4Gi", ...executor },
      conf: {},
      ...more,
    },
  };
}

function words(...list: readonly string[]): Partial<Step> {
  return { program: { kind: "command", words: list } };
}

function onPool(count: number, resources: object = {}, capacity: readonly string[] = ["spot"]): Partial<Step> {
  return { resources: { ...resources, gpu: { pool: "large", count, capacity } } };
}

/** The last attempts of "fit", a run each but where the run is named. */
function past(...attempts: readonly Partial<StepHistory["attempts"][number]>[]): StepHistory {
  return {
    environment: "prod",
    flow: "churn",
    step: "fit",
    attempts: attempts.map((attempt, index) =>
      pastAttempt({ run: `run-${index}`, startedAt: `2026-11-24T${String(index).padStart(2, "0")}:00:00Z`, seconds: 600, ...attempt }),
    ),
  };
}

const gibibyte = 2 ** 30;
const work = { mountAt: "/w", readOnly: false, perRun: "20Gi", access: "oneNode" } as const;
/** Nothing but these is ever changed. */
const changeable =
  /^(?:resources\.(?:cpu|memory|ephemeralStorage|sharedMemory|gpu\.count|gpu\.capacity\[\d\])|(?:driver|executor)\.(?:memory|overhead)|driver\.maxResultSize|env\.(?:JAVA_TOOL_OPTIONS|NODE_OPTIONS|NCCL_TIMEOUT)|command\[\d\]|conf\["spark\.[\w.]+"\]|volumes\.\w+\.(?:empty|perRun)|parallelism|timeout|queueTimeout|retry\.(?:limit|on|backoff\.initial)|params\.\w+\.default)$/;
const lost = { outcome: "failed", reason: "Preempted", capacity: "spot" } as const;
const batch = { type: { type: "integer" as const }, default: 32 };

test.each<[title: string, name: FailureClass, given: Given, change: object]>([
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
    "memory goes by p95 of many peaks, not by one",
    "mem.container_oom",
    {
      step: { resources: { memory: "2Gi" } },
      measured: { peakMemoryBytes: 40 * gibibyte },
      history: past(...Array.from({ length: 20 }, (_, index) => ({ peakMemoryBytes: (index === 7 ? 40 : 10) * gibibyte }))),
    },
    { to: "13Gi", formula: "double, at least p95 of the peaks of 20 attempts × 1.2 + 100Mi" },
  ],
  [
    "memory ends where the pool's node does",
    "mem.host_oom",
    { step: { resources: { memory: "1000Gi" } }, pool: makePool("h100") },
    { to: "1872Gi", bound: { most: "1872Gi", because: 'a node of pool "h100" has no more' } },
  ],
  [
    "an executor that is killed gets more beside its heap first",
    "mem.container_oom",
    { step: spark({}, { overhead: "512Mi" }), name: "churn-fit-exec-3" },
    { path: ["executor", "overhead"], from: "512Mi", to: "1Gi" },
  ],
  [
    "overhead that is not said begins at twice what Spark takes by itself",
    "mem.spark_overhead",
    { step: spark({}, {}), name: "churn-fit-driver" },
    { path: ["driver", "overhead"], from: null, to: "832Mi" },
  ],
  [
    "an executor's overhead is at least 384 MiB",
    "mem.spark_overhead",
    { step: spark({}, { overhead: "100Mi" }), field: "spark.executor.memoryOverhead" },
    { to: "384Mi" },
  ],
  [
    "Python workers get a fifth of the heap at least",
    "mem.spark_overhead",
    { step: spark({}, { overhead: "384Mi", memory: "10Gi" }, { main: "a.py", class: undefined }), field: "spark.executor.memoryOverhead" },
    { to: "2Gi" },
  ],
  [
    "an executor's heap grows by half",
    "mem.jvm_heap",
    { step: spark({}, {}), field: "spark.executor.memory" },
    { path: ["executor", "memory"], from: "4Gi", to: "6Gi", alongside: [] },
  ],
  [
    "a driver's heap takes its overhead along where that is too small for it",
    "mem.jvm_heap",
    { step: spark({ overhead: "384Mi" }, {}), field: "spark.driver.memory" },
    { path: ["driver", "memory"], to: "6Gi", alongside: [{ path: ["driver", "overhead"], from: "384Mi", to: "640Mi" }] },
  ],
  [
    "a heap in a variable grows within a container that has room",
    "mem.jvm_heap",
    { step: { env: { JAVA_TOOL_OPTIONS: "-XX:+UseG1GC -Xmx4g -Xss1m" }, resources: { memory: "16Gi" } } },
    { path: ["env", "JAVA_TOOL_OPTIONS"], from: "-XX:+UseG1GC -Xmx4g -Xss1m", to: "-XX:+UseG1GC -Xmx6g -Xss1m", alongside: [] },
  ],
  [
    "a heap in the command takes the container's memory along where it would not fit",
    "mem.jvm_heap",
    { step: { ...words("java", "-Xmx2048m", "-jar", "a.jar"), resources: { memory: "3Gi" } } },
    { path: ["command", 1], to: "-Xmx3072m", alongside: [{ path: ["resources", "memory"], from: "3Gi", to: "3840Mi" }] },
  ],
  ["a heap of one gibibyte grows by half of one", "mem.jvm_heap", { step: words("java", "-Xmx1g") }, { to: "-Xmx1536m" }],
  [
    "a heap of Node is in mebibytes",
    "mem.jvm_heap",
    { step: { env: { NODE_OPTIONS: "--max-old-space-size=2000" }, resources: { memory: "8Gi" } }, field: "env.NODE_OPTIONS" },
    { path: ["env", "NODE_OPTIONS"], to: "--max-old-space-size=3000" },
  ],
  [
    "a heap that is not said becomes three quarters of the memory, for review",
    "mem.jvm_heap",
    { step: { resources: { memory: "8Gi" } } },
    { path: ["env", "JAVA_TOOL_OPTIONS"], from: null, to: "-Xmx6144m", review: true },
  ],
  [
    "results at the driver double within its heap",
    "mem.driver_result",
    { step: spark({ maxResultSize: "1Gi" }, {}) },
    { path: ["driver", "maxResultSize"], from: "1Gi", to: "2Gi", alongside: [] },
  ],
  [
    "results that would fill the driver take its heap along",
    "mem.driver_result",
    { step: spark({ maxResultSize: "1536Mi" }, {}) },
    { to: "3Gi", alongside: [{ path: ["driver", "memory"], from: "4Gi", to: "6Gi" }] },
  ],
  ["results that are not said begin at Spark's own gibibyte", "mem.driver_result", { step: spark({}, {}) }, { from: null, to: "2Gi" }],
  [
    "a batch halves with twice the accumulation, where both are parameters",
    "mem.cuda_oom",
    {
      step: {
        program: { kind: "command", words: ["fit", { op: "param", name: "batchSize" }, { op: "param", name: "gradientAccumulation" }] },
      },
      flow: { params: { batchSize: batch, gradientAccumulation: { ...batch, default: 2 } } },
    },
    {
      path: ["params", "batchSize", "default"],
      node: null,
      from: 32,
      to: 16,
      review: true,
      alongside: [{ path: ["params", "gradientAccumulation", "default"], node: null, from: 2, to: 4 }],
    },
  ],
  [
    "a batch halves where both are words of the command",
    "mem.cuda_oom",
    { step: words("fit", "--batch-size=32", "--gradient-accumulation-steps", "2") },
    { path: ["command", 1], from: "--batch-size=32", to: "--batch-size=16", alongside: [{ path: ["command", 3], from: "2", to: "4" }] },
  ],
  [
    "shared memory begins at a quarter of the memory, which grows by as much",
    "mem.shm",
    { step: { resources: { memory: "8Gi" } } },
    { path: ["resources", "sharedMemory"], from: null, to: "2Gi", alongside: [{ path: ["resources", "memory"], from: "8Gi", to: "10Gi" }] },
  ],
  [
    "shared memory stays half of the memory",
    "mem.shm",
    { step: { resources: { memory: "8Gi", sharedMemory: "3Gi" } } },
    { from: "3Gi", to: "5Gi", alongside: [{ to: "10Gi" }] },
  ],
  [
    "shared memory grows alone where the node has no more memory",
    "mem.shm",
    { step: { resources: { memory: "1872Gi", sharedMemory: "100Gi" } }, pool: makePool("h100") },
    { to: "200Gi", alongside: [] },
  ],
  [
    "disk doubles",
    "disk.evicted",
    { step: { resources: { ephemeralStorage: "10Gi" } }, asked: { ephemeralStorage: "10240Mi" } },
    { from: "10Gi", to: "20Gi" },
  ],
  [
    "the volume that the platform names doubles",
    "disk.evicted",
    {
      step: { resources: { ephemeralStorage: "10Gi" }, volumes: { scratch: { mountAt: "/s", readOnly: false, empty: "5Gi" } } },
      facts: [factOf("status", { reason: "Evicted", message: 'Usage of EmptyDir volume "scratch" exceeds the limit "5Gi".' })],
    },
    { path: ["volumes", "scratch", "empty"], from: "5Gi", to: "10Gi" },
  ],
  [
    "the only volume of a size doubles, for review",
    "disk.no_space",
    { step: { volumes: { work } } },
    { path: ["volumes", "work", "perRun"], to: "40Gi", review: true },
  ],
  [
    "a claim of the run is larger in each step that names it",
    "disk.no_space",
    { step: { volumes: { work } }, flow: { nodes: [makeStep("fit", { volumes: { work } }), makeStep("other", { volumes: { work } })] } },
    { to: "40Gi", alongside: [{ node: "other", path: ["volumes", "work", "perRun"], from: "20Gi", to: "40Gi" }] },
  ],
  [
    "memory that no node offers is lowered to what one does",
    "sched.insufficient",
    { step: onPool(1, { memory: "1872Gi" }), pool: makePool("large"), field: "resources.memory" },
    { path: ["resources", "memory"], from: "1872Gi", to: "1684Gi", review: true },
  ],
  [
    "CPUs that no node offers are lowered to what one does",
    "sched.insufficient",
    { step: onPool(1, { cpu: 208 }), pool: makePool("large"), field: "resources.cpu" },
    { path: ["resources", "cpu"], from: 208, to: 197 },
  ],
  [
    "GPUs of more than a node become those of one",
    "sched.insufficient",
    { step: onPool(16), pool: makePool("large"), field: "resources.gpu" },
    { path: ["resources", "gpu", "count"], from: 16, to: 8 },
  ],
  [
    "over a quota, a loop runs half as many at once",
    "sched.quota",
    { loop: 20 },
    { node: "per-shard", path: ["parallelism"], from: 20, to: 10, review: true },
  ],
  [
    "over a quota without a loop, the flow runs half as many at once",
    "sched.quota",
    { flow: { parallelism: 5 } },
    { node: null, from: 5, to: 2 },
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
  ["a deadline of the flow is the flow's", "time.deadline", { flow: { timeout: "40s" } }, { from: "40s", to: "1m", node: null }],
  [
    "the flow's deadline is told from the step's by its length",
    "time.deadline",
    { step: { timeout: "2h" }, flow: { timeout: "4h" }, asked: { deadlineSeconds: 4 * 3600 } },
    { from: "4h", to: "6h", node: null },
  ],
  [
    "a step that would outlast its flow takes the flow's time along",
    "time.deadline",
    { step: { timeout: "2h" }, flow: { timeout: "150m" } },
    { to: "3h", alongside: [{ node: null, path: ["timeout"], from: "150m", to: "210m" }] },
  ],
  [
    "a backstop that was reached is the time to wait for a pod",
    "time.deadline",
    { step: { timeout: "1h", queueTimeout: "2h" }, asked: { deadlineSeconds: 3 * 3600 } },
    { path: ["queueTimeout"], from: "2h", to: "3h" },
  ],
  [
    "successes near the limit ask for more time",
    "time.deadline",
    { step: { timeout: "1h" }, history: past(...Array.from({ length: 6 }, () => ({ seconds: 3300 }))) },
    { to: "90m", observed: { timeout: "1h", p95SecondsOfSuccesses: 3300 } },
  ],
  [
    "retries begin at three, with a wait",
    "net.transient",
    {},
    { path: ["retry", "limit"], from: null, to: 3, alongside: [{ path: ["retry", "backoff", "initial"], from: null, to: "30s" }] },
  ],
  [
    "retries of lost pods cover failures as well",
    "net.transient",
    { step: { retry: { limit: 5, on: "infrastructure", backoff: { initial: "1m", factor: 2 } } } },
    { path: ["retry", "on"], from: "infrastructure", to: "any", alongside: [] },
  ],
  [
    "lost nodes are repeated as what they are",
    "node.lost",
    {},
    { path: ["retry", "limit"], to: 3, alongside: [{ path: ["retry", "on"], from: null, to: "infrastructure" }] },
  ],
  ["retries become three", "node.lost", { step: { retry: { limit: 1, on: "infrastructure" } } }, { from: 1, to: 3, alongside: [] }],
  [
    "the third loss of a spot node in a day asks for capacity that stays",
    "node.lost",
    {
      step: { ...onPool(1), checkpoint: true },
      pool: makePool("large", { capacity: { spot: { maxNodes: 1 }, onDemand: { maxNodes: 1 } } }),
      history: past(lost, lost, lost),
    },
    { path: ["resources", "gpu", "capacity", 0], from: "spot", to: "onDemand", review: true },
  ],
  [
    "a limit of requests asks for waits, and less at once",
    "net.rate_limit",
    { loop: 8 },
    { path: ["retry", "limit"], alongside: [{ path: ["retry", "backoff", "initial"] }, { node: "per-shard", from: 8, to: 4 }] },
  ],
  [
    "a step that may not run twice still runs less at once",
    "net.rate_limit",
    { loop: 8, step: { idempotent: false } },
    { node: "per-shard", path: ["parallelism"], to: 4 },
  ],
  [
    "Spark waits twice as long for a busy executor",
    "hang.heartbeat",
    { step: spark({}, {}) },
    { path: ["conf", "spark.network.timeout"], from: null, to: "240s", alongside: [] },
  ],
  [
    "heartbeats stay a tenth of the timeout",
    "hang.heartbeat",
    { step: spark({}, {}, { conf: { "spark.network.timeout": "300s", "spark.executor.heartbeatInterval": "2m" } }) },
    { from: "300s", to: "600s", alongside: [{ path: ["conf", "spark.executor.heartbeatInterval"], from: "2m", to: "60s" }] },
  ],
  ["a task that nobody saw again is repeated", "hang.heartbeat", { field: "retry.limit" }, { path: ["retry", "limit"], to: 3 }],
  [
    "blocks of a shuffle are fetched more often, with a longer wait",
    "spark.shuffle_fetch",
    { step: spark({}, {}) },
    { path: ["conf", "spark.shuffle.io.maxRetries"], to: "10", alongside: [{ path: ["conf", "spark.shuffle.io.retryWait"], to: "30s" }] },
  ],
  [
    "ranks wait twice as long, an hour at most",
    "net.nccl",
    { step: { env: { NCCL_TIMEOUT: "2400" } } },
    { path: ["env", "NCCL_TIMEOUT"], to: "3600" },
  ],
])("%s", (_, name, given, change) => {
  const found = changed(name, given);
  expect(found).toMatchObject(change);
  if (typeof found === "object") for (const { path } of [found, ...(found.alongside ?? [])]) expect(pathText(path)).toMatch(changeable);
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
  ["a node that ran out under Spark", "mem.host_oom", { step: spark({}, {}) }, /nothing says/],
  [
    "a heap that no node could hold",
    "mem.jvm_heap",
    { step: { ...words("java", "-Xmx1500g"), resources: { memory: "1800Gi" } }, pool: makePool("h100") },
    /needs 2476Gi of memory, and a node of pool "h100" has 1872Gi/,
  ],
  ["a heap and a memory that nobody says", "mem.jvm_heap", {}, /neither how large its heap is nor its memory/],
  [
    "options of a JVM that are longer than anybody reads",
    "mem.jvm_heap",
    { step: { env: { JAVA_TOOL_OPTIONS: `-Xmx4g ${"-Da=b ".repeat(200)}` }, resources: { memory: "8Gi" } } },
    /no size of a heap that can be read/,
  ],
  [
    "options of a JVM that say no size",
    "mem.jvm_heap",
    { step: { env: { JAVA_TOOL_OPTIONS: "-ea" }, resources: { memory: "8Gi" } } },
    /no size of a heap/,
  ],
  ["a container with no room for a heap", "mem.jvm_heap", { step: { resources: { memory: "512Mi" } } }, /no larger heap fits/],
  ["results that nothing bounds", "mem.driver_result", { step: spark({ maxResultSize: "0Gi" }, {}) }, /bounds nothing/],
  [
    "a batch without accumulation",
    "mem.cuda_oom",
    { step: words("fit", "--batch-size", "32"), pool: makePool("small", { accelerator: "nvidia-l4-24gb" }) },
    /names no batch size and gradient accumulation.*its GPU has 24 GB, those of pool "large" have more/,
  ],
  [
    "a batch that a schedule sets",
    "mem.cuda_oom",
    {
      step: { program: { kind: "command", words: ["fit", { op: "param", name: "batchSize" }, "--gradient-accumulation-steps=1"] } },
      flow: {
        params: { batchSize: batch },
        schedules: [{ cron: "0 3 * * *", timezone: "UTC", concurrency: "allow", params: { batchSize: "64" } }],
      },
    },
    /names no batch size/,
  ],
  ["a batch of one", "mem.cuda_oom", { step: words("fit", "--batch-size=1", "--grad-accum=4") }, /is 1 and cannot be halved/],
  ["shared memory without a limit of memory", "mem.shm", {}, /counts to the memory/],
  ["shared memory that is half already", "mem.shm", { step: { resources: { memory: "8Gi", sharedMemory: "4Gi" } } }, /at most "4Gi" fits/],
  ["disk that nothing limits", "disk.evicted", {}, /node's own disk/],
  ["a full disk that is no volume's", "disk.no_space", {}, /no volume whose size/],
  [
    "one of two volumes",
    "disk.no_space",
    { step: { volumes: { a: { mountAt: "/a", readOnly: false, empty: "1Gi" }, b: { mountAt: "/b", readOnly: false, empty: "1Gi" } } } },
    /which of them was full only the log says/,
  ],
  [
    "a pool that is only busy",
    "sched.insufficient",
    { step: onPool(8), pool: makePool("large"), field: "resources.gpu" },
    /is busy or at its end/,
  ],
  ["a step on no pool", "sched.insufficient", { step: { resources: { cpu: 500 } } }, /on no pool/],
  ["a quota that one step exceeds", "sched.quota", {}, /alone is over the quota/],
  [
    "a namespace that asks for requests",
    "sched.quota",
    { loop: 4, facts: [factOf("event", { message: "failed quota: must specify cpu,memory" })] },
    /what it needs a person has to say/,
  ],
  ["a deadline that is not the definition's", "time.deadline", {}, /not the definition's/],
  ["a deadline that was another", "time.deadline", { step: { timeout: "2h" }, asked: { deadlineSeconds: 600 } }, /was 600 s/],
  [
    "a step that hangs: its successes are far below the limit",
    "time.deadline",
    { step: { timeout: "2h" }, history: past(...Array.from({ length: 6 }, () => ({ seconds: 900 }))) },
    /ends within 15m when it succeeds \(p95 of 6\), far below "2h": it hangs/,
  ],
  ["a step that may not run twice", "net.transient", { step: { idempotent: false } }, /not idempotent/],
  ["enough retries", "node.lost", { step: { retry: { limit: 5, on: "any" } } }, /5 retries already/],
  [
    "a step that no retry ever helped",
    "net.transient",
    {
      history: past(...["a", "b", "c"].flatMap((run) => [0, 1].map((attempt) => ({ run, attempt, outcome: "failed" as const })))),
    },
    /failed in 3 of its runs, and no further attempt ever helped/,
  ],
  [
    "spot nodes that are lost without a checkpoint",
    "node.lost",
    { step: onPool(1), pool: makePool("large"), history: past(lost, lost, lost) },
    /begins anew each time: say `checkpoint: true`/,
  ],
  [
    "spot capacity beside all others",
    "node.lost",
    {
      step: { ...onPool(1, {}, ["spot", "onDemand"]), checkpoint: true },
      pool: makePool("large", { capacity: { spot: { maxNodes: 1 }, onDemand: { maxNodes: 1 } } }),
      history: past(lost, lost, lost),
    },
    /take "spot" out/,
  ],
  [
    "a registry that answers too often",
    "net.rate_limit",
    { facts: [factOf("event", { reason: "ErrImagePull", message: "429 toomanyrequests" })] },
    /a cache of it in the cluster/,
  ],
  ["silence that is long already", "hang.heartbeat", { step: spark({}, {}, { conf: { "spark.network.timeout": "800s" } }) }, /hangs/],
  ["silence of what is not Spark", "hang.heartbeat", {}, /no Spark application/],
  [
    "blocks that ten tries did not fetch",
    "spark.shuffle_fetch",
    { step: spark({}, {}, { conf: { "spark.shuffle.io.maxRetries": "10" } }) },
    /look for why/,
  ],
  ["the interface between nodes", "net.nccl", { field: "env.NCCL_SOCKET_IFNAME" }, /a person has to say/],
  ["ranks whose program says how long they wait", "net.nccl", {}, /its own program says/],
  ["ranks that waited an hour", "net.nccl", { step: { env: { NCCL_TIMEOUT: "3600" } } }, /3600 s already/],
  ["an image that cannot be pulled", "image.pull", {}, /never proposed/],
  ["a secret", "image.auth", {}, /secrets are never proposed/],
  ["a place on other nodes", "sched.placement", {}, /a person has to say/],
  ["a broken GPU", "hw.gpu_fault", {}, /whoever runs the nodes/],
  ["a name that is not there", "config.missing_ref", {}, /correct its name/],
  ["a storage class", "config.storage", {}, /no definition says/],
  ["a command", "config.command", {}, /only its maker knows/],
  ["a Worker's time", "worker.cpu_limit", {}, /no definition of a flow/],
  ["a Worker's size", "worker.size_limit", {}, /no definition of a flow/],
])("nothing is proposed for %s", (_, name, given, why) => {
  expect(changed(name, given)).toMatch(why);
});

it("knows no remedy for what no setting mends", () => {
  const never: readonly FailureClass[] = [
    "auth.cloud",
    "auth.k8s_rbac",
    "benign",
    "code.exception",
    "code.import",
    "cuda.mismatch",
    "data.missing_path",
    "data.schema",
    "worker.memory_limit",
    "worker.startup_cpu",
  ];
  expect(never.filter((name) => remedies[name] !== undefined)).toEqual([]);
});
