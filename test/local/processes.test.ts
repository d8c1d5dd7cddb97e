/** Steps as processes of this machine: what commands do wrong, and what becomes of the run. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { RunRecord, StepRecord } from "../../runs/run-record.ts";
import { readRun } from "../../runs/run-store.ts";
import { artifact, secret, z } from "../../schema/index.ts";
import { type Loose, looseFlow, options } from "../support/mistakes.ts";
import { planOf } from "../support/program.ts";
import { type FolderRun, runInFolder } from "./run-in-folder.ts";

let root = "";
beforeAll(() => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "millwright-processes-")));
});
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

const shell = (text: string, ...words: readonly Loose[]) => ["sh", "-c", text, ...words];

/** Runs a flow of one step "s" whose command is a shell text; `$0` is the path of its first output. */
function runShell(id: string, text: string, stepOptions: object = {}, more: Partial<FolderRun> = {}): Promise<RunRecord> {
  const command = ({ outputs }: Loose) =>
    shell(text, ...Object.keys((stepOptions as Loose).outputs ?? {}).map((name) => outputs[name].path));
  return run(
    id,
    looseFlow(({ step }) => void step("s", options({ command, ...stepOptions }))),
    more,
  );
}

function run(id: string, definition: Loose, more: Partial<FolderRun> = {}): Promise<RunRecord> {
  return runInFolder(planOf({ definition }, undefined, { environment: { checkpoints: { claim: "c" } } }), { root, id, ...more });
}

function stepOf(record: RunRecord, name = "s"): StepRecord {
  const found = record.steps.find((step) => step.path === name);
  if (found === undefined) throw new Error(`There is no step "${name}".`);
  return found;
}

const lastOf = (record: RunRecord, name?: string) => stepOf(record, name).attempts.at(-1);
const logOf = (id: string, name = "s", attempt = 0) =>
  fs.readFileSync(path.join(root, "runs", id, "steps", name, `${attempt}.log`), "utf8");
const isAlive = (pid: number) => fs.existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(fs.readFileSync(`/proc/${pid}/status`, "utf8"));

it("keeps what a command says on both streams in the log of its attempt", async () => {
  const record = await runShell("says", "echo out; echo err >&2");
  expect(lastOf(record)).toMatchObject({ exitCode: 0, reason: "Completed", log: "steps/s/0.log" });
  expect(logOf("says")).toBe("out\nerr\n");
});

it("says that a command is not there, or may not be executed, and goes on with other branches", async () => {
  fs.writeFileSync(path.join(root, "plain"), "echo");
  const definition = looseFlow(({ step }) => {
    step("absent", options({ command: () => ["no-such-command"] }));
    step("plain", options({ command: () => [path.join(root, "plain")] }));
    step("other", options({ command: () => ["true"] }));
  });
  const record = await run("absent", definition);
  expect(record.status).toBe("failed");
  expect(lastOf(record, "absent")).toMatchObject({
    exitCode: 127,
    message: 'Command "no-such-command" of step "absent" is not on this machine.',
  });
  expect(lastOf(record, "plain")).toMatchObject({ exitCode: 126, message: `Command "${root}/plain" of step "plain" may not be executed.` });
  expect(stepOf(record, "other").status).toBe("succeeded");
});

it("fails an attempt whose output is missing or not of its type, with the output, the step and the log", async () => {
  const missing = await runShell("missing", "true", { outputs: { auc: z.number() } });
  expect(lastOf(missing)).toMatchObject({ exitCode: 65, message: 'Output "auc" of step "s" was not written. Its log is "steps/s/0.log".' });
  const wrong = await runShell("wrong", 'echo NaN >"$0"', { outputs: { auc: z.number() } });
  expect(lastOf(wrong)?.message).toBe('Output "auc" of step "s" is no number. Its log is "steps/s/0.log".');
  const bytes = await runShell("bytes", 'printf "\\377" >"$0"', { outputs: { text: z.string() } });
  expect(lastOf(bytes)?.message).toBe('Output "text" of step "s" is no UTF-8 text. Its log is "steps/s/0.log".');
  const pipe = await runShell("pipe", 'mkfifo "$0"', { outputs: { text: z.string() } });
  expect(lastOf(pipe)?.message).toBe('Output "text" of step "s" is no file. Its log is "steps/s/0.log".');
  const long = await runShell("long", 'head -c 20000000 /dev/zero >"$0"', { outputs: { text: z.string() } });
  expect(lastOf(long)?.message).toContain("has 20000000 bytes, where a value has at most 16777216: hand it on as an artifact.");
  const artifacts = await runShell("artifact", "true", { outputs: { model: artifact("onnx") } });
  expect(lastOf(artifacts)?.message).toContain('Output "model" of step "s" was not written.');
});

it("ends a command that takes more memory than it may, and all its children, as OOMKilled", async () => {
  const eat = "import time; x = bytearray(300 << 20); time.sleep(20)";
  const alone = await run(
    "memory",
    looseFlow(({ step }) => void step("s", options({ command: () => ["python3", "-c", eat], resources: { memory: "100Mi" } }))),
  );
  expect(lastOf(alone)).toMatchObject({ exitCode: 137, reason: "OOMKilled", limits: { memory: "100Mi" } });
  expect(lastOf(alone)?.peakMemoryBytes).toBeGreaterThan(100 << 20);
  const child = await runShell("memory-child", `setsid python3 -c '${eat}' & wait`, { resources: { memory: "100Mi" } });
  expect(lastOf(child)).toMatchObject({ exitCode: 137, reason: "OOMKilled" });
});

it("does not count memory twice that forked processes share", async () => {
  const fork =
    "import os, time; x = bytearray(60 << 20); [os.fork() == 0 and (time.sleep(1), os._exit(0)) for _ in range(4)]; time.sleep(1)";
  const record = await run(
    "forks",
    looseFlow(({ step }) => void step("s", options({ command: () => ["python3", "-c", fork], resources: { memory: "200Mi" } }))),
  );
  expect(lastOf(record)).toMatchObject({ reason: "Completed" });
});

it("ends a command that runs too long, by force where it does not listen", async () => {
  const began = Date.now();
  const deaf = await runShell("deaf", 'trap "" TERM; echo begun; while :; do sleep 0.1; done', { timeout: "1s", terminationGrace: "1s" });
  expect(lastOf(deaf)).toMatchObject({ exitCode: 137, reason: "DeadlineExceeded", message: "It ran longer than 1s." });
  expect(Date.now() - began).toBeLessThan(6000);
  const polite = await runShell("polite", 'trap "echo bye; exit 0" TERM; while :; do sleep 0.1; done', { timeout: "1s" });
  expect(lastOf(polite)).toMatchObject({ reason: "DeadlineExceeded" });
  expect(logOf("polite")).toContain("bye\n");
});

it("ends what a command leaves behind, in its group or out of it", async () => {
  const record = await runShell("leaves", "sleep 300 & echo $!; setsid sh -c 'echo $$; exec sleep 300' & sleep 0.5");
  expect(record.status).toBe("succeeded");
  const pids = logOf("leaves").trim().split("\n").map(Number);
  expect(pids).toHaveLength(2);
  await expect.poll(() => pids.filter(isAlive)).toEqual([]);
});

it("keeps the beginning and the end of a gigabyte of output, and none of it in memory", async () => {
  const before = process.memoryUsage().rss;
  const record = await runShell("loud", "echo first; head -c 1000000000 /dev/zero | tr '\\0' x; echo; echo last");
  expect(record.status).toBe("succeeded");
  expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  const log = fs.readFileSync(path.join(root, "runs/loud/steps/s/0.log"), "latin1");
  expect(log.length).toBeLessThanOrEqual(64 * 1024 * 1024);
  expect(log).toMatch(/^first\n/);
  expect(log).toMatch(/x\nlast\n$/);
  const [notice = "", bytes = ""] = /^\[(\d+) bytes are left out here: a long log keeps its beginning and its end\] *\n/m.exec(log) ?? [];
  // The line of the notice begins with a line's end of its own.
  expect(log.length - notice.length - 1 + Number(bytes)).toBe("first\n".length + 1_000_000_000 + "\nlast\n".length);
  fs.rmSync(path.join(root, "runs/loud"), { recursive: true });
});

it("gives commands a pipe for both streams, which they may open again", async () => {
  await runShell("reopens", "echo one; echo two >/dev/stderr; echo three >/dev/stdout; [ -p /dev/fd/1 ] && echo pipe");
  expect(logOf("reopens")).toBe("one\ntwo\nthree\npipe\n");
});

it("does not wait for what left the group and keeps the streams open", async () => {
  const began = Date.now();
  const record = await runShell("holds", "setsid sh -c 'echo $$; exec sleep 300' & sleep 0.3");
  expect(record.status).toBe("succeeded");
  expect(Date.now() - began).toBeLessThan(5000);
  expect(isAlive(Number(logOf("holds")))).toBe(false);
});

it("hands steps copies of artifacts, so that none can change another's", async () => {
  const definition = looseFlow(({ step }) => {
    const made = step(
      "make",
      options({ outputs: { file: artifact("text") }, command: ({ outputs }: Loose) => shell('echo one >"$0"', outputs.file.path) }),
    );
    const spoil = step(
      "spoil",
      options({ inputs: { file: made.outputs.file }, command: ({ inputs }: Loose) => shell('echo two >"$0"', inputs.file.path) }),
    );
    step(
      "use",
      options({ inputs: { file: made.outputs.file }, after: [spoil], command: ({ inputs }: Loose) => shell('cat "$0"', inputs.file.path) }),
    );
  });
  await run("copies", definition);
  expect(logOf("copies", "use")).toBe("one\n");
});

it("gives a secret to the step that names it, and keeps only its name", async () => {
  const definition = looseFlow(({ step }) => {
    step("s", options({ env: { TOKEN: secret("hf", "token") }, command: () => shell('[ "$TOKEN" = hunter2-token ]') }));
    step("other", options({ command: () => shell("env") }));
  });
  const environment = { ...process.env, MILLWRIGHT_SECRET_HF_TOKEN: "hunter2-token" };
  const record = await run("secrets", definition, { environment, keyOf: () => "hunter2-token" });
  expect(record.status).toBe("succeeded");
  expect(logOf("secrets", "other")).not.toContain("hunter2");
  expect(fs.readFileSync(path.join(root, "runs/secrets/run.json"), "utf8")).not.toContain("hunter2");
});

it("keeps the value of a secret out of logs, outputs, messages and the cache, whatever steps do with it", async () => {
  const token = 'hunter2-"token"';
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's
  const tell = 'printf %s "$TOKEN" | base64; sleep 0.2; printf "a: %s" "${TOKEN%oken*}"; sleep 0.2; echo "${TOKEN#hunter2-\\"t}"';
  const cut = 'printf "hunter2-"; sleep 0.3; printf \'"token"\'';
  const definition = looseFlow(({ step }) => {
    const tells = step(
      "tells",
      options({
        env: { TOKEN: secret("hf", "token") },
        cache: { key: ["1"] },
        outputs: { url: z.string(), size: z.int() },
        command: ({ outputs }: Loose) =>
          shell(`${tell}; printf %s "https://$TOKEN@host" >"$0"; printf 7 >"$1"`, outputs.url.path, outputs.size.path),
      }),
    );
    step(
      "passes",
      options({
        inputs: { url: tells.outputs.url },
        command: ({ inputs }: Loose) => shell(`[ "$0" = 'https://${token}@host' ]; ${cut}`, inputs.url),
      }),
    );
    step(
      "wrong",
      options({
        env: { TOKEN: secret("hf", "token") },
        outputs: { kind: z.enum(["a"]) },
        command: ({ outputs }: Loose) => shell('printf %s "$TOKEN" >"$0"', outputs.kind.path),
      }),
    );
    step("fails", options({ env: { TOKEN: secret("hf", "token") }, command: () => shell('exec "/nowhere/$TOKEN"') }));
  });
  const keys = { keyOf: (_: string, name: string) => (name === "hf" ? token : undefined) };
  const record = await run("leaks", definition, keys);
  expect(record.steps.map(({ path: name, status }) => `${name} ${status}`)).toEqual([
    "tells succeeded",
    "passes succeeded",
    "wrong failed",
    "fails failed",
  ]);
  expect(stepOf(record, "tells").outputs).toEqual({ url: "https://[secret hf.token]@host", size: 7 });
  expect(logOf("leaks", "tells")).toBe("[secret hf.token]\na: [secret hf.token]\n");
  expect(logOf("leaks", "passes")).toBe("[secret hf.token]");
  const kept = fs.readdirSync(path.join(root, "runs/leaks"), { recursive: true, withFileTypes: true });
  // What a step writes into a file of its own is its own.
  const files = kept
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith("/outputs"))
    .map((entry) => path.join(entry.parentPath, entry.name));
  for (const file of files) expect(fs.readFileSync(file, "utf8")).not.toMatch(/hunter2|aHVudGVyM/);
  expect(fs.existsSync(path.join(root, "cache"))).toBe(false);
  const again = await run("leaks", definition, { ...keys, earlier: record });
  expect(stepOf(again, "tells").attempts).toHaveLength(2);
  expect(stepOf(again, "passes").status).toBe("succeeded");
});

it("ends in an orderly way when it is told to stop: the exit handler runs, what runs is cancelled", async () => {
  const stop = new AbortController();
  const definition = looseFlow(({ step, onExit }) => {
    const slow = step("slow", options({ command: () => shell("echo $$; sleep 300") }));
    step("after", options({ after: [slow] }));
    onExit("report", options({ command: ({ status }: Loose) => ["echo", status] }));
  });
  const ended = run("stopped", definition, { stop: stop.signal });
  await expect.poll(() => fs.existsSync(path.join(root, "runs/stopped/steps/slow/0.log")) && logOf("stopped", "slow")).toMatch(/\d+/);
  stop.abort();
  const record = await ended;
  expect(record.status).toBe("cancelled");
  expect(record.steps.map(({ path: name, status }) => `${name} ${status}`)).toEqual([
    "slow cancelled",
    "after not-run",
    "report succeeded",
  ]);
  expect(logOf("stopped", "report")).toBe("cancelled\n");
  expect(isAlive(Number(logOf("stopped", "slow")))).toBe(false);
});

it("keeps a record that can be read while it runs", async () => {
  const stop = new AbortController();
  const ended = runShell("read", "sleep 300", {}, { stop: stop.signal, root: fs.mkdtempSync(path.join(root, "own-")) });
  const folders = () => fs.readdirSync(root).filter((name) => name.startsWith("own-"));
  const runs = () => path.join(root, folders()[0] ?? "", "runs/read/run.json");
  await expect.poll(() => fs.existsSync(runs())).toBe(true);
  expect(JSON.parse(fs.readFileSync(runs(), "utf8"))).toMatchObject({ status: "running", steps: [{ path: "s", status: "running" }] });
  stop.abort();
  await ended;
  expect(readRun(root, "../runs")).toBeUndefined();
});
