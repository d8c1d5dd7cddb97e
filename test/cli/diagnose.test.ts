import fs from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { type Ran, runFake } from "../support/fake-context.ts";
import { newFolder } from "../support/folder.ts";

function run(inputs: readonly string[], standardInput = ""): Promise<Ran> {
  return runFake(["diagnose", ...inputs], {}, { standardInput: bytesOf(standardInput) });
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

function verdictsOf({ out }: Ran): readonly Record<string, unknown>[] {
  return out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

const shm = "ERROR: Unexpected bus error encountered in worker. This might be caused by insufficient shared memory (shm).\n";
const pod = (phase: string, reason: string): string =>
  JSON.stringify({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "fit-0", namespace: "ml" },
    spec: { containers: [{ name: "main", image: "i", resources: { limits: { memory: "8Gi" } } }] },
    status: { phase, containerStatuses: [{ name: "main", state: { terminated: { exitCode: reason === "Error" ? 1 : 137, reason } } }] },
  });

it("writes one JSON line an input, as the contract says, and exits 1 where something failed", async () => {
  const ran = await run(["--json", "-"], shm);
  expect(ran.code).toBe(1);
  const [verdict, ...more] = verdictsOf(ran);
  expect(more).toEqual([]);
  expect(verdict).toMatchObject({
    formatVersion: 1,
    input: "-",
    class: "mem.shm",
    confidence: expect.any(Number),
    action: "propose",
    remedy: { field: "sharedMemory", from: null, to: null, rule: expect.any(String) },
    safety: "review",
    evidence: [{ line: 1, text: shm.trim() }],
    rule: "mem.shm/shared-memory",
    model: expect.any(String),
  });
});

it("says it to a person with the lines that it rests on", async () => {
  const { out } = await run(["-"], `one\n${shm}`);
  expect(out).toMatch(/^-: mem\.shm, \d\d % sure\n {2}2 {2}ERROR: Unexpected bus error/);
  expect(out).toContain("help  sharedMemory: ");
});

it("exits 0 where nothing failed", async () => {
  const ran = await run(["--json", "-"], "epoch 1\nepoch 2\n");
  expect(ran.code).toBe(0);
  expect(verdictsOf(ran)).toMatchObject([{ class: "benign", action: "none", remedy: null }]);
});

it("judges the logs of a folder one by one, and archives by what is in them", async () => {
  const folder = newFolder();
  fs.writeFileSync(path.join(folder, "a.log"), shm);
  fs.writeFileSync(path.join(folder, "b.log.gz"), gzipSync("Memory cgroup out of memory: Killed process 7 (python)\n"));
  const ran = await run(["--json", folder]);
  expect(verdictsOf(ran).map((verdict) => [path.basename(String(verdict["input"])), verdict["class"]])).toEqual([
    ["a.log", "mem.shm"],
    ["b.log", "mem.container_oom"],
  ]);
});

it("reads a pod, its events and its log in one folder together", async () => {
  const folder = newFolder();
  fs.writeFileSync(path.join(folder, "pod.json"), pod("Failed", "Error"));
  fs.writeFileSync(path.join(folder, "main.log"), shm);
  expect(verdictsOf(await run(["--json", folder]))).toMatchObject([{ class: "mem.shm", safety: "review", subject: "pod/ml/fit-0" }]);
  fs.writeFileSync(path.join(folder, "pod.json"), pod("Failed", "OOMKilled"));
  expect(verdictsOf(await run(["--json", folder]))).toMatchObject([
    { class: "mem.container_oom", safety: "safe", remedy: { from: "8Gi", to: "16Gi" } },
  ]);
  fs.writeFileSync(path.join(folder, "pod.json"), pod("Succeeded", "OOMKilled"));
  expect(verdictsOf(await run(["--json", folder]))).toMatchObject([{ class: "benign", action: "none" }]);
});

it("keeps runs apart where a folder holds several, and gives each log to the pod that its name names", async () => {
  const folder = newFolder();
  for (const name of ["fit-0", "fit-1"]) fs.writeFileSync(path.join(folder, `${name}.json`), pod("Failed", "Error").replace("fit-0", name));
  fs.writeFileSync(path.join(folder, "fit-1.log"), shm);
  expect(verdictsOf(await run(["--json", folder])).map((verdict) => [verdict["subject"], verdict["class"]])).toEqual([
    ["pod/ml/fit-0", "code.exception"],
    ["pod/ml/fit-1", "mem.shm"],
  ]);
});

it("shows no secret and no machine's name in what it prints", async () => {
  const { out, err } = await run(
    ["--json", "-"],
    `token=ghp_${"q7Rk2mXv9L".repeat(4)} host db.prod.internal CUDA out of memory ::error::x\n`,
  );
  expect(`${out}${err}`).not.toMatch(/q7Rk2|db\.prod|::error/);
});

it("says which input is not there, and exits 2", async () => {
  const { code, err } = await run(["/nowhere/train.log"]);
  expect([code, err]).toEqual([2, expect.stringContaining('error cli/unreadable-input: Input "/nowhere/train.log" does not exist')]);
});

it("sizes by what was measured of the pod, where that is more than double", async () => {
  const folder = newFolder();
  const [record, metrics] = [path.join(folder, "pod.json"), path.join(folder, "memory.json")];
  fs.writeFileSync(record, pod("Failed", "OOMKilled"));
  const peak = (name: string, bytes: number) => ({
    metric: { __name__: "container_memory_working_set_bytes", namespace: "ml", pod: name, container: "main" },
    values: [[1, String(bytes)]],
  });
  const answer = { status: "success", data: { resultType: "matrix", result: [peak("fit-0", 20 * 2 ** 30), peak("fit-1", 2 ** 40)] } };
  fs.writeFileSync(metrics, JSON.stringify(answer));
  const remedyOf = async (...flags: readonly string[]) => verdictsOf(await run(["--json", record, ...flags]))[0]?.["remedy"];
  expect(await remedyOf()).toMatchObject({ from: "8Gi", to: "16Gi" });
  expect(await remedyOf("--metrics", metrics)).toMatchObject({ from: "8Gi", to: "25Gi" });
});
