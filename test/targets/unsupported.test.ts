/** A flow that uses every construct, and what becomes of it on a platform that has none. */
import { artifact, configMap, flow, gpuPool, secret, z } from "millwright";
import { expect, test } from "vitest";
import { type Construct, constructs, type Supports } from "../../targets/target.ts";
import { unsupported } from "../../targets/unsupported.ts";
import { planOf, programOf } from "../support/program.ts";

const image = `ghcr.io/acme/churn@sha256:${"a".repeat(64)}`;

function everything() {
  const pool = gpuPool("t4", {
    accelerator: "nvidia-tesla-t4",
    node: { machine: "n1-standard-8", gpus: 1, cpu: 8, memory: "30Gi" },
    capacity: { onDemand: { maxNodes: 2 } },
    provider: { gke: { project: "acme", location: "europe-west4" } },
  });
  const called = flow("called", { owner: "ml" }, ({ step }) => {
    const { outputs } = step("inside", { image, outputs: { n: z.int() }, command: (inner) => ["n", inner.outputs.n.path] });
    return { n: outputs.n };
  });
  const all = flow(
    "all",
    {
      owner: "ml",
      params: { day: z.iso.date(), size: z.enum(["small", "large"]) },
      schedule: [
        {
          cron: "0 3 * * *",
          timezone: "Europe/Stockholm",
          concurrency: "forbid",
          params: ({ scheduledAt }) => ({ day: scheduledAt.date, size: "small" }),
        },
        {
          cron: "0 9 * * *",
          timezone: "UTC",
          concurrency: "forbid",
          params: ({ scheduledAt }) => ({ day: scheduledAt.date, size: "large" }),
        },
      ],
      timeout: "12h",
      failFast: true,
      parallelism: 4,
      keepFinished: { succeeded: "1d" },
      priority: 3,
      mutexes: ["one"],
      semaphores: [{ configMap: "limits", key: "some" }],
      serviceAccount: "trainer",
      labels: { team: "ml" },
      patch: { argo: {} },
    },
    ({ params, run, step, script, spark, call, approval, forEach, when, match, repeatUntil, onExit, onFailure }) => {
      const whole = step("whole", {
        image,
        outputs: { rows: z.array(z.int()), note: z.string().optional(), table: artifact("parquet") },
        command: ({ outputs }) => ["whole", outputs.rows.path, outputs.note.path, outputs.table.path, run.attempt],
        env: { KEY: secret("key", "value"), MODE: configMap("modes", "mode") },
        resources: { cpu: 1, memory: "1Gi", gpu: { pool, count: 1 } },
        retry: { limit: 2, on: "any", backoff: { initial: "10s", factor: 2 } },
        timeout: "1h",
        queueTimeout: "2h",
        terminationGrace: "1m",
        checkpoint: true,
        cache: { key: ["1"] },
        volumes: { data: { claim: "data", mountAt: "/data" } },
        nodeSelector: { zone: "a" },
        tolerations: [{ key: "dedicated", operator: "Exists" }],
        affinity: {},
        mutexes: ["two"],
        priority: "high",
        imagePull: { policy: "always" },
      });
      const parts = forEach("parts", whole.outputs.rows, { parallelism: 2 }, (row) =>
        step("part", { image, outputs: { file: artifact("csv") }, command: ({ outputs }) => ["part", row, outputs.file.path] }),
      );
      script("join", { image, language: "python", source: "pass", inputs: { files: parts.outputs.file } });
      spark("report", {
        image,
        version: "3.5.1",
        main: "local:///opt/report.jar",
        class: "Report",
        storage: "s3://acme/x",
        driver: { cores: 1, memory: "1Gi" },
        executor: { instances: 1, cores: 1, memory: "1Gi" },
      });
      const inside = call("again", called, {});
      approval("ask", { message: "Go?" });
      when(inside.outputs.n.gt(1), () => step("big", { image, command: () => ["big"] }));
      match(params.size, {
        small: () => step("small", { image, command: () => ["small"] }),
        large: () => step("large", { image, command: () => ["large"] }),
      });
      repeatUntil("until", { max: 3, until: (round) => round.outputs.n.gt(2) }, () =>
        step("round", { image, outputs: { n: z.int() }, command: ({ outputs }) => ["round", outputs.n.path] }),
      );
      onFailure("tell", { image, command: () => ["tell"] });
      onExit("end", { image, command: () => ["end"] });
    },
  );
  return { pool, called, all };
}

const refuses = (refused: readonly Construct[]): Supports =>
  Object.fromEntries(
    constructs.map((construct) => [
      construct,
      refused.includes(construct) ? { refused: "It has none.", instead: `Leave ${construct} out.` } : true,
    ]),
  ) as unknown as Supports;

function refusals(refused: readonly Construct[]) {
  const plan = planOf(everything(), "all");
  const program = programOf(everything());
  const context = { options: {}, environment: program.environment, program };
  return [...unsupported({ code: "argo/none", title: "Nothing", supports: refuses(refused) }).find({ plan, context })];
}

test.each(constructs)("%s is found where a flow uses it", (construct) => {
  const found = refusals([construct]);
  expect(found.length).toBeGreaterThan(0);
  for (const { at, help } of found) {
    expect(at).not.toBeNull();
    expect(help).toBe(`Leave ${construct} out.`);
  }
});

test("says which step has what, and that the platform cannot run it", () => {
  expect(refusals(["checkpoint"]).map(({ message }) => message)).toEqual([
    'Step "whole" has a checkpoint, which Nothing cannot run as it is meant.',
  ]);
  expect(refusals(["repeatUntil"]).map(({ message }) => message)).toEqual([
    'Flow "all" has the `repeatUntil` "until", which Nothing cannot run as it is meant.',
  ]);
});

test("says nothing of what the platform has", () => {
  expect(refusals([])).toEqual([]);
});
