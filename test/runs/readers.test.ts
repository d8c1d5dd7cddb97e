/** Readers of what other engines write: the records here are of our own making, in the shape that each engine's documents say. */
import { expect, it } from "vitest";
import { documentsOf } from "../../runs/read/documents.ts";
import type { Observation } from "../../runs/read/observation.ts";
import { readDocuments } from "../../runs/read/read-document.ts";

async function read(text: string): Promise<Observation | undefined> {
  const documents = await documentsOf(text);
  return documents === undefined ? undefined : readDocuments(documents, "input");
}

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: fit-0
  namespace: ml
  annotations: { millwright.dev/flow: churn, millwright.dev/step: fit, "millwright.dev/source": "flows/churn.flow.ts#churn/fit" }
spec:
  activeDeadlineSeconds: 600
  nodeName: gpu-7
  containers:
    - { name: wait, image: sidecar:1 }
    - { name: main, image: "churn:3", resources: { limits: { memory: 8Gi, cpu: 4, ephemeral-storage: 20Gi } } }
status:
  phase: PHASE
  containerStatuses:
    - { name: wait, state: { terminated: { exitCode: 0, reason: Completed } } }
    - { name: main, state: { terminated: { exitCode: 137, reason: OOMKilled, message: "my own words" } } }
`;

it("reads a pod: why its containers ended, what it asked for, and which definition it came from", async () => {
  const found = await read(pod.replace("PHASE", "Failed"));
  expect(found).toMatchObject({
    source: "kubernetes",
    subjects: [
      {
        id: "pod/ml/fit-0",
        outcome: "failed",
        facts: [
          { rung: "status", reason: "OOMKilled", exitCode: 137, message: "" },
          { rung: "workload", message: "my own words" },
        ],
        origin: { flow: "churn", step: "fit", source: "flows/churn.flow.ts#churn/fit" },
        asked: { memory: "8Gi", ephemeralStorage: "20Gi", deadlineSeconds: 600, image: "churn:3", node: "gpu-7" },
      },
    ],
  });
});

it("takes a pod that succeeded for a success, whatever its containers went through", async () => {
  expect((await read(pod.replace("PHASE", "Succeeded")))?.subjects[0]?.outcome).toBe("succeeded");
});

it("joins events to the object that they are about, and leaves out what is normal", async () => {
  const event = (type: string, reason: string): string =>
    JSON.stringify({
      apiVersion: "v1",
      kind: "Event",
      metadata: {},
      type,
      reason,
      message: `m ${reason}`,
      involvedObject: { kind: "Pod", namespace: "ml", name: "fit-0" },
    });
  const items = [event("Normal", "Pulled"), event("Warning", "FailedScheduling"), event("Warning", "Evicted")].join(",");
  const found = await read(`{"apiVersion":"v1","kind":"List","items":[${items}]}`);
  expect(found?.subjects).toMatchObject([
    {
      id: "pod/ml/fit-0",
      facts: [
        { rung: "event", reason: "FailedScheduling" },
        { rung: "event", reason: "Evicted", message: "m Evicted" },
      ],
    },
  ]);
});

it("says of a node only what is bad, and of a job that failed why", async () => {
  const node = {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name: "n1" },
    status: {
      conditions: [
        { type: "DiskPressure", status: "True", message: "full" },
        { type: "Ready", status: "True" },
      ],
    },
  };
  const job = {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name: "j" },
    status: { conditions: [{ type: "Failed", status: "True", reason: "DeadlineExceeded", message: "too long" }] },
  };
  expect((await read(JSON.stringify([node, job])))?.subjects).toMatchObject([
    { id: "node/n1", facts: [{ reason: "DiskPressure" }] },
    { id: "job/default/j", outcome: "failed", facts: [{ reason: "DeadlineExceeded" }] },
  ]);
});

function workflow(nodes: readonly object[], more: object = {}): string {
  return JSON.stringify({
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Workflow",
    metadata: { name: "w" },
    spec: { templates: [{ name: "fit", activeDeadlineSeconds: 60, container: { image: "a", resources: { limits: { memory: "1Gi" } } } }] },
    status: { phase: "Failed", nodes: Object.fromEntries(nodes.map((node) => [(node as { id: string }).id, node])), ...more },
  });
}

it("finds the failed leaves of an Argo workflow: the last attempt, not the nodes that fail because of it", async () => {
  const found = await read(
    workflow([
      { id: "d", type: "DAG", phase: "Failed", children: ["r"] },
      { id: "r", type: "Retry", phase: "Failed", boundaryID: "d", children: ["a0", "a1"], message: "No more retries left" },
      {
        id: "a0",
        type: "Pod",
        phase: "Failed",
        boundaryID: "d",
        displayName: "fit(0)",
        templateName: "fit",
        finishedAt: "2026-01-01T00:00:01Z",
        message: "Error (exit code 1)",
      },
      {
        id: "a1",
        type: "Pod",
        phase: "Failed",
        boundaryID: "d",
        displayName: "fit(1)",
        templateName: "fit",
        finishedAt: "2026-01-01T00:00:02Z",
        message: "OOMKilled (exit code 137)",
      },
    ]),
  );
  expect(found?.subjects).toMatchObject([
    {
      id: "argo/w/a1",
      origin: { step: "fit" },
      facts: [{ rung: "status", reason: "OOMKilled", exitCode: 137 }],
      asked: { memory: "1Gi", deadlineSeconds: 60 },
    },
  ]);
});

it("trusts nodes before the phase: where a retry made it good, the workflow succeeded", async () => {
  const nodes = [
    { id: "r", type: "Retry", phase: "Succeeded", children: ["a0", "a1"] },
    { id: "a0", type: "Pod", phase: "Failed", boundaryID: "r", message: "Error (exit code 1)" },
    { id: "a1", type: "Pod", phase: "Succeeded", boundaryID: "r" },
  ];
  expect((await read(workflow(nodes)))?.subjects).toMatchObject([{ id: "argo/w", outcome: "succeeded", facts: [] }]);
  const invalid = await read(workflow([], { message: "invalid spec: no such template" }));
  expect(invalid?.subjects).toMatchObject([{ outcome: "failed", facts: [{ message: "invalid spec: no such template" }] }]);
});

it("reads a Kubeflow run's failed tasks, and its own error where there are none", async () => {
  const task = { task_id: "t", display_name: "fit", state: "FAILED", pod_name: "p", error: { message: "OOMKilled" } };
  const run = { run_id: "1", state: "FAILED", error: { message: "run failed" } };
  expect((await read(JSON.stringify({ ...run, run_details: { task_details: [task] } })))?.subjects).toMatchObject([
    { id: "kubeflow/1/fit", facts: [{ message: "OOMKilled" }] },
  ]);
  expect((await read(JSON.stringify(run)))?.subjects).toMatchObject([
    { id: "kubeflow/1", outcome: "failed", facts: [{ message: "run failed" }] },
  ]);
});

it("judges Maestro's steps, not the workflow that ignored their failure", async () => {
  const step = {
    workflow_id: "w",
    step_id: "s",
    runtime_state: { status: "TIMED_OUT" },
    timeline: [
      { level: "ERROR", message: "gave up" },
      { level: "INFO", message: "began" },
    ],
  };
  const whole = {
    workflow_id: "w",
    status: "SUCCEEDED",
    runtime_workflow: {},
    runtime_overview: { step_overview: { SUCCEEDED: 1, FATALLY_FAILED: 1 } },
  };
  expect((await read(JSON.stringify(step)))?.subjects).toMatchObject([
    {
      id: "maestro/w/s",
      outcome: "failed",
      facts: [
        { rung: "status", reason: "DeadlineExceeded" },
        { rung: "platform", message: "gave up" },
      ],
    },
  ]);
  expect((await read(JSON.stringify(whole)))?.subjects).toMatchObject([{ id: "maestro/w", outcome: "failed" }]);
});

it("reads our own run record, with the peak of all runs of the step", async () => {
  const attempt = {
    startedAt: "2026-01-01T00:00:00Z",
    exitCode: 137,
    reason: "OOMKilled",
    log: "steps/fit/0.log",
    peakMemoryBytes: 5,
    limits: { memory: "1Gi" },
  };
  const record = {
    formatVersion: 1,
    id: "r1",
    flow: "churn",
    engine: "local",
    environment: "dev",
    program: "p",
    commit: null,
    status: "failed",
    startedAt: "x",
    params: {},
    steps: [{ step: "fit", path: "fit", status: "failed", attempts: [attempt], inputs: {}, outputs: {} }],
  };
  expect((await read(JSON.stringify(record)))?.subjects).toMatchObject([
    {
      id: "run/r1/fit",
      facts: [{ reason: "OOMKilled", exitCode: 137 }],
      asked: { memory: "1Gi" },
      measured: { peakMemoryBytes: 5 },
      logs: ["steps/fit/0.log"],
    },
  ]);
});

it("reads Spark's log of events: a job that succeeded heals what its tasks went through", async () => {
  const end = {
    Event: "SparkListenerTaskEnd",
    "Task End Reason": { Reason: "ExceptionFailure", "Class Name": "java.lang.OutOfMemoryError", Description: "Java heap space" },
  };
  const job = (result: string): object => ({ Event: "SparkListenerJobEnd", "Job Result": { Result: result } });
  const log = (...events: readonly object[]): string => events.map((event) => JSON.stringify(event)).join("\n");
  expect((await read(log(end, job("JobFailed"))))?.subjects).toMatchObject([
    { outcome: "failed", facts: [{ message: "ExceptionFailure: java.lang.OutOfMemoryError: Java heap space" }] },
  ]);
  expect((await read(log(end, job("JobSucceeded"))))?.subjects[0]?.outcome).toBe("succeeded");
  // The last line of a log that is still being written.
  expect((await read(`${log(end, job("JobFailed"))}\n{"Event":"SparkLis`))?.subjects).toHaveLength(1);
});

it("takes for text what is no record: other JSON, cut JSON, YAML of something else, and data made to break a reader", async () => {
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  const bomb = `apiVersion: v1\nkind: Pod\nmetadata: {}\na: &a [1,1,1,1,1,1,1,1,1]\n${"bcdefgh"
    .split("")
    .map((name, at) => `${name}: &${name} [${`*${"abcdefg"[at]},`.repeat(9)}]`)
    .join("\n")}`;
  for (const text of [
    '{"level":"info"}',
    pod.slice(0, 10),
    '{"kind":"Pod","apiVersion":"v1","metadata":{',
    "name: x\nkind of: thing",
    deep,
    bomb,
    "",
    "\0\0",
    '{"__proto__":{"outcome":"ok"}}',
  ])
    expect(await read(text)).toBeUndefined();
});
