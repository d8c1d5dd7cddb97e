/** Locks that runs of this machine share: they exclude and order, and change no result (meaning.md, rule 26). */
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openSharedLocks } from "../../local/locks/shared-locks.ts";
import type { RunRecord } from "../../runs/run-record.ts";
import { type Loose, looseFlow, options } from "../support/mistakes.ts";
import { planOf } from "../support/program.ts";
import { type FolderRun, runInFolder } from "./run-in-folder.ts";

let root = "";
let folder = "";
beforeEach(() => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "millwright-locks-")));
  folder = path.join(root, "locks");
});
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

const open = (runId = "one", environment = "dev") => openSharedLocks({ folder, environment, runId });
const mutex = { said: 'mutex "m"', slots: 1 };
const other = { said: 'mutex "n"', slots: 1 };

function taken(found: ReturnType<ReturnType<typeof open>["take"]>): () => void {
  if ("lock" in found) throw new Error(`${found.lock.said} is not free.`);
  return found.release;
}

it("gives a lock to one at a time, and says who has it", () => {
  const release = taken(open("one").take([mutex]));
  expect(open("two").take([mutex])).toEqual({ lock: mutex, run: "one" });
  release();
  taken(open("two").take([mutex]))();
  expect(fs.readdirSync(folder)).toEqual([]);
});

it("gives all locks or none", () => {
  const release = taken(open("one").take([other]));
  expect(open("two").take([mutex, other])).toEqual({ lock: other, run: "one" });
  taken(open("three").take([mutex]))();
  release();
  taken(open("two").take([mutex, other]));
});

it("gives a semaphore to as many as its size, and keeps environments apart", () => {
  const semaphore = { said: 'semaphore "limits.gpu"', slots: 2 };
  const releases = ["one", "two"].map((run) => taken(open(run).take([semaphore])));
  expect(open("three").take([semaphore])).toMatchObject({ run: "one" });
  taken(open("three", "prod").take([semaphore]));
  releases[1]?.();
  taken(open("three").take([semaphore]));
});

it("takes over what a process held that is gone, and what cannot be read is held", () => {
  taken(open().take([mutex]));
  const [file = ""] = fs.readdirSync(folder);
  const text = fs.readFileSync(path.join(folder, file), "utf8");
  fs.writeFileSync(path.join(folder, file), text.replace(/"pid":\d+/, '"pid":4194303'));
  taken(open("two").take([mutex]));
  expect(open("three").take([mutex])).toMatchObject({ run: "two" });
  fs.writeFileSync(path.join(folder, file), "{");
  expect(open("three").take([mutex])).toEqual({ lock: mutex, run: undefined });
});

const worker = (rounds: number) => `
  import fs from "node:fs";
  import { openSharedLocks } from ${JSON.stringify(path.resolve(import.meta.dirname, "../../local/locks/shared-locks.ts"))};
  const locks = openSharedLocks({ folder: ${JSON.stringify(folder)}, environment: "dev", runId: String(process.pid) });
  for (let left = ${rounds}; left > 0; ) {
    const found = locks.take([{ said: "m", slots: 1 }]);
    if ("lock" in found) continue;
    const count = Number(fs.readFileSync(${JSON.stringify(path.join(root, "count"))}, "utf8"));
    if (${rounds} === Infinity) process.kill(process.pid, "SIGKILL");
    fs.writeFileSync(${JSON.stringify(path.join(root, "count"))}, String(count + 1));
    left -= 1;
    found.release();
  }`;

function ended(text: string): Promise<unknown> {
  const child = spawn(process.execPath, ["--input-type=module", "--no-warnings", "-e", text], { stdio: "inherit" });
  return new Promise((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal)));
}

it("keeps processes apart, also while holders die", async () => {
  fs.writeFileSync(path.join(root, "count"), "0");
  const codes = await Promise.all([worker(60), worker(60), worker(60), worker(Infinity), worker(Infinity)].map(ended));
  expect(codes).toEqual([0, 0, 0, "SIGKILL", "SIGKILL"]);
  expect(fs.readFileSync(path.join(root, "count"), "utf8")).toBe("180");
});

const shell = (text: string, ...words: readonly Loose[]) => ["sh", "-c", text, ...words];
const spans = () => fs.readFileSync(path.join(root, "trace"), "utf8").trim().split("\n");

function run(id: string, definition: Loose, more: Partial<FolderRun> = {}): Promise<RunRecord> {
  return runInFolder(planOf({ definition }), { root, id, ...more });
}

const working = "echo begin >>trace; sleep 0.7; echo end >>trace";

it("keeps steps of two runs apart that hold the same mutex, says who is waited for, and changes no result", async () => {
  const definition = looseFlow(({ step }) => void step("s", options({ mutexes: ["m"], timeout: "2s", command: () => shell(working) })));
  const said: string[] = [];
  const runs = ["one", "two", "three"].map((id) => run(id, definition, { say: (sentence) => said.push(sentence) }));
  const records = await Promise.all(runs);
  expect(records.map(({ status }) => status)).toEqual(["succeeded", "succeeded", "succeeded"]);
  expect(spans()).toEqual(["begin", "end", "begin", "end", "begin", "end"]);
  expect(said).toContain('Step "s" waits for mutex "m", which run one holds.');
  expect(fs.readdirSync(folder)).toEqual([]);
});

it("lets as many steps hold a semaphore as its config map says, one where nobody said", async () => {
  const definition = looseFlow(({ step }) => {
    for (const name of ["a", "b", "c"])
      step(name, options({ semaphores: [{ configMap: "limits", key: "gpu" }], command: () => shell(working) }));
  });
  await run("one", definition);
  expect(spans()).toEqual(["begin", "end", "begin", "end", "begin", "end"]);
  fs.rmSync(path.join(root, "trace"));
  await run("two", definition, { keyOf: (kind, name, key) => (`${kind} ${name}.${key}` === "configMap limits.gpu" ? "3" : undefined) });
  expect(spans()).toEqual(["begin", "begin", "begin", "end", "end", "end"]);
});

it("keeps runs of a flow apart that hold its mutex, to the end of their exit handlers", async () => {
  const definition = looseFlow(
    ({ step, onExit }) => {
      step("s", options({ command: () => shell("echo begin >>trace; sleep 0.3") }));
      onExit("report", options({ command: () => shell("sleep 0.2; echo end >>trace") }));
    },
    { mutexes: ["nightly"] },
  );
  await Promise.all([run("one", definition), run("two", definition)]);
  expect(spans()).toEqual(["begin", "end", "begin", "end"]);
});

it("can be told to end while it waits: nothing of the run began, and its record says so", async () => {
  const release = taken(openSharedLocks({ folder, environment: "test", runId: "elsewhere" }).take([{ said: 'mutex "nightly"', slots: 1 }]));
  const definition = looseFlow(({ step }) => void step("s", options({ command: () => ["true"] })), { mutexes: ["nightly"] });
  const stop = new AbortController();
  const said: string[] = [];
  const waits = run("one", definition, { stop: stop.signal, say: (sentence) => said.push(sentence) });
  await expect.poll(() => said).toEqual(['The run waits for mutex "nightly", which run elsewhere holds.']);
  expect(JSON.parse(fs.readFileSync(path.join(root, "runs/one/run.json"), "utf8"))).toMatchObject({ status: "running", steps: [] });
  stop.abort();
  expect(await waits).toMatchObject({ status: "cancelled", steps: [] });
  release();
  expect(await run("one", definition)).toMatchObject({ status: "succeeded" });
});
