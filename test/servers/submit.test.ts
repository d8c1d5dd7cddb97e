/** `millwright submit` and `cancel`: what is checked, what is sent, and the commands that `--print` gives. */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { openStore } from "../../runs/store/open-store.ts";
import { newFolder } from "../support/folder.ts";
import { argoServer } from "./argo-server.ts";
import { kubeflowServer } from "./kubeflow-server.ts";
import { maestroServer } from "./maestro-server.ts";
import { flowText, type TestPlatform, testPlatform } from "./platform.ts";

const config = `import { argo, kubeflow, maestro, platform } from "millwright";
export default platform({ definitions: ["flows/*.flow.ts"], targets: [argo(), kubeflow(), maestro()], environments: { prod: { namespace: "ml", namePrefix: "prod-" } } });
`;
const params =
  'params: { day: z.iso.date(), rows: z.int().default(1), note: z.string().default("none"), tags: z.array(z.string()).default([]), extra: z.string().optional() }';
const command = '["show", params.day, params.rows, params.note, params.tags, params.extra.orElse("left out")]';
/** Every character that a shell, Maestro or Argo could read otherwise. */
const awkward = `it's "$HOME" \${x} \`b\` $$y ünï\nline two\\`;
const given = ["-p", "day=2026-11-24", "-p", "rows=42", "-p", `note=${awkward}`, "-p", 'tags=["a","$b"]'];

function begin(environment: Readonly<Record<string, string>> = {}): TestPlatform {
  const platform = testPlatform(config, environment);
  platform.write(flowText("churn", params, command));
  return platform;
}

test("on Maestro a run has the parameters that were given, as they travel there, and is started once", async () => {
  const [server, platform] = [await maestroServer(), begin()];
  await platform.run("apply", "maestro", "--server", server.address);
  server.faults.push({ match: "POST", holds: "request_id", fault: { kind: "break", done: true } });
  const ran = await platform.run("submit", "churn", ...given, "--target", "maestro", "--server", server.address);
  expect(ran).toMatchObject({ code: 0 });
  expect(ran.out).toMatch(/^Run maestro:prod-churn\/1 of program [0-9a-f]{16} was started\.\n/);
  expect(server.runs).toHaveLength(1);
  expect(server.runs[0]?.request["run_params"]).toEqual({
    day: { type: "STRING", value: "2026-11-24" },
    rows: { type: "STRING", value: "42" },
    note: { type: "STRING", value: awkward.replaceAll("`", "`0").replaceAll("$", "`1") },
    tags: { type: "STRING", value: '["a","`1b"]' },
  });
  expect((await platform.run("cancel", "maestro:prod-churn/1", "--server", server.address)).code).toBe(0);
  expect(server.runs[0]?.status).toBe("STOPPED");
});

test("on Kubeflow a run is of the version that was applied, with values of their types, and is started once", async () => {
  const [server, platform] = [await kubeflowServer(), begin()];
  await platform.run("apply", "kubeflow", "--server", server.address);
  server.faults.push({ match: "POST /apis/v2beta1/runs", fault: { kind: "break", done: true } });
  const ran = await platform.run("submit", "churn", ...given, "--target", "kubeflow", "--server", server.address, "--json");
  const { run, program } = JSON.parse(ran.out) as { readonly run: string; readonly program: string };
  expect(server.runs).toMatchObject([
    {
      runtime_config: { parameters: { day: "2026-11-24", rows: 42, tags: ["a", "$b"] } },
      description: expect.stringContaining(program),
      experiment_id: "default",
      pipeline_version_reference: { pipeline_version_id: server.versions[0]?.["pipeline_version_id"] },
    },
  ]);
  expect((await platform.run("cancel", run, "--server", server.address)).code).toBe(0);
  expect(server.runs).toMatchObject([{ state: "CANCELING" }]);
});

async function programOf(platform: TestPlatform): Promise<string> {
  const { out } = await platform.run("submit", "churn", ...given, "--target", "argo", "--print", "--json");
  return (JSON.parse(out) as { readonly program: string }).program;
}

test("on Argo a run is of the template, parameters as texts, and stops in its orderly way", async () => {
  const platform = begin();
  const program = await programOf(platform);
  const server = await argoServer(() => program);
  server.faults.push({ match: "POST", fault: { kind: "break", done: true } });
  const ran = await platform.run("submit", "churn", ...given, "--target", "argo", "--server", server.address, "--json");
  const { run } = JSON.parse(ran.out) as { readonly run: string };
  expect(run).toMatch(/^argo:ml\/prod-churn-[0-9a-f]{12}$/);
  expect(server.submitted).toMatchObject([
    {
      resourceKind: "WorkflowTemplate",
      resourceName: "prod-churn",
      submitOptions: { parameters: ["day=2026-11-24", "rows=42", `note=${awkward}`, 'tags=["a","$b"]'] },
    },
  ]);
  await platform.run("cancel", run, "--server", server.address);
  expect(server.changes().at(-1)).toBe(`PUT /api/v1/workflows/ml/${run.slice("argo:ml/".length)}/stop`);
});

test.each(["argo", "kubeflow", "maestro"] as const)("on %s no run is started of what is not there", async (target) => {
  const server = await { argo: () => argoServer(() => "0"), kubeflow: kubeflowServer, maestro: maestroServer }[target]();
  const ran = await begin().run("submit", "churn", ...given, "--target", target, "--server", server.address);
  expect(ran).toMatchObject({ code: 1, out: "" });
  expect(ran.err).toContain("server/other-program");
  expect(server.changes()).toEqual([]);
});

test.each(["kubeflow", "maestro"])("on %s no run is started of another program than that of the definitions", async (target) => {
  const [server, platform] = [await (target === "kubeflow" ? kubeflowServer() : maestroServer()), begin()];
  await platform.run("apply", target, "--server", server.address);
  platform.write(flowText("churn", params, command.replace("show", "tell")));
  const ran = await platform.run("submit", "churn", ...given, "--target", target, "--server", server.address);
  expect(ran).toMatchObject({ code: 1, out: "" });
  expect(ran.err).toContain("server/other-program");
  expect(server.runs).toEqual([]);
});

test.each([
  [["-p", "day=yesterday"], "cli/bad-parameter"],
  [[], "cli/bad-parameter"],
  [["-p", "day=2026-11-24", "-p", "rows=1.5"], "cli/bad-parameter"],
  [["-p", "day=2026-11-24", "-p", "rwos=1"], "cli/bad-parameter"],
  [["-p", "day"], "cli/bad-option"],
])("parameters %j are refused before anything is sent", async (words, code) => {
  const server = await maestroServer();
  const ran = await begin().run("submit", "churn", ...words, "--target", "maestro", "--server", server.address);
  expect(ran).toMatchObject({ code: 2, out: "" });
  expect(ran.err).toContain(code);
  expect(server.calls).toEqual([]);
});

test("a flow of several targets is started where --target says", async () => {
  const ran = await begin().run("submit", "churn", ...given, "--print");
  expect(ran).toMatchObject({ code: 2, out: "" });
  expect(ran.err).toContain("argo, kubeflow, maestro");
});

test.each(["argo", "argo:../x", "maestro:churn", "maestro:churn/0", "kubeflow:a/b", "nowhere:x", "toString:x"])(
  "%s is no run to cancel",
  async (run) => {
    expect((await begin().run("cancel", run, "--server", "https://engine.example")).err).toContain("cli/bad-option");
  },
);

/** Runs the printed command in a shell whose `name` writes down its words and what it reads. */
function carriedOut(text: string, name: string): { readonly words: readonly string[]; readonly input: string } {
  const folder = newFolder();
  const script = `#!/bin/sh\nprintf '%s\\0' "$@" >"${folder}/words"\ncat >"${folder}/input"\n`;
  fs.writeFileSync(path.join(folder, name), script, { mode: 0o755 });
  const env = { PATH: `${folder}:${process.env["PATH"]}`, MILLWRIGHT_MAESTRO_TOKEN: "hush-hush" };
  execFileSync("/bin/sh", ["-c", text], { env, input: "" });
  const words = fs.readFileSync(path.join(folder, "words"), "utf8").split("\0").slice(0, -1);
  return { words, input: fs.readFileSync(path.join(folder, "input"), "utf8") };
}

test("--print for Argo is a command of argo that any shell passes on as it is meant", async () => {
  const { out } = await begin().run("submit", "churn", ...given, "--target", "argo", "--print");
  expect(carriedOut(out, "argo").words).toEqual([
    ...["submit", "--from", "workflowtemplate/prod-churn", "--namespace", "ml"],
    ...["--parameter", "day=2026-11-24", "--parameter", "rows=42", "--parameter", `note=${awkward}`, "--parameter", 'tags=["a","$b"]'],
  ]);
});

test("--print for Maestro is a request whose data no shell reads, and whose token only the shell does", async () => {
  const platform = begin({ MILLWRIGHT_MAESTRO_TOKEN: "hush-hush" });
  const { out } = await platform.run("submit", "churn", ...given, "--target", "maestro", "--server", "https://m.example", "--print");
  expect(out).not.toContain("hush-hush");
  const { words, input } = carriedOut(out, "curl");
  expect(words).toContain("https://m.example/api/v3/workflows/prod-churn/versions/active/actions/start");
  expect(words.slice(-2)).toEqual(["--oauth2-bearer", "hush-hush"]);
  const { run_params: sent } = JSON.parse(input) as { readonly run_params: Readonly<Record<string, { readonly value: string }>> };
  expect(sent["note"]?.value).toBe(awkward.replaceAll("`", "`0").replaceAll("$", "`1"));
});

test("--print for Kubeflow sends the pipeline with the run", async () => {
  const { out } = await begin().run("submit", "churn", ...given, "--target", "kubeflow", "--print");
  const { words, input } = carriedOut(out, "curl");
  expect(words.at(-1)).toBe("http://kubeflow.example/apis/v2beta1/runs");
  expect(JSON.parse(input)).toMatchObject({
    pipeline_spec: { pipeline_spec: { pipelineInfo: { name: "prod-churn" } }, platform_spec: { platforms: { kubernetes: {} } } },
    runtime_config: { parameters: { rows: 42 } },
  });
});

test.each([
  ["argo:ml/churn-1", "argo stop churn-1 --namespace ml\n"],
  ["maestro:churn/3", /curl .* PUT .*https:\/\/e\.example\/api\/v3\/workflows\/churn\/instances\/3\/actions\/stop\n$/],
  ["kubeflow:ab-1", /curl .* POST https:\/\/e\.example\/apis\/v2beta1\/runs\/ab-1:terminate\n$/],
] as const)("cancel %s --print gives the engine's own command", async (run, said) => {
  const { out } = await begin().run("cancel", run, "--server", "https://e.example", "--print");
  if (typeof said === "string") expect(out).toBe(said);
  else expect(out).toMatch(said);
});

test.each(["[[RunUUID]]", "at [[CurrentTime]]", "[[ScheduledTime.2006-01-02]]"])(
  "a parameter in which Kubeflow would replace %s is refused, and no other target minds it",
  async (note) => {
    const words = ["submit", "churn", "-p", "day=2026-11-24", "-p", `note=${note}`, "--print", "--target"];
    const ran = await begin().run(...words, "kubeflow");
    expect(ran).toMatchObject({ code: 1, out: "" });
    expect(ran.err).toContain("server/replaced-value");
    expect(await begin().run(...words, "maestro")).toMatchObject({ code: 0 });
  },
);

test("a run that has ended is not asked to end, and it is said how it ended", async () => {
  const [server, platform] = [await kubeflowServer(), begin()];
  server.runs.push({ run_id: "old", state: "SUCCEEDED" }, { run_id: "new", state: "RUNNING" });
  expect((await platform.run("cancel", "kubeflow:old", "--server", server.address)).out).toBe(
    "Run kubeflow:old has ended already: succeeded.\n",
  );
  expect(server.changes()).toEqual([]);
  expect((await platform.run("cancel", "kubeflow:new", "--server", server.address)).code).toBe(0);
  expect(server.runs).toMatchObject([{ state: "SUCCEEDED" }, { state: "CANCELING" }]);
});

test("on Argo a run that another command started for the same request is the run", async () => {
  const platform = begin();
  const program = await programOf(platform);
  const server = await argoServer(() => program);
  server.faults.push({ match: "POST", fault: { kind: "status", status: 409, done: true } });
  expect(await platform.run("submit", "churn", ...given, "--target", "argo", "--server", server.address)).toMatchObject({ code: 0 });
  expect(server.submitted).toHaveLength(1);
});

test("a run on Maestro is of the version that was looked at", async () => {
  const [server, platform] = [await maestroServer(), begin()];
  await platform.run("apply", "maestro", "--server", server.address);
  await platform.run("submit", "churn", ...given, "--target", "maestro", "--server", server.address);
  expect(server.changes().at(-1)).toBe("POST /api/v3/workflows/prod-churn/versions/1/actions/start");
});

test.each(["argo", "kubeflow", "maestro"] as const)("a run that was started on %s is kept as a record", async (target) => {
  const platform = begin();
  const program = await programOf(platform);
  const server = await { argo: () => argoServer(() => program), kubeflow: kubeflowServer, maestro: maestroServer }[target]();
  if (target !== "argo") await platform.run("apply", target, "--server", server.address);
  const ran = await platform.run("submit", "churn", ...given, "--target", target, "--server", server.address, "--json");
  const { run } = JSON.parse(ran.out) as { readonly run: string };
  const found = await openStore({ root: platform.root, store: undefined, environment: {} }).find(run);
  expect(found).toMatchObject({ record: { id: run, engine: target, program, status: "running", params: { day: "2026-11-24", rows: 42 } } });
});
