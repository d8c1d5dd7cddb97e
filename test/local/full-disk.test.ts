/** A step that fills the disk: the run goes on as far as it can, and its record is whole. */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { openRecordKeeper } from "../../runs/keep-record.ts";
import type { RunRecord } from "../../runs/run-record.ts";
import { readRun, runsFolder } from "../../runs/run-store.ts";
import { artifact } from "../../schema/index.ts";
import { type Loose, looseFlow, options } from "../support/mistakes.ts";
import { planOf } from "../support/program.ts";
import { runInFolder } from "./run-in-folder.ts";

function newFolder(): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "millwright-full-")));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const shell = (text: string, ...words: readonly Loose[]) => ["sh", "-c", text, ...words];

const base = {
  formatVersion: 1,
  id: "r",
  flow: "f",
  engine: "local",
  environment: "e",
  program: "",
  commit: null,
  startedAt: "",
  params: {},
} as const;
const record = (status: RunRecord["status"]): RunRecord => ({ ...base, status, steps: [] });
const statusIn = (folder: string) => (JSON.parse(fs.readFileSync(path.join(folder, "run.json"), "utf8")) as RunRecord).status;

it("sets room aside, and gives it back for the last record", () => {
  const folder = newFolder();
  const keeper = openRecordKeeper(folder);
  keeper.meanwhile(record("running"));
  expect(fs.statSync(path.join(folder, "reserve")).size).toBe(1024 * 1024);
  keeper.atEnd(record("failed"));
  expect(statusIn(folder)).toBe("failed");
  expect(fs.readdirSync(folder)).toEqual(["run.json"]);
});

it("keeps the record before where a full disk refuses the next, and says anything else that the disk refuses", () => {
  const folder = newFolder();
  const keeper = openRecordKeeper(folder);
  const write = vi.spyOn(fs, "renameSync");
  onTestFinished(() => write.mockRestore());
  const refuse = (code: string) =>
    write.mockImplementationOnce(() => {
      throw Object.assign(new Error(code), { code });
    });
  refuse("ENOSPC");
  expect(() => keeper.meanwhile(record("running"))).toThrow("ENOSPC");
  keeper.meanwhile(record("running"));
  refuse("ENOSPC");
  keeper.meanwhile(record("waiting"));
  expect(statusIn(folder)).toBe("running");
  refuse("EACCES");
  expect(() => keeper.meanwhile(record("waiting"))).toThrow("EACCES");
  expect(fs.readdirSync(folder).sort()).toEqual(["reserve", "run.json"]);
});

const isRoot = process.getuid?.() === 0;

it.runIf(isRoot && process.platform === "linux")("records a step that filled the disk, and what ran beside and after it", async () => {
  const root = newFolder();
  const kept = runsFolder(root);
  fs.mkdirSync(kept, { recursive: true });
  // Where not even root may mount, the test above stands for it.
  if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", kept]).status !== 0) return;
  onTestFinished(() => void spawnSync("umount", ["-l", kept]));
  const definition = looseFlow(({ step, onExit }) => {
    step(
      "fills",
      options({
        outputs: { big: artifact("bytes") },
        command: ({ outputs }: Loose) => shell('head -c 100000000 /dev/zero >"$0"', outputs.big.path),
      }),
    );
    const loud = step("loud", options({ command: () => shell("sleep 1; seq 1000000") }));
    step("after", options({ after: [loud], command: () => ["true"] }));
    onExit("report", options({ command: ({ status }: Loose) => ["test", status, "=", "failed"] }));
  });
  const run = path.join(kept, "full");
  fs.mkdirSync(run);
  const record = await runInFolder(planOf({ definition }), { root, id: "full", run });
  expect(record.steps.map(({ path: name, status }) => `${name} ${status}`)).toEqual([
    "fills failed",
    "loud succeeded",
    "after succeeded",
    "report succeeded",
  ]);
  expect(record.steps[0]?.attempts[0]).toMatchObject({ reason: "Error", exitCode: 1, log: "steps/fills/0.log" });
  expect(readRun(root, "full")).toMatchObject({ record: { status: "failed" } });
  expect(fs.readdirSync(run).sort()).toEqual(["run.json", "steps"]);
});
