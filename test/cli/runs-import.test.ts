import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import type { Services } from "../../cli/services.ts";
import type { Configuration } from "../../compiler/validate/validate-platform.ts";
import type { RunRecord } from "../../runs/run-record.ts";
import { compiledOf, type Ran, runFake } from "../support/fake-context.ts";
import { newFolder } from "../support/folder.ts";

const environment = { serviceAccount: "default", calls: [] };
const configuration = {
  environments: [
    { ...environment, name: "staging", namespace: "ml-staging", namePrefix: "staging-" },
    { ...environment, name: "prod", namespace: "ml", namePrefix: "prod-" },
  ],
  runs: {},
} as unknown as Configuration;

const services: Partial<Services> = {
  compile: async () => compiledOf({ configuration, knownEnvironments: ["staging", "prod"] }),
};

function platform(): string {
  const root = newFolder();
  fs.writeFileSync(path.join(root, "millwright.config.ts"), "");
  return root;
}

async function bring(root: string, documents: Readonly<Record<string, unknown>>, ...flags: readonly string[]): Promise<Ran> {
  const folder = newFolder();
  for (const [name, document] of Object.entries(documents))
    fs.writeFileSync(path.join(folder, name), typeof document === "string" ? document : JSON.stringify(document));
  const files = Object.keys(documents).filter((name) => !name.startsWith("metrics"));
  const metrics = Object.keys(documents).filter((name) => name.startsWith("metrics"));
  return runFake(["runs", "import", ...files, "--root", root, ...metrics.flatMap((name) => ["--metrics", name]), ...flags], services, {
    folder,
  });
}

function records(root: string): readonly RunRecord[] {
  const folder = path.join(root, ".millwright/runs/store/records");
  const files = fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).sort() : [];
  return files
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(fs.readFileSync(path.join(folder, name), "utf8")) as RunRecord);
}

const annotations = { "millwright.dev/flow": "churn", "millwright.dev/program": "7f3a", "millwright.dev/source": "churn.flow.ts#churn" };
const node = (id: string, type: string, phase: string, more: object) => ({ id, type, phase, name: id, ...more });
const workflow = {
  apiVersion: "argoproj.io/v1alpha1",
  kind: "Workflow",
  metadata: { name: "churn-1", namespace: "ml", annotations },
  spec: {
    arguments: { parameters: [{ name: "day", value: "2026-11-24" }] },
    templates: [
      { name: "main", dag: { tasks: [] } },
      { name: "each", dag: { tasks: [] } },
      {
        name: "count",
        metadata: { annotations: { ...annotations, "millwright.dev/step": "per-shard/count" } },
        activeDeadlineSeconds: 600,
        container: { image: "acme/count:1", resources: { limits: { memory: "8Gi" } } },
      },
      { name: "gather", container: { image: "busybox" } },
    ],
  },
  status: {
    phase: "Failed",
    startedAt: "2026-11-24T03:15:00Z",
    finishedAt: "2026-11-24T03:25:00Z",
    nodes: Object.fromEntries(
      [
        node("churn-1", "DAG", "Failed", { displayName: "churn-1", templateName: "main" }),
        node("churn-1-10", "DAG", "Failed", { displayName: "per-shard(1:a.b(2:)", templateName: "each", boundaryID: "churn-1" }),
        node("churn-1-20", "Retry", "Failed", {
          displayName: "count",
          boundaryID: "churn-1-10",
          templateName: "count",
          children: ["churn-1-22", "churn-1-21"],
        }),
        node("churn-1-22", "Pod", "Failed", {
          displayName: "count(1)",
          boundaryID: "churn-1-10",
          templateName: "count",
          startedAt: "2026-11-24T03:21:00Z",
          finishedAt: "2026-11-24T03:24:00Z",
          message: "OOMKilled (exit code 137): password=hunter2hunter2",
          hostNodeName: "node-b",
          outputs: { exitCode: "137" },
        }),
        node("churn-1-21", "Pod", "Failed", {
          displayName: "count(0)",
          boundaryID: "churn-1-10",
          templateName: "count",
          startedAt: "2026-11-24T03:16:00Z",
          finishedAt: "2026-11-24T03:20:00Z",
          message: "Error (exit code 1): token=abcdefgh12345",
        }),
        node("churn-1-30", "Pod", "Succeeded", { displayName: "gather", boundaryID: "churn-1", templateName: "gather" }),
      ].map((one) => [one.id, one]),
    ),
  },
};
const series = (name: string, pod: string, container: string | undefined, ...values: readonly string[]) => ({
  metric: { __name__: name, namespace: "ml", pod, ...(container !== undefined && { container }) },
  values: values.map((value, index) => [1_795_000_000 + index, value]),
});
const answer = (...result: readonly object[]) => ({ status: "success", data: { resultType: "matrix", result } });
const memory = "container_memory_working_set_bytes";

it("keeps a Workflow as one record: step instances with their places, attempts in order, what was measured, and no secret", async () => {
  const root = platform();
  const metrics = answer(
    series(memory, "churn-1-count-22", "main", "1000", "8500000000", "NaN"),
    series(memory, "churn-1-count-22", "wait", "9900000000"),
    series("DCGM_FI_DEV_GPU_UTIL", "churn-1-count-22", "main", "20", "40"),
    series(memory, "other-count-21", "main", "5"),
  );
  const { code, out } = await bring(root, { "workflow.json": workflow, "metrics.json": metrics });
  expect(out).toContain("new     argo:ml/churn-1 of churn in prod: failed");
  expect(code).toBe(0);
  const known = { limits: { memory: "8Gi", timeoutSeconds: 600 }, image: "acme/count:1" };
  expect(records(root)).toEqual([
    {
      formatVersion: 1,
      id: "argo:ml/churn-1",
      flow: "churn",
      engine: "argo",
      environment: "prod",
      program: "7f3a",
      commit: null,
      status: "failed",
      startedAt: "2026-11-24T03:15:00Z",
      finishedAt: "2026-11-24T03:25:00Z",
      params: { day: "2026-11-24" },
      steps: [
        {
          step: "count",
          path: "per-shard[1]/count",
          status: "failed",
          attempts: [
            {
              startedAt: "2026-11-24T03:16:00Z",
              finishedAt: "2026-11-24T03:20:00Z",
              exitCode: 1,
              reason: "Error",
              message: "Error (exit code 1): ",
              pod: "churn-1-count-21",
              ...known,
            },
            {
              startedAt: "2026-11-24T03:21:00Z",
              finishedAt: "2026-11-24T03:24:00Z",
              exitCode: 137,
              reason: "OOMKilled",
              message: "OOMKilled (exit code 137): ",
              node: "node-b",
              pod: "churn-1-count-22",
              peakMemoryBytes: 8_500_000_000,
              gpuUse: 0.3,
              ...known,
            },
          ],
          inputs: {},
          outputs: {},
        },
      ],
    },
  ]);
});

it("changes nothing when the same is brought again, and keeps what was measured before", async () => {
  const root = platform();
  await bring(root, { "workflow.json": workflow, "metrics.json": answer(series(memory, "churn-1-count-22", "main", "77")) });
  const before = records(root);
  expect((await bring(root, { "workflow.json": workflow })).out).toContain("same    argo:ml/churn-1");
  expect(records(root)).toEqual(before);
  expect(JSON.stringify(before)).toContain('"peakMemoryBytes":77');
});

const pod = (name: string, labels: object, own: object, more: object = {}) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, namespace: "ml", labels, annotations: { ...annotations, "millwright.dev/step": "fit" } },
  spec: {
    nodeName: "n1",
    nodeSelector: { "cloud.google.com/gke-spot": "true" },
    containers: [{ name: "main", image: "i", resources: { limits: { memory: "4Gi" } } }],
  },
  status: { phase: "Failed", startTime: "2026-11-24T03:15:00Z", containerStatuses: [{ name: "main", ...own }], ...more },
});
const ended = (reason: string, from: string, to: string) => ({
  terminated: { reason, exitCode: reason === "OOMKilled" ? 137 : 1, startedAt: `2026-11-24T${from}Z`, finishedAt: `2026-11-24T${to}Z` },
});

it("keeps the attempts of a pod that began again, with its node and its kind of capacity", async () => {
  const root = platform();
  await bring(root, {
    "pod.json": pod("fit-0", {}, { lastState: ended("Error", "03:15:05", "03:16:00"), state: ended("OOMKilled", "03:16:10", "03:18:00") }),
  });
  const [record] = records(root);
  expect(record).toMatchObject({ id: "pod:ml/fit-0", flow: "churn", status: "failed", program: "7f3a" });
  const known = { node: "n1", capacity: "spot", pod: "fit-0", limits: { memory: "4Gi" } };
  expect(record?.steps[0]?.attempts).toMatchObject([
    { ...known, reason: "Error", exitCode: 1 },
    { ...known, reason: "OOMKilled", exitCode: 137 },
  ]);
});

it("joins pods to the run that their labels name, and does not let one say how the whole ended", async () => {
  const root = platform();
  await bring(root, { "workflow.json": workflow });
  const labels = { "workflows.argoproj.io/workflow": "churn-1" };
  await bring(root, {
    "pod.json": pod("churn-1-fit-40", labels, { state: ended("Completed", "03:15:05", "03:16:00") }, { phase: "Succeeded" }),
  });
  expect(records(root)).toMatchObject([
    { status: "failed", finishedAt: "2026-11-24T03:25:00Z", steps: [{ path: "per-shard[1]/count" }, { path: "fit" }] },
  ]);
});

it("keeps runs of Kubeflow, with the environment's prefix taken off", async () => {
  const root = platform();
  const run = {
    run_id: "r-1",
    state: "FAILED",
    created_at: "2026-11-24T03:15:00Z",
    finished_at: "2026-11-24T03:25:00Z",
    description: "Started by millwright: program 7f3a, request 1",
    pipeline_spec: { pipelineInfo: { name: "prod-churn" } },
    runtime_config: { parameters: { day: "2026-11-24" } },
    run_details: {
      task_details: [
        {
          task_id: "1",
          display_name: "fit",
          state: "FAILED",
          start_time: "2026-11-24T03:16:00Z",
          end_time: "2026-11-24T03:20:00Z",
          error: { message: "no" },
        },
        { task_id: "2", display_name: "publish", state: "SKIPPED", start_time: "2026-11-24T03:21:00Z" },
        { task_id: "3", display_name: "fit-driver", state: "SUCCEEDED", start_time: "2026-11-24T03:16:00Z" },
      ],
    },
  };
  await bring(root, { "run.json": run });
  expect(records(root)).toMatchObject([
    {
      id: "kubeflow:r-1",
      flow: "churn",
      environment: "prod",
      program: "7f3a",
      status: "failed",
      params: { day: "2026-11-24" },
      steps: [
        { path: "fit", status: "failed", attempts: [{ message: "no" }] },
        { path: "publish", status: "skipped", attempts: [] },
      ],
    },
  ]);
});

it("keeps step instances of Maestro as attempts of one run", async () => {
  const root = platform();
  const instance = (attempt: number, status: string) => ({
    workflow_id: "staging-churn",
    workflow_instance_id: 3,
    step_id: "fit",
    step_attempt_id: attempt,
    runtime_state: {
      status,
      create_time: 1_795_575_000_000,
      start_time: 1_795_575_000_000 + attempt * 60_000,
      end_time: 1_795_575_030_000 + attempt * 60_000,
    },
  });
  await bring(root, { "steps.json": [instance(1, "TIMED_OUT"), instance(2, "SUCCEEDED")] });
  const [record, ...more] = records(root);
  expect(more).toEqual([]);
  expect(record).toMatchObject({
    id: "maestro:staging-churn/3",
    flow: "churn",
    environment: "staging",
    steps: [{ path: "fit", status: "succeeded" }],
  });
  expect(record?.steps[0]?.attempts.map(({ reason }) => reason)).toEqual(["DeadlineExceeded", undefined]);
});

it("refuses what does not say its flow or its environment, keeps the rest, and exits 1", async () => {
  const root = platform();
  const foreign = { ...workflow, metadata: { name: "other-1", namespace: "elsewhere" } };
  const { code, out, err } = await bring(root, { "a.json": foreign, "b.json": workflow, "c.txt": "no data\n" }, "--json");
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    runs: [{ id: "argo:ml/churn-1", kept: "new" }],
    refused: [{ id: "argo:elsewhere/other-1", problem: "does not say in which environment it ran: name it with --env" }],
  });
  expect(err).toContain('c.txt" is no data that is understood');
  const named = await bring(root, { "a.json": foreign }, "--env", "prod", "--flow", "other");
  expect(named.out).toContain("new     argo:elsewhere/other-1 of other in prod: failed");
});

it("refuses metrics that are no answer about pods, before anything is kept", async () => {
  const root = platform();
  const { code, err } = await bring(root, { "workflow.json": workflow, "metrics.json": { status: "success", data: { result: [] } } });
  expect(code).toBe(2);
  expect(err).toContain("is no answer of Prometheus with series by pod");
  expect(records(root)).toEqual([]);
});

it("lists what was kept beside the runs of this machine, and shows one by the engine's name", async () => {
  const root = platform();
  await bring(root, { "workflow.json": workflow });
  const say = (...words: readonly string[]) =>
    runFake(["runs", ...words, "--root", root], services, { now: () => new Date("2026-11-24T12:00:00Z") });
  expect((await say("list", "--since", "24h")).out).toContain("argo:ml/churn-1");
  expect((await say("list", "--since", "1h")).out).toBe("No runs.\n");
  expect((await say("list")).out).toBe("No runs.\n");
  expect((await say("show", "argo:ml/churn-1")).out).toContain("per-shard[1]/count");
  const absent = await say("show", "argo:ml/churn-2");
  expect(absent.code).toBe(2);
  expect(absent.err).toContain('There is no run "argo:ml/churn-2"');
});
