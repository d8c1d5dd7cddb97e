/** What a person, or a machine, sees of a run while it goes on. The terminal is one of the test's own. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Context } from "../../cli/context.ts";
import { clip, columnsOf } from "../../cli/runs/clip.ts";
import { lastLineOf, liveLines, openEndLines, type RunSight } from "../../cli/runs/run-lines.ts";
import { sayRun } from "../../cli/runs/say-run.ts";
import { openView, type Progress } from "../../cli/runs/view-run.ts";
import type { StepInstance } from "../../local/scheduler/instance.ts";
import { runRecord } from "../../runs/run-record.ts";

const plain = { colour: false, width: 80 };
const start = Date.UTC(2026, 10, 24);

function instance(at: string, status: StepInstance["status"], more: Partial<StepInstance> = {}): StepInstance {
  const name = at.slice(at.lastIndexOf("/") + 1);
  const attempts =
    status === "pending" ? [] : [{ startedAt: start, ...(status !== "running" && { finishedAt: start + 1500, reason: "Completed" }) }];
  return { path: at, status, attempts, planned: { node: { name } }, ...more } as StepInstance;
}

function loop(at: string, total: number, ended: number, more: Partial<RunSight["loops"][number]> = {}): RunSight["loops"][number] {
  return { path: at, total, ended, running: 0, failed: 0, startedAt: start, finishedAt: undefined, ...more };
}

const items = (count: number, status: StepInstance["status"]) =>
  Array.from({ length: count }, (_, index) => instance(`each[${index}]/count`, status));

function live(sight: RunSight, columns: number, rows = 8, said = "epoch 3"): readonly string[] {
  return liveLines(sight, start + 65_000, start, () => said, { columns, rows }, plain);
}

it("shows what runs with its time and its last line, what is in no loop first, and how much there is", () => {
  const sight = {
    instances: [...items(400, "succeeded"), ...items(2, "running"), instance("fit", "running"), instance("release", "waiting")],
    loops: [loop("each", 1000, 400, { failed: 3 })],
  };
  expect(live(sight, 60)).toEqual([
    "running    fit          1 min 5 s  epoch 3",
    "waiting    release      1 min 5 s  for an answer",
    "running    each         400 of 1000 items, 3 failed  1 min …",
    "running      [0]/count  1 min 5 s  epoch 3",
    "running      [1]/count  1 min 5 s  epoch 3",
    "400 ended · 4 running · 1 min 5 s",
  ]);
});

it("never takes more lines or columns than there are, whatever stands in paths and logs", () => {
  const said = "\u001b[31m日本語のログ\u001b[0m\t\u202ereversed\u0007 and much, much, much more of it";
  const sight = {
    instances: [...items(1000, "running"), instance("a-rather-long-name-of-a-step-that-fits-nowhere", "running")],
    loops: [loop("each", 1000, 0)],
  };
  for (const columns of [20, 40, 59, 60, 80, 200])
    for (const rows of [2, 3, 8]) {
      const lines = live(sight, columns, rows, said);
      expect(lines.length).toBeLessThanOrEqual(rows);
      for (const line of lines)
        expect({ line, fits: columnsOf(line) <= columns, hides: /[\p{Cc}\p{Cf}]/u.test(line) }).toEqual({ line, fits: true, hides: false });
    }
  expect(live(sight, 80, 8).at(-1)).toBe("0 ended · 1001 running · 995 not shown · 1 min 5 s");
});

it("cuts a text at its end or its beginning, by columns", () => {
  expect([clip("日本語", 4), clip("日本語", 4, "beginning"), clip("abc", 3), clip("abcd", 3), clip("abcd", 0)]).toEqual([
    "日…",
    "…語",
    "abc",
    "ab…",
    "",
  ]);
});

it("takes the last line that can still be seen: progress bars write over theirs", () => {
  expect([lastLineOf("one\n 10%\r 20%\r"), lastLineOf("one\ntwo\n"), lastLineOf("")]).toEqual([" 20%", "two", ""]);
});

it("tells each end once; of a long loop the items that failed, and the loop when it is over", () => {
  const tell = openEndLines(plain);
  const failed = instance("each[7]/count", "failed", {
    attempts: [{ startedAt: start, finishedAt: start + 100, reason: "OOMKilled", message: "It took\nmore." }],
  });
  const short = [instance("few[0]/a", "succeeded")];
  const open = loop("each", 21, 8, { failed: 1 });
  const few = loop("few", 1, 1, { finishedAt: start });
  expect(
    tell({
      instances: [instance("plan", "succeeded"), ...items(7, "succeeded"), failed, ...short, instance("fit", "running")],
      loops: [open, few],
    }),
  ).toEqual(["succeeded  plan  1.5 s", "failed     each[7]/count  0.1 s  OOMKilled: It took\\nmore.", "succeeded  few[0]/a  1.5 s"]);
  expect(tell({ instances: [], loops: [loop("each", 21, 21, { finishedAt: start + 2000 })] })).toEqual([
    "succeeded  each  21 of 21 items  2.0 s",
  ]);
  expect(openEndLines({ colour: true, width: 80 })({ instances: [instance("plan", "succeeded")], loops: [] })).toEqual([
    "\u001b[32msucceeded\u001b[0m  plan  1.5 s",
  ]);
});

it("says a finished run with one row for many items alike, and each one that failed", () => {
  const step = (at: string, status: string) => ({ step: "count", path: at, status, attempts: [], inputs: {}, outputs: {} });
  const steps = [
    step("plan", "succeeded"),
    ...Array.from({ length: 30 }, (_, index) => step(`each[${index}]/count`, index === 4 ? "failed" : "succeeded")),
  ];
  const record = runRecord.parse({
    formatVersion: 1,
    id: "r",
    flow: "f",
    engine: "local",
    environment: "e",
    program: "",
    commit: null,
    status: "failed",
    startedAt: "",
    params: {},
    steps,
  });
  expect(sayRun(record, "runs/r")).toEqual([
    "STATUS     STEP           ATTEMPTS  TIME",
    "succeeded  plan",
    "succeeded  each[*]/count            29 items",
    "failed     each[4]/count",
    '"each[4]/count" failed.',
    "Run r: failed.",
  ]);
});

let folder = "";
let screen = "";
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "millwright-view-"));
  screen = "";
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  fs.rmSync(folder, { recursive: true });
});

function view(terminal: Partial<Context["process"]["stderr"]>, progress?: Progress, environment: Context["environment"] = {}) {
  const write = (text: string): void => {
    screen += text;
  };
  const stderr = Object.assign(terminal, { write });
  const context = { process: { stdout: stderr, stderr }, environment, now: () => new Date(start + 2000) } as unknown as Context;
  return openView(context, { runId: "r", run: folder, ...(progress !== undefined && { progress }) });
}

it("paints on a terminal, with colours, over what it painted before, and leaves only what has ended", () => {
  fs.mkdirSync(path.join(folder, "steps"));
  fs.writeFileSync(path.join(folder, "steps/fit.log"), "");
  fs.mkdirSync(path.join(folder, "steps/fit"));
  fs.writeFileSync(path.join(folder, "steps/fit/0.log"), "epoch 1\nepoch 2\n");
  const opened = view({ isTTY: true, columns: 80, rows: 24 });
  opened.say("Run r");
  opened.show({ instances: [instance("fit", "running")], loops: [] });
  expect(screen).toBe("Run r\n\u001b[36mrunning  \u001b[0m  fit  2.0 s  epoch 2\n0 ended · 1 running · 0.0 s\n");
  screen = "";
  vi.advanceTimersByTime(300);
  expect(screen).toMatch(/^\u001b\[2A\u001b\[J.*fit/);
  screen = "";
  opened.show({ instances: [instance("fit", "succeeded")], loops: [] });
  opened.end();
  expect(screen).toBe("\u001b[2A\u001b[J\u001b[32msucceeded\u001b[0m  fit  1.5 s\n1 ended · 0 running · 0.0 s\n\u001b[1A\u001b[J");
});

it("has no colours where NO_COLOR is set, and clears the rows that lines take in a window that was made narrower", () => {
  const terminal = { isTTY: true, columns: 80, rows: 24 };
  const opened = view(terminal, undefined, { NO_COLOR: "1" });
  opened.show({ instances: [instance("a-step-with-a-name-of-some-length", "running")], loops: [] });
  expect(screen).not.toMatch(/\u001b\[\d+m/);
  terminal.columns = 30;
  screen = "";
  vi.advanceTimersByTime(300);
  expect(screen.slice(0, 7)).toBe("\u001b[3A\u001b[J");
  opened.end();
});

it("shows nothing while a question stands there, and all of it after the answer", async () => {
  const opened = view({ isTTY: true, columns: 80, rows: 24 });
  const answer = opened.whileAsking(async () => {
    opened.show({ instances: [instance("fit", "succeeded")], loops: [] });
    vi.advanceTimersByTime(1000);
    expect(screen).toBe("");
    return "yes";
  });
  expect(await answer).toBe("yes");
  opened.show({ instances: [instance("fit", "succeeded")], loops: [] });
  expect(screen).toContain("fit  1.5 s\n");
  opened.end();
});

it("writes plain lines where there is no terminal, or a dumb one", () => {
  for (const [terminal, environment] of [
    [{}, {}],
    [{ isTTY: true }, { TERM: "dumb" }],
  ] as const) {
    screen = "";
    const opened = view(terminal, undefined, environment);
    opened.say("Run r");
    opened.show({ instances: [instance("plan", "succeeded"), instance("fit", "running")], loops: [] });
    vi.advanceTimersByTime(1000);
    opened.end();
    expect(screen).toBe("Run r\nsucceeded  plan  1.5 s\n");
  }
});

it("writes a JSON line for each change of a step where machines follow", () => {
  const opened = view({ isTTY: true }, "json");
  opened.say("Run r");
  const running = instance("fit", "running");
  opened.show({ instances: [running], loops: [] });
  opened.show({ instances: [running], loops: [] });
  running.status = "failed";
  running.attempts = [
    { startedAt: start, finishedAt: start, exitCode: 137, reason: "OOMKilled", message: "Too much.", details: { log: "steps/fit/0.log" } },
  ];
  opened.show({ instances: [running], loops: [] });
  opened.end();
  const base = { formatVersion: 1, time: "2026-11-24T00:00:02.000Z", run: "r" };
  expect(
    screen
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([
    { ...base, event: "note", message: "Run r" },
    { ...base, event: "step", step: "fit", path: "fit", status: "running", attempt: 1 },
    {
      ...base,
      event: "step",
      step: "fit",
      path: "fit",
      status: "failed",
      attempt: 1,
      exitCode: 137,
      reason: "OOMKilled",
      message: "Too much.",
      log: "steps/fit/0.log",
    },
  ]);
});
