import { execFile, spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import { systemError, watchedDisk } from "./failing-disk.ts";
import { build, files, put, scratch, tree } from "./output.ts";

const program = new URL("child-build.ts", import.meta.url).pathname;

type Files = Readonly<Record<string, string>>;
const old: Files = {
  "prod/argo/a.yaml": "old a\n",
  "prod/argo/b.yaml": "old b\n",
  "prod/same.yaml": "same\n",
  "prod/gone/deep/c.yaml": "old c\n",
  "prod/d.yaml": "old d\n",
};
const next: Files = {
  "prod/argo/a.yaml": "new a, longer\n",
  "prod/argo/b.yaml": "new b\n",
  "prod/same.yaml": "same\n",
  "prod/new/deep/e.yaml": "new e\n",
};
const third: Files = { "prod/argo/a.yaml": "third a\n", "prod/third.yaml": "third\n" };

/** The output folder as one clean build leaves it. */
async function clean(wanted: Files): Promise<Files> {
  const folder = scratch();
  expect((await build(folder, wanted)).codes).toEqual([]);
  return tree(folder);
}

function expectOldOrNew(folder: string): void {
  for (const [path, text] of Object.entries(files(folder))) {
    if (/\.millwright(-\d+-\d+\.tmp|\.lock)$/.test(path)) continue;
    expect([old[path], next[path]]).toContain(text);
  }
}

it("leaves old and new files when it is killed before any step, and the next build completes or undoes it", async () => {
  const wanted = await Promise.all([next, old, third].map(async (set) => [set, await clean(set)] as const));
  let kill = 1;
  for (let ended = false; !ended; kill += 1) {
    const folder = scratch();
    await build(folder, old);
    const child = spawnSync(process.execPath, [program, JSON.stringify({ folder, files: next, kill, times: 1 })], { encoding: "utf8" });
    ended = child.signal !== "SIGKILL";
    if (ended) expect([child.stdout, child.stderr]).toEqual(["[]", ""]);
    expectOldOrNew(folder);
    const [set, result] = wanted[kill % wanted.length] ?? [old, {}];
    expect((await build(folder, set, { wait: 200 })).codes).toEqual([]);
    expect(tree(folder)).toEqual(result);
  }
  expect(kill).toBeGreaterThan(15);
});

/** Does as the kill signal does, in this process: from that step on, nothing more reaches the disk. The lock then names a process that is gone. */
async function buildKilled(folder: string, set: Files, kill: number): Promise<boolean> {
  const disk = watchedDisk(({ count }) => {
    if (count >= kill) throw new Error("killed");
  });
  const outcome = await build(folder, set, { disk, wait: 200 }).then(
    () => "ended",
    (error: Error) => error.message,
  );
  const lock = join(folder, ".millwright.lock");
  const text = fs.existsSync(lock) ? fs.readFileSync(lock, "utf8") : "";
  if (text !== "") fs.writeFileSync(lock, text.replace(/"pid":\d+/, `"pid":${spawnSync("true").pid}`));
  expect(["ended", "killed"]).toContain(outcome);
  return outcome === "killed";
}

it("is completed even when the build that completes it is killed too, at whatever two steps", async () => {
  const result = await clean(third);
  for (let first = 1; ; first += 3) {
    const runs = Array.from({ length: 34 }, async (_, second) => {
      const folder = scratch();
      await build(folder, old);
      const killed = await buildKilled(folder, next, first);
      await buildKilled(folder, old, second + 1);
      expectOldOrNew(folder);
      expect((await build(folder, third, { wait: 200 })).codes).toEqual([]);
      expect(tree(folder)).toEqual(result);
      return killed;
    });
    if (!(await Promise.all(runs)).includes(true)) break;
  }
});

it("heals what a killed build left even when the build after it fails", async () => {
  const result = await clean(third);
  for (let kill = 1; ; kill += 1) {
    const folder = scratch();
    const killed = await buildKilled(folder, next, kill);
    const full = watchedDisk(({ kind }) => {
      if (kind === "flush") throw systemError("ENOSPC");
    });
    await build(folder, old, { disk: full, wait: 200 });
    expect((await build(folder, third, { wait: 200 })).codes).toEqual([]);
    expect(tree(folder)).toEqual(result);
    if (!killed) break;
  }
});

it("heals a first build that was killed, though no list says whose the files are", async () => {
  const result = await clean(third);
  for (let kill = 1; ; kill += 1) {
    const folder = scratch();
    const killed = await buildKilled(folder, next, kill);
    expect((await build(folder, third, { wait: 200 })).codes).toEqual([]);
    expect(tree(folder)).toEqual(result);
    if (!killed) break;
  }
});

it.each(["ENOSPC", "EACCES", "EROFS", "EIO"])(
  "changes nothing, or lists what it changed, when any one step fails with %s",
  async (code) => {
    const [before, after, other] = [await clean(old), await clean(next), await clean(third)];
    let failedAt = 0;
    for (let at = 1; failedAt === at - 1; at += 1) {
      const folder = scratch();
      await build(folder, old);
      let renamed = false;
      let isSwept = false;
      const disk = watchedDisk(({ kind, count, path }) => {
        if (count === at) {
          failedAt = at;
          isSwept = kind === "removeFolder" || path.endsWith(".lock");
          throw systemError(code);
        }
        if (kind === "rename" || (kind === "remove" && !path.includes(".millwright"))) renamed = true;
      });
      const { codes, diagnostics } = await build(folder, next, { disk });
      if (codes.length > 0) {
        expect(codes).toEqual(["write/failed"]);
        expect(diagnostics[0]?.message).toMatch(/^File "[^"]+" could not be (written|removed): .* \(E[A-Z]+\)\.$/);
        if (!renamed) expect(tree(folder)).toEqual(before);
      } else if (!isSwept) expect(tree(folder)).toEqual(after);
      expectOldOrNew(folder);
      // The lock of this very process may be left, as its removal failed; a later process takes it over.
      fs.rmSync(join(folder, ".millwright.lock"), { force: true });
      expect((await build(folder, third)).codes).toEqual([]);
      if (!isSwept) expect(tree(folder)).toEqual(other);
    }
    expect(failedAt).toBeGreaterThan(15);
  },
);

it("changes nothing when the disk is full from any step on", async () => {
  const before = await clean(old);
  let failedAt = 0;
  for (let at = 1; failedAt === at - 1; at += 1) {
    const folder = scratch();
    await build(folder, old);
    const disk = watchedDisk(({ kind, count }) => {
      if (count < at || (kind !== "create" && kind !== "flush" && kind !== "makeFolder")) return;
      failedAt = at;
      throw systemError("ENOSPC");
    });
    const { codes } = await build(folder, next, { disk });
    if (codes.length > 0) expect(tree(folder)).toEqual(before);
    else failedAt = at - 2; // Nothing more is created from here on.
  }
});

const isRoot = process.getuid?.() === 0;

it.skipIf(!isRoot)("changes nothing on a disk that is really full (as root, who can make one)", async () => {
  const folder = scratch();
  if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder]).status !== 0) return;
  onTestFinished(() => void spawnSync("umount", ["-l", folder]));
  const out = join(folder, "deploy");
  await build(out, old);
  const before = tree(out);
  const { diagnostics } = await build(out, { ...next, "prod/large.yaml": "x".repeat(200_000) });
  expect(diagnostics[0]?.message).toMatch(/^File "deploy\/prod\/large.yaml" could not be written: the disk is full \(ENOSPC\)\.$/);
  expect(tree(out)).toEqual(before);
  expect((await build(out, next)).codes).toEqual([]);
});

it.skipIf(!isRoot)("names the file that it has no right to write (as root, who can be somebody else)", async () => {
  const folder = scratch();
  await build(folder, old);
  fs.chmodSync(folder, 0o755);
  const before = tree(folder);
  const child = spawnSync(process.execPath, [program, JSON.stringify({ folder, files: next, kill: 0, times: 1 })], {
    encoding: "utf8",
    uid: 65_534,
    gid: 65_534,
  });
  expect(child.stdout).toMatch(
    /^\["write\/failed File .*\/\.millwright\.lock\\" could not be written: permission is denied \(EACCES\)\."\]$/,
  );
  expect(tree(folder)).toEqual(before);
});

it("lets many builds at once take turns, each of them whole", async () => {
  const folder = scratch();
  const sets = [old, next, third];
  const run = promisify(execFile);
  const children = sets.map((set) => run(process.execPath, [program, JSON.stringify({ folder, files: set, kill: 0, times: 12 })]));
  for (const { stdout } of await Promise.all(children)) expect(stdout).toBe("[]");
  expect(await Promise.all(sets.map(clean))).toContainEqual(tree(folder));
});

it("stays whole when some of many builds at once are killed", async () => {
  for (let round = 1; round <= 3; round += 1) {
    const folder = join(scratch(), "deploy");
    const children = [3, 9, 14, 20, 27, 33].map((kill, index) => {
      const argument = JSON.stringify({ folder, files: index % 2 === 0 ? next : third, kill: kill + round, times: 3 });
      return promisify(execFile)(process.execPath, [program, argument]).then(
        ({ stdout }) => stdout,
        (error: { readonly signal?: string }) => error.signal,
      );
    });
    for (const outcome of await Promise.all(children)) expect(["[]", "SIGKILL"]).toContain(outcome);
    expect((await build(folder, old)).codes).toEqual([]);
    expect(tree(folder)).toEqual(await clean(old));
  }
});

function lockOf(pid: number | undefined, start = "", host = hostname()): string {
  return JSON.stringify({ formatVersion: 1, pid, host, start, intents: [] });
}

it("waits for a living build, then says who holds the folder and changes nothing", async () => {
  const folder = scratch();
  await build(folder, old);
  const other = spawn("sleep", ["30"]);
  onTestFinished(() => void other.kill());
  put(folder, { ".millwright.lock": lockOf(other.pid) });
  const before = tree(folder);
  const { diagnostics } = await build(folder, next, { wait: 150 });
  expect(diagnostics.map(({ code }) => code)).toEqual(["write/locked"]);
  expect(diagnostics[0]?.message).toContain(`Another build (process ${other.pid} on "${hostname()}") is writing`);
  expect(tree(folder)).toEqual(before);
  setTimeout(() => fs.rmSync(join(folder, ".millwright.lock")), 100);
  expect((await build(folder, next)).codes).toEqual([]);
  expect(tree(folder)).toEqual(await clean(next));
});

it.each<[string, () => string, number]>([
  ["a process that is gone", () => lockOf(spawnSync("true").pid), 0],
  ["a process whose number another one has now", () => lockOf(process.ppid, "1"), 0],
  ["a process that died while it wrote the lock", () => "", 0],
  ["another machine, long ago", () => lockOf(1, "", "elsewhere"), 3600],
])("takes over the lock of %s", async (_, text, age) => {
  const folder = scratch();
  await build(folder, old);
  const lock = join(folder, ".millwright.lock");
  put(folder, { ".millwright.lock": text(), "prod/argo/.millwright-1-1.tmp": "half" });
  fs.utimesSync(lock, Date.now() / 1000 - age, Date.now() / 1000 - age);
  expect((await build(folder, next, { wait: 150 })).codes).toEqual([]);
  expect(tree(folder)).toEqual(await clean(next));
});

it("does not take over the lock of another machine at once", async () => {
  const folder = scratch();
  put(folder, { ".millwright.lock": lockOf(1, "", "elsewhere") });
  expect((await build(folder, next, { wait: 150 })).codes).toEqual(["write/locked"]);
});

it("tidies up after a dead build also when nothing else is to be done", async () => {
  const folder = scratch();
  await build(folder, old);
  put(folder, { ".millwright.lock": lockOf(spawnSync("true").pid), "prod/argo/.millwright-1-1.tmp": "half" });
  expect((await build(folder, old)).codes).toEqual([]);
  expect(tree(folder)).toEqual(await clean(old));
});

it("does not believe a lock that claims files which are not as it says", async () => {
  const root = scratch();
  const folder = join(root, "deploy");
  const intents = ["../mine", "prod/mine"].map((path) => ({ path, sha256: "0".repeat(64) }));
  put(root, {
    mine: "mine",
    "deploy/prod/mine": "mine",
    "deploy/.millwright.lock": JSON.stringify({ pid: spawnSync("true").pid, host: hostname(), start: "", intents }),
  });
  expect((await build(folder, { "prod/mine": "ours" })).codes).toEqual(["write/not-ours"]);
  expect((await build(folder, { "prod/x": "ours" })).codes).toEqual([]);
  expect(files(root)).toMatchObject({ mine: "mine", "deploy/prod/mine": "mine", "deploy/prod/x": "ours" });
});
