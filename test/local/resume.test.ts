/** A run that goes on: what is done stays, what failed or changed runs again. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { RunRecord } from "../../runs/run-record.ts";
import { artifact, z } from "../../schema/index.ts";
import { type Loose, looseFlow, options } from "../support/mistakes.ts";
import { planOf } from "../support/program.ts";
import { type FolderRun, runInFolder } from "./run-in-folder.ts";

let root = "";
beforeEach(() => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "millwright-resume-")));
});
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

const shell = (text: string, ...words: readonly Loose[]) => ["sh", "-c", text, ...words];

/** a → b → c; each writes its name to "trace". b fails unless "mended" is there; `word` is part of a's command. */
function chain(word = "one") {
  return looseFlow(({ step, forEach }) => {
    const a = step(
      "a",
      options({
        outputs: { out: z.string(), file: artifact("text") },
        command: ({ outputs }: Loose) =>
          shell('echo a >>trace; echo "$2" >"$0"; echo "$2" >"$1"', outputs.out.path, outputs.file.path, word),
      }),
    );
    const each = forEach("each", ["x", "y"], (item: Loose) => step("item", options({ command: () => shell('echo "$0" >>trace', item) })));
    const b = step(
      "b",
      options({
        inputs: { file: a.outputs.file },
        after: [each],
        command: ({ inputs }: Loose) => shell('echo b >>trace; cat mended "$0"', inputs.file.path),
      }),
    );
    step("c", options({ after: [b], command: () => shell("echo c >>trace") }));
  });
}

function run(definition: Loose, more: Partial<FolderRun> = {}): Promise<RunRecord> {
  return runInFolder(planOf({ definition }), { root, slots: 1, ...more });
}

function trace(): readonly string[] {
  const file = path.join(root, "trace");
  const lines = fs.existsSync(file) ? fs.readFileSync(file, "utf8").trim().split("\n") : [];
  fs.rmSync(file, { force: true });
  return lines.sort();
}

it("runs only what failed and what follows it", async () => {
  const first = await run(chain());
  expect(first.status).toBe("failed");
  expect(trace()).toEqual(["a", "b", "x", "y"]);
  fs.writeFileSync(path.join(root, "mended"), "");
  const second = await run(chain(), { earlier: first });
  expect(second).toMatchObject({ id: first.id, status: "succeeded" });
  expect(trace()).toEqual(["b", "c"]);
  expect(second.steps.map(({ path: name, attempts }) => `${name} ${attempts.length}`)).toEqual([
    "a 1",
    "each[0]/item 1",
    "each[1]/item 1",
    "b 2",
    "c 1",
  ]);
  expect(second.steps[3]?.attempts.map(({ log }) => log)).toEqual(["steps/b/0.log", "steps/b/1.log"]);
});

it("runs what changed, and what takes from it", async () => {
  fs.writeFileSync(path.join(root, "mended"), "");
  const first = await run(chain());
  expect(first.status).toBe("succeeded");
  trace();
  await run(chain(), { earlier: first });
  expect(trace()).toEqual([]);
  await run(chain("two"), { earlier: first });
  expect(trace()).toEqual(["a", "b"]);
});

it("runs a step again whose artifact is gone", async () => {
  const first = await run(chain());
  trace();
  fs.rmSync(path.join(root, "runs/run/steps/a/0/outputs/file"));
  await run(chain(), { earlier: first });
  expect(trace()).toEqual(["a", "b"]);
});

it("goes on with a run that was killed: an attempt that had not ended is told as such", async () => {
  const kill = new AbortController();
  const slow = looseFlow(({ step }) => {
    const a = step("a", options({ command: () => shell("echo a >>trace") }));
    step("b", options({ after: [a], command: () => shell("echo b >>trace; [ -e mended ] || sleep 300") }));
  });
  const ended = run(slow, { kill: kill.signal });
  await expect.poll(() => fs.existsSync(path.join(root, "trace")) && fs.readFileSync(path.join(root, "trace"), "utf8")).toBe("a\nb\n");
  kill.abort();
  const first = await ended;
  expect(first).toMatchObject({ status: "cancelled", steps: [{ status: "succeeded" }, { status: "running" }] });
  trace();
  fs.writeFileSync(path.join(root, "mended"), "");
  const second = await run(slow, { earlier: first });
  expect(trace()).toEqual(["b"]);
  expect(second).toMatchObject({ status: "succeeded", steps: [{}, { attempts: [{ reason: "Killed" }, { reason: "Completed" }] }] });
});

it("waits for an approval, and goes on when somebody answers; an approval that was given is not asked for again", async () => {
  const approved = looseFlow(({ step, approval }) => {
    const release = approval("release", { message: "Release?" });
    step("publish", options({ after: [release], command: () => shell("echo publish >>trace; [ -e mended ]") }));
  });
  const first = await run(approved);
  expect(first).toMatchObject({ status: "waiting", steps: [{ status: "waiting" }, { status: "pending" }] });
  const second = await run(approved, { earlier: first, answer: () => "yes" });
  expect(second.status).toBe("failed");
  fs.writeFileSync(path.join(root, "mended"), "");
  const third = await run(approved, {
    earlier: second,
    answer: () => {
      throw new Error("It was approved already.");
    },
  });
  expect(third.status).toBe("succeeded");
});

it("counts the time of an approval from when it was first asked for", async () => {
  const expiring = looseFlow(({ approval }) => void approval("release", { message: "Release?", expires: "1h" }));
  const first = await run(expiring);
  expect(first.status).toBe("waiting");
  const later = await run(expiring, { earlier: first, clock: () => Date.now() + 3_600_000 });
  expect(later).toMatchObject({ status: "failed", steps: [{ status: "failed", message: "Nobody approved within 1h." }] });
});

it("runs one step only, with what the others gave in another run", async () => {
  fs.writeFileSync(path.join(root, "mended"), "");
  const first = await run(chain());
  trace();
  const only = await run(chain(), { id: "other", only: { step: "b", from: first, fromFolder: "../run" } });
  expect(trace()).toEqual(["b"]);
  expect(only.status).toBe("succeeded");
  expect(fs.readFileSync(path.join(root, "runs/other/steps/b/0.log"), "utf8")).toBe("one\n");
  const nothing = await run(chain(), { id: "nothing", only: { step: "b", from: undefined, fromFolder: "" } });
  expect(nothing.status).toBe("failed");
  expect(trace()).toEqual([]);
});
