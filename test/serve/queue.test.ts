import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { openQueue, type Queue, remembered } from "../../remediation/serve/queue.ts";
import { lockQueue } from "../../remediation/serve/queue-lock.ts";
import { newFolder, writeFiles } from "../support/folder.ts";

const id = "a".repeat(32);
const entry = { id, source: "test", wish: { kind: "poll" as const } };

function open(folder: string, clock: { now: number }, more: { readonly mostWaiting?: number } = {}): Queue {
  return openQueue({ folder, now: () => clock.now, mostAttempts: 3, mostWaiting: 10, firstWait: 1000, ...more });
}

function killedAfter(folder: string, steps: number): { readonly killed: boolean; readonly said: readonly string[] } {
  const script = path.join(import.meta.dirname, "killed-queue.ts");
  const { signal, stdout, stderr, status } = spawnSync(process.execPath, [script, folder, String(steps)], { encoding: "utf8" });
  if (signal === null && status !== 0) throw new Error(stderr);
  return { killed: signal === "SIGKILL", said: stdout.trim().split("\n") };
}

test("loses nothing that it accepted and runs all of it, killed after any step on the disk", () => {
  let steps = 0;
  for (; steps < 60; steps++) {
    const folder = newFolder();
    const first = killedAfter(folder, steps);
    const second = killedAfter(folder, 1e9);
    expect(second).toMatchObject({ killed: false });
    const ran = [...first.said, ...second.said].filter((line) => line.startsWith("ran"));
    expect(new Set(ran)).toEqual(new Set(["ran 1", "ran 2"]));
    const known = open(folder, { now: Date.now() });
    expect(known.broken).toEqual([]);
    expect(known.jobs().map(({ state }) => state)).toEqual(["done", "done"]);
    // What was accepted before the kill is a duplicate after it, or was never said to be accepted: it runs again only where it was under way.
    expect(ran.length).toBeLessThanOrEqual(3);
    if (!first.killed) break;
  }
  expect(steps).toBe(24);
}, 120_000);

test("knows a delivery that comes again while it waits, while it runs and after it is done, until it is forgotten", () => {
  const clock = { now: 0 };
  const queue = open(newFolder(), clock);
  expect([queue.accept(entry), queue.accept(entry)]).toEqual(["accepted", "duplicate"]);
  expect(queue.begin()?.id).toBe(id);
  expect(queue.accept(entry)).toBe("duplicate");
  queue.succeed(id);
  clock.now = remembered;
  expect(queue.accept(entry)).toBe("duplicate");
  clock.now = remembered + 1;
  expect(queue.accept(entry)).toBe("accepted");
});

test("parks a job that fails each time, with the reason, and waits longer before each attempt", () => {
  const clock = { now: 0 };
  const folder = newFolder();
  const queue = open(folder, clock);
  queue.accept(entry);
  for (const due of [0, 1000, 3000]) {
    clock.now = due - 1;
    expect(queue.begin()).toBeUndefined();
    clock.now = due;
    expect(queue.begin()?.id).toBe(id);
    queue.fail(id, "no answer");
  }
  clock.now = 1e9;
  expect(queue.begin()).toBeUndefined();
  expect(open(folder, clock).jobs()).toMatchObject([{ state: "parked", attempts: 3, reason: "no answer" }]);
});

test("parks a job that ends the server each time", () => {
  const folder = newFolder();
  const clock = { now: 0 };
  open(folder, clock).accept(entry);
  for (let attempt = 0; attempt < 3; attempt++) {
    const queue = open(folder, clock);
    clock.now += 1e7;
    expect(queue.begin()?.attempts).toBe(attempt + 1);
  }
  expect(open(folder, clock).jobs()).toMatchObject([{ state: "parked", reason: "The server ended while it ran." }]);
});

test("does not count an attempt that an orderly end put back", () => {
  const folder = newFolder();
  const queue = open(folder, { now: 0 });
  queue.accept(entry);
  queue.begin();
  queue.putBack(id);
  expect(open(folder, { now: 0 }).jobs()).toMatchObject([{ state: "waiting", attempts: 0 }]);
});

test("takes no more than it may hold, and leaves files alone that it cannot read", () => {
  const folder = newFolder();
  writeFiles(folder, { "jobs/half.json": '{"formatVersion":1', "jobs/gone.json.tmp": "{" });
  const queue = open(folder, { now: 0 }, { mostWaiting: 1 });
  expect(queue.broken).toEqual(["half.json"]);
  expect(queue.accept(entry)).toBe("accepted");
  expect(queue.accept({ ...entry, id: "b".repeat(32) })).toBe("full");
  expect(fs.readdirSync(path.join(folder, "jobs")).sort()).toEqual([`${id}.json`, "half.json"]);
});

test("lets one server at a time have a queue, and takes over from one that is gone", () => {
  const folder = newFolder();
  const lock = lockQueue(folder);
  if ("owner" in lock) throw new Error("the lock is not free");
  expect(lockQueue(folder)).toMatchObject({ owner: { pid: process.pid } });
  expect(lock.touch()).toBe(true);
  lock.release();
  const gone = spawnSync(process.execPath, ["-e", ""]).pid;
  const owner = JSON.parse(JSON.stringify({ pid: gone, host: "elsewhere", start: "1" })) as object;
  const file = path.join(folder, "lock");
  fs.writeFileSync(file, JSON.stringify(owner));
  expect(lockQueue(folder)).toMatchObject({ owner: { host: "elsewhere" } });
  fs.utimesSync(file, new Date(0), new Date(0));
  expect(lockQueue(folder)).toHaveProperty("touch");
  expect(lock.touch()).toBe(true);
});
