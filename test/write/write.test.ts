import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { applyWrite, planWrite } from "../../compiler/phases/7-write.ts";
import { artifacts, build, files, put, scratch, tree } from "./output.ts";

const one = { "prod/argo/churn.yaml": "kind: A\n", "prod/argo/score.yaml": "kind: B\n" };

it("writes what is new, leaves what is the same, replaces what is not, removes what nothing wants", async () => {
  const out = join(scratch(), "deploy");
  expect((await build(out, one)).actions).toEqual({ "prod/argo/churn.yaml": "create", "prod/argo/score.yaml": "create" });
  expect(files(out)).toEqual(one);
  expect((await build(out, one)).actions).toEqual({ "prod/argo/churn.yaml": "keep", "prod/argo/score.yaml": "keep" });
  const next = { "prod/argo/churn.yaml": "kind: C\n", "prod/maestro/score.json": "{}\n" };
  expect((await build(out, next)).actions).toEqual({
    "prod/argo/churn.yaml": "update",
    "prod/argo/score.yaml": "delete",
    "prod/maestro/score.json": "create",
  });
  expect(files(out)).toEqual(next);
});

it("gives the changes with sizes and definitions before anything is done", async () => {
  const out = join(scratch(), "deploy");
  const { changes, diagnostics } = await planWrite({ folder: out, artifacts: artifacts({ "prod/b.yaml": "é\n", "prod/a.yaml": "" }) });
  expect(diagnostics).toEqual([]);
  expect(changes.map(({ path }) => path)).toEqual(["prod/a.yaml", "prod/b.yaml", "SHA256SUMS", ".millwright.json"]);
  expect(changes[1]).toEqual({ path: "prod/b.yaml", action: "create", bytes: 3, from: ["flow:b"] });
  expect(fs.existsSync(out)).toBe(false);
});

it("keeps a list of what it owns, with hashes that sha256sum confirms, the same bytes whatever the order", async () => {
  const out = scratch();
  await build(out, { "prod/b.yaml": "B\n", "prod/a.yaml": "A\n" });
  const list = fs.readFileSync(join(out, ".millwright.json"), "utf8");
  expect(list).toBe(`{
  "formatVersion": 1,
  "files": [
    { "path": "prod/a.yaml", "sha256": "06f961b802bc46ee168555f066d28f4f0e9afdf3f88174c1ee6f9de004fc30a0", "from": ["flow:a"] },
    { "path": "prod/b.yaml", "sha256": "c0cde77fa8fef97d476c10aad3d2d54fcc2f336140d073651c2dcccf1e379fd6", "from": ["flow:b"] }
  ]
}
`);
  const check = spawnSync("sha256sum", ["--check", "--strict", "SHA256SUMS"], { cwd: out, encoding: "utf8" });
  expect(check.stdout).toBe(".millwright.json: OK\nprod/a.yaml: OK\nprod/b.yaml: OK\n");
  const other = scratch();
  await build(other, { "prod/a.yaml": "A\n", "prod/b.yaml": "B\n" });
  expect(tree(other)).toEqual(tree(out));
});

it("touches no file that is the same, and writes nothing when all are", async () => {
  const out = scratch();
  await build(out, one);
  const times = () => Object.keys(tree(out)).map((path) => [path, fs.statSync(join(out, path)).mtimeMs, fs.statSync(join(out, path)).ino]);
  const before = times();
  expect((await build(out, one)).codes).toEqual([]);
  expect(times()).toEqual(before);
  await build(out, { ...one, "prod/argo/churn.yaml": "kind: D\n" });
  const changed = times().filter((entry, index) => JSON.stringify(entry) !== JSON.stringify(before[index]));
  expect(changed.map(([path]) => path).filter((path) => !String(path).endsWith("/"))).toEqual([
    ".millwright.json",
    "SHA256SUMS",
    "prod/argo/churn.yaml",
  ]);
});

it("neither replaces nor removes a file that it does not own, and says which", async () => {
  const root = scratch();
  const out = join(root, "deploy");
  put(out, { "prod/argo/churn.yaml": "by hand\n", "prod/notes.md": "mine\n" });
  const { diagnostics, plan } = await build(out, one, { root });
  expect(diagnostics).toEqual([
    {
      code: "write/not-ours",
      severity: "error",
      message: 'File "deploy/prod/argo/churn.yaml" is not ours, and the artifact of "flow:churn" would have to take its place.',
      at: { file: "deploy/prod/argo/churn.yaml" },
      why: "A build replaces and removes only files that the list of an earlier build, .millwright.json, names.",
      help: 'Move "deploy/prod/argo/churn.yaml" away or delete it, then build again; or choose another output folder.',
      related: [],
      fixes: [],
      definition: "flow:churn",
    },
  ]);
  expect(plan.changes).toEqual([]);
  expect(files(out)).toEqual({ "prod/argo/churn.yaml": "by hand\n", "prod/notes.md": "mine\n" });
  fs.rmSync(join(out, "prod/argo/churn.yaml"));
  await build(out, one);
  await build(out, {});
  expect(tree(out)).toEqual({ "prod/": "", "prod/notes.md": "mine\n" });
});

it("takes over a file that has exactly the text it would write", async () => {
  const out = scratch();
  put(out, { "prod/argo/churn.yaml": "kind: A\n" });
  expect((await build(out, one)).actions).toEqual({ "prod/argo/churn.yaml": "keep", "prod/argo/score.yaml": "create" });
  expect((await build(out, {})).actions).toEqual({ "prod/argo/churn.yaml": "delete", "prod/argo/score.yaml": "delete" });
  expect(tree(out)).toEqual({});
});

it("writes over an owned file that was edited by hand, but does not remove it", async () => {
  const out = scratch();
  await build(out, one);
  put(out, { "prod/argo/churn.yaml": "edited\n", "prod/argo/score.yaml": "edited\n" });
  const { actions, codes, diagnostics } = await build(out, { "prod/argo/churn.yaml": "kind: A\n" });
  expect(actions).toEqual({ "prod/argo/churn.yaml": "update" });
  expect(codes).toEqual(["write/edited-by-hand"]);
  expect(diagnostics[0]?.severity).toBe("warning");
  expect(files(out)).toEqual({ "prod/argo/churn.yaml": "kind: A\n", "prod/argo/score.yaml": "edited\n" });
  expect(fs.readFileSync(join(out, ".millwright.json"), "utf8")).not.toContain("score");
  expect((await build(out, { "prod/argo/churn.yaml": "kind: A\n" })).codes).toEqual([]);
  expect((await build(out, one)).codes).toEqual(["write/not-ours"]);
});

it("leaves owned files outside the present selection alone, and on its list", async () => {
  const out = scratch();
  await build(out, one);
  const list = fs.readFileSync(join(out, ".millwright.json"), "utf8");
  const { actions } = await build(out, { "prod/argo/churn.yaml": "kind: A\n" }, { keep: (path) => path.endsWith("score.yaml") });
  expect(actions).toEqual({ "prod/argo/churn.yaml": "keep" });
  expect(files(out)).toEqual(one);
  expect(fs.readFileSync(join(out, ".millwright.json"), "utf8")).toBe(list);
});

it("removes the folders that it emptied, and no others", async () => {
  const out = scratch();
  await build(out, { "prod/a/b/c.yaml": "", "prod/a/d.yaml": "", "test/x/y.yaml": "" });
  put(out, { "test/x/mine.txt": "" });
  fs.mkdirSync(join(out, "prod/empty"));
  await build(out, { "prod/a/d.yaml": "" });
  expect(Object.keys(tree(out)).filter((path) => path.endsWith("/"))).toEqual(["prod/", "prod/a/", "prod/empty/", "test/", "test/x/"]);
});

it("replaces a file whose name changes only in case", async () => {
  const out = scratch();
  await build(out, { "prod/Churn.yaml": "A\n" });
  expect((await build(out, { "prod/churn.yaml": "A\n" })).codes).toEqual([]);
  expect(files(out)).toEqual({ "prod/churn.yaml": "A\n" });
});

it("restores the lists when they are gone or old", async () => {
  const out = scratch();
  await build(out, one);
  const whole = tree(out);
  for (const name of ["SHA256SUMS", ".millwright.json"]) {
    fs.rmSync(join(out, name));
    const { plan, codes } = await build(out, one);
    expect(codes).toEqual([]);
    expect(plan.changes.filter(({ action }) => action !== "keep").map(({ path, action }) => [path, action])).toEqual([[name, "create"]]);
    expect(tree(out)).toEqual(whole);
  }
});

it("needs no right to write when there is nothing to write", async () => {
  const out = scratch();
  await build(out, one);
  const denied = () => {
    throw Object.assign(new Error("denied"), { code: "EROFS" });
  };
  const { disk } = await import("../../compiler/write/disk.ts");
  const { codes } = await build(out, one, {
    disk: { ...disk, create: denied, rename: denied, remove: denied, makeFolder: denied, canWriteIn: denied },
  });
  expect(codes).toEqual([]);
});

it("is not misled by a build that ends while it plans", async () => {
  const out = scratch();
  await build(out, one);
  let isOther = false;
  const { disk } = await import("../../compiler/write/disk.ts");
  const interleaved = {
    ...disk,
    look(path: string) {
      // All artifacts are judged by then, and the lists come next.
      if (path.endsWith("SHA256SUMS") && !isOther) {
        isOther = true;
        const child = new URL("child-build.ts", import.meta.url).pathname;
        const files = { ...one, "prod/argo/churn.yaml": "theirs\n", "prod/argo/theirs.yaml": "theirs\n" };
        expect(
          spawnSync(process.execPath, [child, JSON.stringify({ folder: out, files, kill: 0, times: 1 })], { encoding: "utf8" }).stdout,
        ).toBe("[]");
      }
      return disk.look(path);
    },
  };
  expect((await build(out, { ...one, "prod/x.yaml": "x" }, { disk: interleaved })).codes).toEqual([]);
  expect(files(out)).toEqual({ ...one, "prod/x.yaml": "x" });
});

it("plans anew under the lock when the folder has changed since", async () => {
  const out = scratch();
  await build(out, one);
  const plan = await planWrite({ folder: out, artifacts: artifacts({ "prod/argo/churn.yaml": "kind: X\n" }) });
  await build(out, { ...one, "prod/argo/third.yaml": "3\n" });
  expect(await applyWrite(plan)).toEqual([]);
  expect(files(out)).toEqual({ "prod/argo/churn.yaml": "kind: X\n" });
  const late = await planWrite({ folder: out, artifacts: artifacts({ "prod/argo/churn.yaml": "kind: Y\n", "prod/new.yaml": "new\n" }) });
  put(out, { "prod/new.yaml": "somebody's\n" });
  expect((await applyWrite(late)).map(({ code }) => code)).toEqual(["write/not-ours"]);
  expect(files(out)).toEqual({ "prod/argo/churn.yaml": "kind: X\n", "prod/new.yaml": "somebody's\n" });
});
