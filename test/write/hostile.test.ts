import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { disk } from "../../compiler/write/disk.ts";
import { sha256 } from "../../compiler/write/owned-list.ts";
import { hostileText } from "../support/hostile-text.ts";
import { build, files, put, scratch, tree } from "./output.ts";

it.each([
  ["../x.yaml", 'it has the name ".."'],
  ["prod/../../x.yaml", 'it has the name ".."'],
  ["prod/./x.yaml", 'it has the name "."'],
  ["/tmp/x.yaml", 'it has a "/" at its beginning'],
  ["C:/x.yaml", "it has a drive at its beginning"],
  ["prod\\..\\x.yaml", "it has a backslash"],
  ["prod//x.yaml", "it has an empty name"],
  ["prod/", "it has an empty name"],
  ["", "it has an empty name"],
])("refuses the path %j, which leaves the folder", async (path, found) => {
  const root = scratch();
  const { diagnostics } = await build(join(root, "deploy"), { [path]: "x", "prod/good.yaml": "x" });
  expect(diagnostics.map(({ code }) => code)).toEqual(["write/path-leaves-folder"]);
  expect(diagnostics[0]?.message).toContain(found);
  expect(tree(root)).toEqual({});
});

it.each([
  ["prod/CON", '"CON" is a device on Windows'],
  ["prod/aux.yaml", '"aux.yaml" is a device on Windows'],
  ["lpt1/x.yaml", '"lpt1" is a device on Windows'],
  ["prod/x.", "Windows drops a dot or blank at the end of a name"],
  ["prod /x", "Windows drops a dot or blank at the end of a name"],
  ["prod/a:b", "Windows allows no : in a name"],
  ["prod/a\u202eb", "it has a character that cannot be seen"],
  ["prod/a\0b", "it has a character that cannot be seen"],
  [`prod/${"é".repeat(128)}`, "one of its names is longer than 255 bytes"],
  [`${"long/".repeat(250)}x`, "it is longer than 1,000 bytes"],
  [".millwright.json", "Millwright keeps such names for itself"],
  ["prod/.Millwright-1-1.tmp", "Millwright keeps such names for itself"],
  ["sha256sums", "Millwright keeps this name for itself"],
  [".git/hooks/post-checkout", "such folders are git's own"],
])("refuses the path %j, which cannot be a file everywhere", async (path, reason) => {
  const root = scratch();
  const { diagnostics } = await build(join(root, "deploy"), { [path]: "x" });
  expect(diagnostics.map(({ code }) => code)).toEqual(["write/path-not-portable"]);
  expect(diagnostics[0]?.message).toContain(reason);
  expect(tree(root)).toEqual({});
});

it.each([
  ["prod/churn.yaml", "prod/Churn.yaml"],
  ["prod/a/x.yaml", "Prod/a/y.yaml"],
  ["prod/a", "prod/a/x.yaml"],
  ["prod/A", "prod/a/x.yaml"],
  ["prod/\u00e9.yaml", "prod/e\u0301.yaml"],
  ["prod/stra\u00dfe", "prod/STRASSE"],
])("refuses %j beside %j", async (first, second) => {
  const root = scratch();
  expect((await build(root, { [first]: "x", [second]: "y" })).codes).toEqual(["write/path-collision"]);
  expect(tree(root)).toEqual({});
});

it("refuses the same path twice, and a name that differs in case from a file that stays", async () => {
  const root = scratch();
  const twice = ["flow:a", "flow:b"].map((from) => ({ path: "prod/x.yaml", text: from, from: [from] }));
  const { diagnostics } = await build(root, {}, { artifacts: twice });
  expect(diagnostics[0]?.message).toBe(
    'Artifact "prod/x.yaml" of "flow:b" collides with "prod/x.yaml" of "flow:a": both would be one name where case does not count.',
  );
  await build(root, { "prod/x.yaml": "x" });
  expect((await build(root, { "prod/X.yaml": "x" }, { keep: () => true })).codes).toEqual(["write/path-collision"]);
});

it("reports every path that cannot be, each once, and writes nothing", async () => {
  const root = scratch();
  const { codes } = await build(root, { "../a": "", nul: "", "x/y": "", "X/z": "", good: "" });
  expect(codes.sort()).toEqual(["write/path-collision", "write/path-leaves-folder", "write/path-not-portable"]);
  expect(tree(root)).toEqual({});
});

it("writes nothing outside the folder, whatever the names", async () => {
  const root = scratch();
  const name = fc.oneof(
    hostileText,
    fc.constantFrom("..", ".", "prod", "PROD", "a", "CON", "a.", "/", "\\", "😀"),
    fc.string({ unit: "binary", maxLength: 300 }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(
        fc.array(name, { maxLength: 4 }).map((parts) => parts.join("/")),
        { maxLength: 5 },
      ),
      async (paths) => {
        const out = join(root, "a/deploy");
        const { codes } = await build(out, Object.fromEntries(paths.map((path, index) => [path, `text ${index}`])));
        expect(Object.keys(tree(root)).every((path) => path === "a/" || path.startsWith("a/deploy/"))).toBe(true);
        if (codes.length === 0) expect(files(out)).toEqual(Object.fromEntries(paths.map((path, index) => [path, `text ${index}`])));
        else expect(files(out)).toEqual({});
        expect((await build(out, {})).codes).toEqual([]);
        expect(tree(out)).toEqual({});
      },
    ),
    { numRuns: 300 },
  );
});

type Trap = (out: string, away: string) => void;

/** Puts a link in the place of a path of the output folder. */
function link(path: string, target: string): Trap {
  return (out, away) => {
    fs.mkdirSync(dirname(join(out, path)), { recursive: true });
    fs.symlinkSync(target.replace("AWAY", away), join(out, path));
  };
}

it.each<[string, Trap]>([
  ["the output folder", link("", "AWAY")],
  ["a folder in it", link("prod", "AWAY")],
  ["a folder in it that leads to another in it", link("prod", ".")],
  ["a file", link("prod/x.yaml", "AWAY/secret")],
  ["a file that is not there", link("prod/x.yaml", "AWAY/new")],
  ["the list", link(".millwright.json", "AWAY/secret")],
  ["the sums", link("SHA256SUMS", "AWAY/secret")],
])("does not write through a link in the place of %s", async (_, lay) => {
  const root = scratch();
  put(root, { "away/secret": "secret" });
  const out = join(root, "deploy");
  lay(out, join(root, "away"));
  const before = tree(root);
  const { codes } = await build(out, { "prod/x.yaml": "x" }, { root });
  expect(codes).toEqual(["write/through-link"]);
  expect(tree(root)).toEqual(before);
});

it("does not write where a link above the output folder leads out of the repository", async () => {
  const root = join(scratch(), "repository");
  fs.mkdirSync(join(root, "../away"), { recursive: true });
  fs.mkdirSync(root);
  fs.symlinkSync("../away", join(root, "generated"));
  expect((await build(join(root, "generated/deploy"), { x: "x" }, { root })).codes).toEqual(["write/through-link"]);
  expect(tree(join(root, "../away"))).toEqual({});
  fs.symlinkSync("real", join(root, "inside"));
  fs.mkdirSync(join(root, "real"));
  expect((await build(join(root, "inside/deploy"), { x: "x" }, { root })).codes).toEqual([]);
  expect(files(join(root, "real"))).toEqual({
    "deploy/x": "x",
    "deploy/.millwright.json": expect.any(String),
    "deploy/SHA256SUMS": expect.any(String),
  });
});

it("does not remove through a link that took the place of an owned folder", async () => {
  const root = scratch();
  const out = join(root, "deploy");
  await build(out, { "prod/x.yaml": "x" });
  fs.renameSync(join(out, "prod"), join(root, "away"));
  fs.symlinkSync("../away", join(out, "prod"));
  expect((await build(out, {})).codes).toEqual([]);
  expect(tree(join(root, "away"))).toEqual({ "x.yaml": "x" });
});

it.each(["create", "flush", "rename"] as const)("notices a folder that becomes a link before it would %s", async (moment) => {
  const root = scratch();
  const out = join(root, "deploy");
  await build(out, { "prod/a/x.yaml": "old", "prod/0.yaml": "old" });
  fs.mkdirSync(join(root, "away"));
  let swapped = false;
  const swap = () => {
    if (swapped) return;
    swapped = true;
    fs.renameSync(join(out, "prod/a"), join(out, "prod/b"));
    fs.symlinkSync("../../away", join(out, "prod/a"));
  };
  const swapping = {
    ...disk,
    create(path: string, text: string) {
      if (moment === "create") swap();
      disk.create(path, text);
    },
    async flush(paths: readonly string[]) {
      await disk.flush(paths);
      if (moment === "flush") swap();
    },
    rename(from: string, to: string) {
      if (moment === "rename" && to.endsWith("0.yaml")) swap();
      disk.rename(from, to);
    },
  };
  const { codes } = await build(out, { "prod/a/x.yaml": "new", "prod/0.yaml": "new" }, { disk: swapping });
  expect(swapped).toBe(true);
  expect(codes).toEqual([moment === "create" ? "write/through-link" : "write/failed"]);
  expect(tree(join(root, "away"))).toEqual({});
});

const entry = (path: string, text: string) => ({ path, sha256: sha256(text), from: ["flow:a"] });
const list = (...entries: unknown[]) => JSON.stringify({ formatVersion: 1, files: entries });

it("does not believe a list that names files outside the folder", async () => {
  const root = scratch();
  const out = join(root, "deploy");
  put(root, {
    "x.yaml": "x",
    "deploy/.millwright.json": list(
      entry("../x.yaml", "x"),
      entry(`${root}/x.yaml`, "x"),
      entry("prod/../../x.yaml", "x"),
      { path: 1 },
      null,
      "x",
    ),
  });
  const { diagnostics } = await build(out, { "prod/y.yaml": "y" }, { root });
  expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual(Array(6).fill("warning write/list-entry-refused"));
  expect(diagnostics[0]?.message).toBe(
    'The list "deploy/.millwright.json" names "../x.yaml", which no build wrote: it has the name "..". It was passed over.',
  );
  expect(fs.readFileSync(join(root, "x.yaml"), "utf8")).toBe("x");
  expect((await build(out, { "prod/y.yaml": "y" }, { root })).codes).toEqual([]);
});

it("does not remove a file that a list claims with another hash", async () => {
  const out = scratch();
  put(out, { "notes.md": "mine", ".millwright.json": list(entry("notes.md", "theirs"), entry("folder", "x")), "folder/x": "x" });
  expect((await build(out, {})).codes).toEqual(["write/edited-by-hand", "write/edited-by-hand"]);
  expect(files(out)).toEqual({ "notes.md": "mine", "folder/x": "x" });
});

it.each([
  ["a merge left half done", "<<<<<<< HEAD\n{}\n", 'line 1: File "deploy/.millwright.json" has "<" where a value is expected.'],
  ["nothing", "{}", "it has formatVersion null, and this version of Millwright knows 1."],
  ["it is of a later version", '{"formatVersion": 2, "files": []}', "it has formatVersion 2, and this version of Millwright knows 1."],
  ["no list", '{"formatVersion": 1, "files": {}}', 'it has no list "files".'],
  ["too much", "[".repeat(100_000), "nests more than 100 deep"],
  ["what a prototype would", '{"__proto__": {"formatVersion": 1}}', 'has the key "__proto__"'],
])("stops at a list that says %s, and changes nothing", async (_, text, reason) => {
  const root = scratch();
  put(root, { "deploy/.millwright.json": text, "deploy/prod/x.yaml": "x" });
  const before = tree(root);
  const { diagnostics } = await build(join(root, "deploy"), { "prod/y.yaml": "y" }, { root });
  expect(diagnostics.map(({ code }) => code)).toEqual(["write/list-not-readable"]);
  expect(diagnostics[0]?.message).toContain(reason);
  expect(tree(root)).toEqual(before);
});

it.each([
  ["a folder in the place of an artifact", { "prod/x.yaml/mine": "" }],
  ["a file in the place of a folder", { prod: "" }],
  ["a folder in the place of the list", { ".millwright.json/mine": "" }],
  ["sums of somebody else", { SHA256SUMS: "0000  x\n" }],
])("does not replace %s", async (_, content) => {
  const out = scratch();
  put(out, content);
  const before = tree(out);
  expect((await build(out, { "prod/x.yaml": "x" })).codes).toEqual(["write/not-ours"]);
  expect(tree(out)).toEqual(before);
});

it("says so where a file stands in the place of the output folder, or above it", async () => {
  const root = scratch();
  put(root, { deploy: "" });
  expect((await build(join(root, "deploy"), { x: "" })).codes).toEqual(["write/not-ours"]);
  expect((await build(join(root, "deploy/more"), { x: "" }, { root })).codes).toEqual(["write/failed"]);
  expect(tree(root)).toEqual({ deploy: "" });
});

it("reads no special file that stands in the place of an artifact", async () => {
  const out = scratch();
  fs.mkdirSync(join(out, "prod"));
  if (spawnSync("mkfifo", [join(out, "prod/x.yaml")]).status !== 0) return;
  expect((await build(out, { "prod/x.yaml": "x" })).codes).toEqual(["write/not-ours"]);
});
