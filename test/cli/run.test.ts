/** `millwright run` and `runs` as a process: real commands, signals, kills. `npm run build` comes first. */
import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunRecord, runRecord } from "../../runs/run-record.ts";

const command = path.join(import.meta.dirname, "../../dist/main.js");
let folder = "";
beforeAll(() => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "millwright-run-")));
  fs.writeFileSync(path.join(folder, "millwright.config.ts"), config);
  fs.mkdirSync(path.join(folder, "flows"));
  fs.writeFileSync(path.join(folder, "flows/all.flow.ts"), flows);
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const config = `import { argo, platform } from "millwright";
export default platform({ definitions: ["flows/*.flow.ts"], targets: [argo()], environments: { dev: { namespace: "ml" }, prod: { namespace: "ml" } } });
`;
const flows = `import { flow, image, secret, z } from "millwright";
const shell = "docker.io/library/busybox@sha256:${"0".repeat(64)}";
const params = { day: z.iso.date(), size: z.enum(["small", "large"]).default("small") };
export const hello = flow("hello", { owner: "ml", params }, ({ step, params }) => {
  const s = step("say", { image: shell, outputs: { said: z.string() }, command: ({ outputs }) => ["sh", "-c", 'echo "hello $1 $2"; printf %s "$1" >"$0"', outputs.said.path, params.day, params.size] });
  return { said: s.outputs.said };
});
export const asks = flow("asks", { owner: "ml" }, ({ step, approval }) => {
  const release = approval("release", { message: "Release?" });
  step("publish", { image: shell, after: [release], command: () => ["true"] });
});
export const slow = flow("slow", { owner: "ml" }, ({ step, onExit }) => {
  const first = step("first", { image: shell, command: () => ["sh", "-c", "echo first >>trace"] });
  step("second", { image: shell, after: [first], command: () => ["sh", "-c", "echo second >>trace; echo $$; [ -e mended ] || exec sleep 300"] });
  onExit("report", { image: shell, command: ({ status }) => ["sh", "-c", 'echo "$0" >>trace', status] });
});
export const hidden = flow("hidden", { owner: "ml" }, ({ step }) => void step("use", { image: shell, env: { TOKEN: secret("hf", "token") }, command: () => ["sh", "-c", '[ "$TOKEN" = x ]'] }));
export const broken = flow("broken", { owner: "ml" }, ({ step }) => void step("s", { image: image("nowhere"), command: () => ["true"] }));
export const limited = flow("limited", { owner: "ml", mutexes: ["only-one"], params: { day: z.iso.date() }, schedule: { cron: "0 3 * * *", timezone: "UTC", params: ({ scheduledAt }) => ({ day: scheduledAt.date }) } }, ({ step, params }) => {
  step("s", { image: shell, semaphores: [{ configMap: "limits", key: "gpu" }], volumes: { data: { claim: "data", mountAt: "/data" } }, command: () => ["sh", "-c", 'echo "$0" >>trace; sleep 1', params.day] });
});
export const breaks = flow("breaks", { owner: "ml" }, ({ step }) => void step("s", { image: shell, command: () => ["sh", "-c", "exit 3"] }));
`;

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function start(
  inputs: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, [command, ...inputs], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    err += chunk;
  });
  return { child, ended: new Promise((resolve) => child.once("close", (code) => resolve({ code, out, err }))) };
}

function run(...inputs: readonly string[]): Promise<Ended> {
  return start(["run", ...inputs]).ended;
}

function recordIn({ out }: Ended): RunRecord {
  return runRecord.parse(JSON.parse(out));
}

const trace = () => fs.readFileSync(path.join(folder, "trace"), "utf8").trim().split("\n");
const hasBegun = (name: string) => () => fs.existsSync(path.join(folder, "trace")) && trace().includes(name);
const isAlive = (pid: number) => fs.existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(fs.readFileSync(`/proc/${pid}/status`, "utf8"));
/** Ids begin with the second alone, so that the run of a process is told by who drives it. */
const runOf = ({ pid }: { readonly pid?: number | undefined }) =>
  fs.readdirSync(path.join(folder, ".millwright/runs")).find((id) => {
    const owner = path.join(folder, ".millwright/runs", id, "owner");
    return fs.existsSync(owner) && Number(fs.readFileSync(owner, "utf8")) === pid;
  }) ?? "";

test("runs a flow, exits 0, and keeps a record that `runs` shows; --json is that record", async () => {
  const ended = await run("hello", "-p", "day=2026-11-24", "--json");
  expect(ended.code).toBe(0);
  const record = recordIn(ended);
  expect(record.id).toMatch(/^hello-\d{8}t\d{6}z-[0-9a-f]{4}$/);
  expect(record).toMatchObject({
    flow: "hello",
    engine: "local",
    environment: "dev",
    status: "succeeded",
    params: { day: "2026-11-24", size: "small" },
    outputs: { said: "2026-11-24" },
  });
  const kept = path.join(folder, ".millwright/runs", record.id);
  expect(JSON.parse(fs.readFileSync(path.join(kept, "run.json"), "utf8"))).toEqual(record);
  expect(fs.readFileSync(path.join(kept, record.steps[0]?.attempts[0]?.log ?? ""), "utf8")).toBe("hello 2026-11-24 small\n");
  expect(fs.readdirSync(kept).sort()).toEqual(["run.json", "steps"]);
  expect((await start(["runs", "list"]).ended).out).toContain(`${record.id}  hello  succeeded`);
  expect((await start(["runs", "show", record.id]).ended).out).toContain(`Run ${record.id}: succeeded.`);
});

test("a failed run exits 1 and says which step, why, and where its log is", async () => {
  const { code, out, err } = await run("breaks");
  expect(code).toBe(1);
  expect(out).toMatch(/^"s" failed: Step "s" ended with exit code 3; its log is "steps\/s\/0\.log"\.$/m);
  expect(out).toMatch(/^ {2}log {2}\.millwright\/runs\/breaks-[^/]+\/steps\/s\/0\.log$/m);
  expect(err).toContain("Commands run on this machine; not applied here: images.");
});

test("what is wrong with the command line exits 2 before anything runs", async () => {
  const before = fs.readdirSync(path.join(folder, ".millwright/runs")).length;
  const wrong: readonly (readonly [inputs: readonly string[], says: RegExp])[] = [
    [
      ["hello"],
      /cli\/bad-parameter: Parameter "day" of flow "hello" is missing and has no default\.\n {2}help {2}Expected a date: -p day=VALUE\./,
    ],
    [["hello", "-p", "day=soon"], /Parameter "day" of flow "hello" is no date: "soon"/],
    [["hello", "-p", "day=2026-11-24", "-p", "size=huge"], /is none of small, large/],
    [["hello", "-p", "dya=2026-11-24"], /Parameter "dya" of flow "hello" is none of flow "hello"\.\n {2}help {2}Did you mean "day"/],
    [["hello", "-p", "day"], /cli\/bad-option/],
    [["hallo"], /cli\/unknown-flow.*\n.*Did you mean "hello"/],
    [[], /Option "FLOW" is "left out"/],
    [["hello", "-p", "day=2026-11-24", "--only", "sing"], /cli\/unknown-step: Flow "hello" has no step "sing"/],
    [["asks", "--approve", "release=maybe"], /expected release=yes or release=no/],
    [["--resume", "no-such-run"], /cli\/unknown-run/],
    [["--resume", "../../etc"], /cli\/unknown-run/],
    [["hidden"], /local\/secret-missing: Step "use" needs key "token" of secret "hf"/],
    [["hello", "--env", "qa"], /cli\/unknown-environment/],
    [["asks", "--scheduled-at", "2026-11-24T03:00:00Z"], /has no schedule/],
    [["asks", "--parallelism", "0"], /--parallelism/],
    [["limited"], /Expected a date: -p day=VALUE\. Or --scheduled-at TIME: the schedule gives it then\./],
    [
      ["limited", "-p", "day=2026-11-24", "--config-map", "limits.gpu=many"],
      /Option "--config-map limits\.gpu" is "many", expected the size of a semaphore: a whole number, 1 or more\./,
    ],
  ];
  for (const [inputs, says] of wrong) {
    const { code, out, err } = await run(...inputs);
    expect({ inputs, code, out }).toEqual({ inputs, code: 2, out: "" });
    expect(err).toMatch(says);
  }
  expect(fs.readdirSync(path.join(folder, ".millwright/runs"))).toHaveLength(before);
});

test("a flow with errors is not run: they are shown, and the command exits 1", async () => {
  const { code, err } = await run("broken");
  expect(code).toBe(1);
  expect(err).toMatch(/link\/unknown-image/);
});

test("an approval without an answer leaves the run waiting, and the run goes on with one", async () => {
  const first = await run("asks", "--json");
  expect(first.code).toBe(1);
  const { id, status, steps } = recordIn(first);
  expect([status, ...steps.map((step) => step.status)]).toEqual(["waiting", "waiting", "pending"]);
  const second = await run("--resume", id, "--approve", "release=yes", "--json");
  expect(second.code).toBe(0);
  expect(recordIn(second)).toMatchObject({ id, status: "succeeded" });
  expect((await run("asks", "--approve", "release=no")).code).toBe(1);
});

test("a secret comes from the environment or from a flag, and is kept nowhere", async () => {
  expect((await start(["run", "hidden"], { MILLWRIGHT_SECRET_HF_TOKEN: "x" }).ended).code).toBe(0);
  expect((await run("hidden", "--secret", "hf.token=x")).code).toBe(0);
});

test("two runs of a flow with a mutex follow each other; what is not applied here is said", async () => {
  fs.rmSync(path.join(folder, "trace"), { force: true });
  const [first, second] = await Promise.all([
    run("limited", "-p", "day=2026-11-24"),
    run("limited", "--scheduled-at", "2026-11-25T03:00:00Z"),
  ]);
  expect([first.code, second.code]).toEqual([0, 0]);
  expect(first.err).toContain("Commands run on this machine; not applied here: images, volumes, schedules.\n");
  expect(first.err + second.err).toMatch(/^The run waits for mutex "only-one", which run limited-\S+ holds\.$/m);
  expect(trace().sort()).toEqual(["2026-11-24", "2026-11-25"]);
  expect(fs.readdirSync(path.join(folder, ".millwright/locks"))).toEqual([]);
});

test("--progress json says each change of a step as a line of standard error, and nothing else", async () => {
  const { code, err } = await run("hello", "-p", "day=2026-11-24", "--progress", "json");
  expect(code).toBe(0);
  const events = err
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { readonly event: string; readonly status?: string });
  expect(events.filter(({ event }) => event === "step").at(-1)).toMatchObject({
    formatVersion: 1,
    path: "say",
    status: "succeeded",
    exitCode: 0,
  });
});

test("--executor docker runs the steps in their images, and says so where no engine answers", async () => {
  const bin = path.join(folder, "bin");
  const state = path.join(folder, "engine");
  fs.mkdirSync(bin);
  fs.mkdirSync(state);
  const standIn = path.join(import.meta.dirname, "../local/stand-in-engine.ts");
  fs.writeFileSync(path.join(bin, "docker"), `#!/bin/sh\nexec "${process.execPath}" "${standIn}" "$@"\n`, { mode: 0o755 });
  const surroundings = { PATH: `${bin}:${process.env["PATH"]}`, DOCKER_STAND_IN: state };
  const inputs = ["run", "hello", "-p", "day=2026-11-24", "--executor", "docker"];
  const { code, out, err } = await start([...inputs, "--json"], surroundings).ended;
  expect({ code, err: err.split("\n").slice(1, 2) }).toEqual({ code: 0, err: ["Steps run in containers of docker 28.2.2, as your user."] });
  expect(runRecord.parse(JSON.parse(out))).toMatchObject({ outputs: { said: "2026-11-24" } });
  fs.writeFileSync(path.join(state, "down"), "");
  const none = await start(inputs, { ...surroundings, PATH: bin }).ended;
  expect(none.code).toBe(2);
  expect(none.err).toMatch(
    /^error local\/no-container-engine: No container engine answers: "docker" .*; "podman" is not on this machine\.$/m,
  );
});

test("Ctrl-C ends the children and the run in an orderly way; the record says so and can be resumed", async () => {
  fs.rmSync(path.join(folder, "trace"), { force: true });
  const { child, ended } = start(["run", "slow", "--json"]);
  await expect.poll(hasBegun("second"), { timeout: 20_000 }).toBe(true);
  child.kill("SIGINT");
  const first = await ended;
  expect(first.code).toBe(1);
  const record = recordIn(first);
  expect(record).toMatchObject({ status: "cancelled", steps: [{ status: "succeeded" }, { status: "cancelled" }, { status: "succeeded" }] });
  const pid = Number(fs.readFileSync(path.join(folder, ".millwright/runs", record.id, "steps/second/0.log"), "utf8"));
  expect(isAlive(pid)).toBe(false);
  fs.writeFileSync(path.join(folder, "mended"), "");
  const second = await run("--resume", record.id, "--json");
  fs.rmSync(path.join(folder, "mended"));
  expect(second.code).toBe(0);
  expect(trace()).toEqual(["first", "second", "cancelled", "second", "succeeded"]);
});

test("a run that was killed is listed as interrupted; it can be resumed, and not twice at a time", async () => {
  fs.rmSync(path.join(folder, "trace"), { force: true });
  const { child, ended } = start(["run", "slow"]);
  await expect.poll(hasBegun("second"), { timeout: 20_000 }).toBe(true);
  const id = runOf(child);
  const orphan = Number(fs.readFileSync(path.join(folder, ".millwright/runs", id, "steps/second/0.log"), "utf8"));
  const busy = await run("--resume", id);
  expect(busy.code).toBe(2);
  expect(busy.err).toContain(`Run "${id}" cannot be used: process ${child.pid} is running it.`);
  await new Promise((resolve) => setTimeout(resolve, 500));
  child.kill("SIGKILL");
  await ended;
  expect(isAlive(orphan)).toBe(true);
  expect((await start(["runs", "list"]).ended).out).toMatch(new RegExp(`^${id} +slow +interrupted`, "m"));
  fs.writeFileSync(path.join(folder, "mended"), "");
  const second = await run("--resume", id, "--json");
  fs.rmSync(path.join(folder, "mended"));
  expect(recordIn(second)).toMatchObject({
    id,
    status: "succeeded",
    steps: [{}, { attempts: [{ reason: "Killed" }, { reason: "Completed" }] }, {}],
  });
  expect(trace()).toEqual(["first", "second", "second", "succeeded"]);
  expect(isAlive(orphan)).toBe(false);
});

test("a record that is damaged is listed as such, and not resumed", async () => {
  const id = "hello-20260101t000000z-0000";
  fs.mkdirSync(path.join(folder, ".millwright/runs", id), { recursive: true });
  fs.writeFileSync(path.join(folder, ".millwright/runs", id, "run.json"), '{"formatVersion":1');
  expect((await start(["runs", "list"]).ended).out).toMatch(/hello-20260101t000000z-0000 .* damaged .*"run.json" is no JSON/);
  const { code, err } = await run("--resume", id);
  expect(code).toBe(2);
  expect(err).toContain(`cli/unusable-run: Run "${id}" cannot be used: its record is damaged: "run.json" is no JSON.`);
});
