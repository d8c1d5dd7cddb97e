/** `millwright backfill`: the moments of a schedule, run once each, a few at a time, and gone on with after whatever ended the command. */
import { expect, test } from "vitest";
import { argoServer } from "./argo-server.ts";
import { addressOfNobody } from "./json-server.ts";
import { kubeflowServer } from "./kubeflow-server.ts";
import { type MaestroServer, maestroServer } from "./maestro-server.ts";
import { flowText, type TestPlatform, testPlatform } from "./platform.ts";

const config = `import { argo, kubeflow, maestro, platform } from "millwright";
export default platform({ definitions: ["flows/*.flow.ts"], targets: [argo(), kubeflow(), maestro()], environments: { prod: { namespace: "ml", namePrefix: "prod-" } } });
`;
const params = "params: { day: z.iso.date(), at: z.string(), rows: z.int() }";
const given = "params: ({ scheduledAt }) => ({ day: scheduledAt.date, at: scheduledAt, rows: 7 })";
const command = '["show", params.day, params.at, params.rows]';

/** Kubeflow knows no zones and no concurrency. */
function scheduled(more = "", timezone = "UTC", cron = "0 3 * * *"): string {
  const targets = more === "" && timezone === "UTC" ? "" : 'targets: ["argo", "maestro"],';
  return `${targets} ${params}, schedule: { cron: "${cron}", timezone: "${timezone}", ${more} ${given} }`;
}

function begin(options = scheduled(), words = command): TestPlatform {
  const platform = testPlatform(config);
  platform.write(flowText("churn", options, words));
  return platform;
}

const span = ["--from", "2026-11-20", "--to", "2026-11-22"];

interface Document {
  readonly program: string;
  readonly complete: boolean;
  readonly ticks: readonly {
    readonly scheduledAt: string;
    readonly status: string;
    readonly run: string | null;
    readonly earlier: boolean;
    readonly params: Readonly<Record<string, unknown>>;
  }[];
  readonly failure: { readonly code: string } | null;
}

async function backfill(platform: TestPlatform, target: string, address: string, ...more: readonly string[]) {
  const ran = await platform.run(
    "backfill",
    "churn",
    ...span,
    "--target",
    target,
    "--server",
    address,
    "--poll-seconds",
    "0.01",
    "--json",
    ...more,
  );
  return { ...ran, document: JSON.parse(ran.out) as Document };
}

function statuses({ document }: { readonly document: Document }): readonly string[] {
  return document.ticks.map(({ status, earlier }) => `${status}${earlier ? " earlier" : ""}`);
}

/** A Maestro server with the flow, on which a run succeeds when it is looked at, unless its day is one of `failing`. */
async function onMaestro(platform: TestPlatform, failing: Set<string> = new Set()): Promise<MaestroServer> {
  const server = await maestroServer((run) => {
    run.status = failing.has(dayOf(run)) ? "FAILED" : "SUCCEEDED";
  });
  await platform.run("apply", "maestro", "--server", server.address);
  return server;
}

function dayOf({ request }: MaestroServer["runs"][number]): string {
  return (request["run_params"] as Readonly<Record<string, { readonly value: string }>>)["day"]?.value ?? "";
}

test("on Maestro each moment's run has the parameters and the time that the schedule would have given it", async () => {
  const platform = begin(scheduled("", "Europe/Stockholm", "30 0 * * *"));
  const server = await onMaestro(platform);
  const ran = await backfill(platform, "maestro", server.address);
  expect(ran).toMatchObject({ code: 0, document: { complete: true } });
  expect(server.runs.map(({ request }) => request["run_params"])).toEqual(
    ["20", "21", "22"].map((day) => ({
      day: { type: "STRING", value: `2026-11-${day}` },
      at: { type: "STRING", value: `2026-11-${Number(day) - 1}T23:30:00Z` },
      rows: { type: "STRING", value: "7" },
      RUN_TS: { type: "LONG", value: Date.parse(`2026-11-${Number(day) - 1}T23:30:00Z`) },
    })),
  );
});

test("on Argo a run is told by its annotation when it was due, and parameters stand in place of what its schedule computes", async () => {
  const platform = begin();
  const program = await programOf(platform);
  const server = await argoServer(() => program);
  server.phases.set("other", "Running");
  const going = backfill(platform, "argo", server.address, "--parallel", "3");
  await expect.poll(() => server.submitted.length, { timeout: 20_000 }).toBe(3);
  for (const { submitOptions } of server.submitted) server.phases.set(submitOptions.name, "Succeeded");
  expect(await going).toMatchObject({ code: 0 });
  expect(server.submitted.map(({ submitOptions }) => [submitOptions.annotations, submitOptions.parameters])).toEqual(
    ["20", "21", "22"].map((day) => [
      `workflows.argoproj.io/scheduled-time=2026-11-${day}T03:00:00Z`,
      [`day=2026-11-${day}`, `at=2026-11-${day}T03:00:00Z`, "rows=7"],
    ]),
  );
});

async function programOf(platform: TestPlatform): Promise<string> {
  const { out } = await platform.run("backfill", "churn", ...span, "--target", "argo", "--dry-run", "--json");
  return (JSON.parse(out) as Document).program;
}

test("on Kubeflow values have their types, and the runs of earlier commands are found among all others", async () => {
  const [server, platform] = [await kubeflowServer(), begin()];
  await platform.run("apply", "kubeflow", "--server", server.address);
  for (let count = 0; count < 5; count++)
    server.runs.push({ run_id: `other-${count}`, display_name: "prod-churn-x", description: "by hand", state: "FAILED" });
  const going = backfill(platform, "kubeflow", server.address, "--parallel", "3");
  await expect.poll(() => server.runs.length, { timeout: 20_000 }).toBe(8);
  for (const run of server.runs) run["state"] = "SUCCEEDED";
  expect(await going).toMatchObject({ code: 0 });
  expect(server.runs.slice(5)).toMatchObject(
    ["20", "21", "22"].map((day) => ({
      scheduled_at: `2026-11-${day}T03:00:00Z`,
      runtime_config: { parameters: { day: `2026-11-${day}`, at: `2026-11-${day}T03:00:00Z`, rows: 7 } },
    })),
  );
  expect(statuses(await backfill(platform, "kubeflow", server.address))).toEqual([
    "succeeded earlier",
    "succeeded earlier",
    "succeeded earlier",
  ]);
  expect(server.runs).toHaveLength(8);
});

test("asked again, it starts nothing that ran, and what is given by hand makes another run of it", async () => {
  const platform = begin();
  const server = await onMaestro(platform);
  await backfill(platform, "maestro", server.address);
  const again = await backfill(platform, "maestro", server.address);
  expect(again).toMatchObject({ code: 0 });
  expect(statuses(again)).toEqual(["succeeded earlier", "succeeded earlier", "succeeded earlier"]);
  expect(server.runs).toHaveLength(3);
  await backfill(platform, "maestro", server.address, "-p", "rows=8");
  expect(server.runs).toHaveLength(6);
});

test("a run that fails is the last that is begun, and the next command begins with it", async () => {
  const platform = begin();
  const failing = new Set(["2026-11-21"]);
  const server = await onMaestro(platform, failing);
  const failed = await backfill(platform, "maestro", server.address);
  expect(failed).toMatchObject({ code: 1, document: { complete: false } });
  expect(statuses(failed)).toEqual(["succeeded", "failed", "not-started"]);
  failing.clear();
  const again = await backfill(platform, "maestro", server.address);
  expect(again).toMatchObject({ code: 0 });
  expect(statuses(again)).toEqual(["succeeded earlier", "succeeded", "succeeded"]);
  expect(server.runs.map(dayOf)).toEqual(["2026-11-20", "2026-11-21", "2026-11-21", "2026-11-22"]);
});

test("with --keep-going the others run all the same", async () => {
  const platform = begin();
  const ran = await backfill(platform, "maestro", (await onMaestro(platform, new Set(["2026-11-20"]))).address, "--keep-going");
  expect(ran.code).toBe(1);
  expect(statuses(ran)).toEqual(["failed", "succeeded", "succeeded"]);
});

test("never more run at a time than asked for, those of an earlier command included", async () => {
  const platform = begin();
  let most = 0;
  const server: MaestroServer = await maestroServer((run) => {
    most = Math.max(most, server.runs.filter(({ status }) => status === "CREATED").length);
    run.status = "SUCCEEDED";
  });
  await platform.run("apply", "maestro", "--server", server.address);
  const stopped = await platform.runInterrupted("backfill", "churn", ...span, "--target", "maestro", "--server", server.address);
  expect(server.runs).toHaveLength(0);
  expect(stopped.code).toBe(1);
  await backfill(platform, "maestro", server.address, "--parallel", "2");
  expect(most).toBe(2);
  for (const run of server.runs) run.status = "CREATED";
  most = 0;
  expect(statuses(await backfill(platform, "maestro", server.address, "--parallel", "2"))).toEqual([
    "succeeded earlier",
    "succeeded earlier",
    "succeeded earlier",
  ]);
  expect(server.runs).toHaveLength(3);
});

test("Ctrl-C begins nothing more, and it says what was not started", async () => {
  const platform = begin();
  const server = await onMaestro(platform);
  const ran = await platform.runInterrupted("backfill", "churn", ...span, "--target", "maestro", "--server", server.address);
  expect(ran).toMatchObject({ code: 1 });
  expect(ran.out).toContain("3 not started.");
  expect(ran.err).toContain("Run the command again");
});

test("Ctrl-C while runs are waited for ends the waiting at once, and the next command waits for those runs", async () => {
  const platform = begin();
  const server = await maestroServer();
  await platform.run("apply", "maestro", "--server", server.address);
  const begun = new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      if (server.runs.length < 2) return;
      clearInterval(timer);
      resolve();
    }, 5);
  });
  const words = ["backfill", "churn", ...span, "--target", "maestro", "--server", server.address, "--parallel", "2"];
  const ran = await platform.runUntil(begun, ...words, "--poll-seconds", "3600", "--json");
  expect(statuses({ document: JSON.parse(ran.out) as Document })).toEqual(["running", "running", "not-started"]);
  expect(ran.code).toBe(1);
  for (const run of server.runs) run.status = "SUCCEEDED";
  const going = backfill(platform, "maestro", server.address);
  await expect.poll(() => server.runs.length, { timeout: 20_000 }).toBe(3);
  for (const run of server.runs) run.status = "SUCCEEDED";
  expect(statuses(await going)).toEqual(["succeeded earlier", "succeeded earlier", "succeeded"]);
});

test("a server that fails half-way ends it; it says how far it came, and the next command goes on", async () => {
  const platform = begin();
  const server = await onMaestro(platform);
  server.faults.push({ match: "POST", holds: "2026-11-21", fault: { kind: "status", status: 400 } });
  const ran = await backfill(platform, "maestro", server.address);
  expect(ran).toMatchObject({ code: 1, document: { failure: { code: "server/refused" } } });
  expect(statuses(ran)).toEqual(["succeeded", "not-started", "not-started"]);
  expect(statuses(await backfill(platform, "maestro", server.address))).toEqual(["succeeded earlier", "succeeded", "succeeded"]);
});

test("a server that cannot be asked for earlier runs has started none of them", async () => {
  const ran = await backfill(begin(), "argo", await addressOfNobody());
  expect(ran).toMatchObject({ code: 1, document: { failure: { code: "server/unreachable" } } });
  expect(statuses(ran)).toEqual(["not-started", "not-started", "not-started"]);
});

test("a program that was never applied starts no run", async () => {
  const server = await maestroServer();
  const ran = await backfill(begin(), "maestro", server.address);
  expect(ran).toMatchObject({ code: 1, document: { failure: { code: "server/other-program" } } });
  expect(server.changes()).toEqual([]);
});

test("a run that the workflow's strategy stops at once is no success", async () => {
  const platform = begin(scheduled('concurrency: "forbid",'));
  const server = await onMaestro(platform);
  server.runs.push({ id: "prod-churn", version: 1, request: { run_params: {} }, status: "IN_PROGRESS" });
  expect(await backfill(platform, "maestro", server.address)).toMatchObject({
    code: 1,
    document: { failure: { code: "server/not-started" } },
  });
});

test("every run is kept as a record, with the engine's name of it and the program's hash", async () => {
  const platform = begin();
  const server = await onMaestro(platform);
  const { document } = await backfill(platform, "maestro", server.address);
  const { folderStore } = await recordsOf(platform);
  expect(folderStore).toEqual(
    [1, 2, 3].map((instance) => ({
      id: `maestro:prod-churn/${instance}`,
      engine: "maestro",
      flow: "churn",
      environment: "prod",
      program: document.program,
      status: "running",
    })),
  );
});

async function recordsOf(platform: TestPlatform) {
  const { openStore } = await import("../../runs/store/open-store.ts");
  const kept = [];
  for await (const run of openStore({ root: platform.root, store: undefined, environment: {} }).since())
    if ("record" in run) {
      const { id, engine, flow, environment, program, status } = run.record;
      kept.push({ id, engine, flow, environment, program, status });
    }
  return { folderStore: kept.toSorted((one, other) => (one.id < other.id ? -1 : 1)) };
}

test("a dry run says the moments of days in the schedule's zone and asks no server", async () => {
  const { code, out } = await begin(scheduled("", "America/New_York", "30 1 * * *")).run(
    ...["backfill", "churn", "--from", "2026-11-01", "--to", "2026-11-02", "--target", "argo", "--dry-run"],
  );
  expect(code).toBe(0);
  expect(out.split("\n").map((line) => line.trimEnd())).toEqual([
    "DUE                   STATUS   RUN  PARAMETERS",
    "2026-11-01T05:30:00Z  planned       day=2026-11-01 at=2026-11-01T05:30:00Z rows=7",
    "2026-11-01T06:30:00Z  planned       day=2026-11-01 at=2026-11-01T06:30:00Z rows=7",
    "2026-11-02T06:30:00Z  planned       day=2026-11-02 at=2026-11-02T06:30:00Z rows=7",
    "3 planned.",
    "",
  ]);
});

test("on Maestro a daily schedule is due once on the day on which the clock shows its time twice", async () => {
  const words = ["backfill", "churn", "--from", "2026-11-01", "--to", "2026-11-01", "--target", "maestro", "--dry-run", "--json"];
  const { out } = await begin(scheduled("", "America/New_York", "30 1 * * *")).run(...words);
  expect((JSON.parse(out) as Document).ticks.map(({ scheduledAt }) => scheduledAt)).toEqual(["2026-11-01T05:30:00Z"]);
});

test("what is not due yet is left to the schedule", async () => {
  const { out } = await begin().run(
    "backfill",
    "churn",
    "--from",
    "2026-11-22",
    "--to",
    "2027-01-01",
    "--target",
    "argo",
    "--dry-run",
    "--json",
  );
  expect((JSON.parse(out) as Document).ticks.map(({ scheduledAt }) => scheduledAt)).toEqual([
    "2026-11-22T03:00:00Z",
    "2026-11-23T03:00:00Z",
  ]);
});

test("--print gives a command of Argo for each moment, under the names by which backfill finds them", async () => {
  const platform = begin();
  const { out } = await platform.run("backfill", "churn", ...span, "--target", "argo", "--print");
  const lines = out.trimEnd().split("\n");
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(
    /^argo submit --from workflowtemplate\/prod-churn --namespace ml --name prod-churn-[0-9a-f]{12} --scheduled-time 2026-11-20T03:00:00Z --parameter day=2026-11-20 /,
  );
  const program = await programOf(platform);
  const server = await argoServer(() => program);
  for (const line of lines) server.phases.set(/--name (\S+)/.exec(line)?.[1] ?? "", "Succeeded");
  expect(statuses(await backfill(platform, "argo", server.address))).toEqual([
    "succeeded earlier",
    "succeeded earlier",
    "succeeded earlier",
  ]);
});

test.each([
  ["kubeflow", "UTC", "scheduledAt"],
  ["maestro", "Pacific/Kiritimati", "scheduledAt.date"],
])("a flow whose steps ask the run for a time that %s gives to scheduled runs alone is refused", async (target, timezone, field) => {
  const platform = testPlatform(config);
  platform.write(
    `export const churn = flow("churn", { owner: "ml", ${scheduled("", timezone).replace(/targets: .*?\],|$/, "")}, targets: ["${target}"] }, ({ step, run }) => { step("say", { image: shell, command: () => ["show", run.${field}] }); });`,
  );
  const ran = await platform.run("backfill", "churn", ...span, "--dry-run");
  expect(ran).toMatchObject({ code: 1, out: "" });
  expect(ran.err).toContain("server/unknown-due");
});

test.each([
  [["--from", "yesterday", "--to", "2026-11-22"], "--from"],
  [["--from", "2026-02-30", "--to", "2026-11-22"], "--from"],
  [["--from", "2026-11-20T03:00:00", "--to", "2026-11-22"], "--from"],
  [["--from", "2026-11-20", "--to", "2026-11-22T25:00:00Z"], "--to"],
  [[...span, "--parallel", "0"], "--parallel"],
  [[...span, "--poll-seconds", "0"], "--poll-seconds"],
])("%j is refused before anything is asked", async (words, option) => {
  const ran = await begin().run("backfill", "churn", ...words, "--target", "argo", "--server", "https://a.example");
  expect(ran).toMatchObject({ code: 2, out: "" });
  expect(ran.err).toContain(`Option "${option}"`);
});

test("several runs at a time are refused where they would get into each other's way", async () => {
  const ran = await begin(scheduled('concurrency: "replace",')).run(
    "backfill",
    "churn",
    ...span,
    "--target",
    "maestro",
    "--parallel",
    "2",
    "--dry-run",
  );
  expect(ran).toMatchObject({ code: 2 });
  expect(ran.err).toContain('Option "--parallel"');
});

test("a flow without a schedule has no moments", async () => {
  const ran = await begin("", '["true"]').run("backfill", "churn", ...span, "--target", "argo", "--dry-run");
  expect(ran).toMatchObject({ code: 2, out: "" });
  expect(ran.err).toContain("expected a flow with a schedule");
});
