import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type BaseTree, readBase } from "../../compiler/git/base-tree.ts";

let folder = "";
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "millwright-git-"));
  git("init", "--quiet", "--initial-branch=main");
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

function git(...args: readonly string[]): string {
  const settings = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
  return execFileSync("git", [...settings, ...args], { cwd: folder, encoding: "utf8" }).trim();
}

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }
}

function commit(files: Readonly<Record<string, string>>): string {
  write(files);
  git("add", "--all");
  git("commit", "--quiet", "--message", "A commit");
  return git("rev-parse", "HEAD");
}

async function baseOf(root: string, reference: string): Promise<BaseTree> {
  const base = await readBase(root, reference);
  if ("problem" in base) throw new Error(base.problem.message);
  return base;
}

test("the texts are those of the commit, whatever is on disk, and what it did not have is hidden", async () => {
  const hash = commit({ "flows/a.flow.ts": "old a\n", "flows/gone.flow.ts": "gone", "flows/names with ü.toml": "x = 1" });
  fs.rmSync(path.join(folder, "flows/gone.flow.ts"));
  write({ "flows/a.flow.ts": "new a\n", "flows/fresh.flow.ts": "fresh", "node_modules/zod/index.js": "zod" });
  const { commit: found, texts } = await baseOf(folder, "main");
  expect(found).toBe(hash);
  expect(Object.fromEntries(texts)).toEqual({
    "flows/a.flow.ts": "old a\n",
    "flows/fresh.flow.ts": null,
    "flows/gone.flow.ts": "gone",
    "flows/names with ü.toml": "x = 1",
  });
});

test("paths are relative to the root, which may be a folder of the repository", async () => {
  commit({ "ml/flows/a.flow.ts": "a", "other/b.ts": "b" });
  expect([...(await baseOf(path.join(folder, "ml"), "HEAD")).texts]).toEqual([["flows/a.flow.ts", "a"]]);
});

test("a link to a file of the commit stands for its text, a link that leads out for no file", async () => {
  commit({ "shared/a.ts": "a" });
  fs.symlinkSync("shared/a.ts", path.join(folder, "link.ts"));
  fs.symlinkSync("/etc/passwd", path.join(folder, "outside.ts"));
  fs.symlinkSync("../../etc/passwd", path.join(folder, "above.ts"));
  commit({});
  const { texts } = await baseOf(folder, "HEAD");
  expect([texts.get("link.ts"), texts.get("outside.ts"), texts.get("above.ts")]).toEqual(["a", null, null]);
});

test("the text is the object's own: no filter, no line ends of this machine, no replacement", async () => {
  commit({ ".gitattributes": "*.ts text eol=crlf filter=evil\n", "a.ts": "one\ntwo\n" });
  git("config", "filter.evil.smudge", `touch ${path.join(folder, "smudged")}`);
  git("config", "core.autocrlf", "true");
  git("config", "core.fsmonitor", `touch ${path.join(folder, "monitored")}`);
  const { texts } = await baseOf(folder, "HEAD");
  expect(texts.get("a.ts")).toBe("one\ntwo\n");
  expect(fs.existsSync(path.join(folder, "smudged"))).toBe(false);
  expect(fs.existsSync(path.join(folder, "monitored"))).toBe(false);
});

test.each(["nowhere", "--upload-pack=touch /tmp/x", "-h", "", "a b", "HEAD\n", "HEAD:flows", "HEAD^{tree}", "@{-9}"])(
  "%j names no commit",
  async (reference) => {
    commit({ "a.ts": "a" });
    expect(await readBase(folder, reference)).toMatchObject({ problem: { code: "git/unknown-reference" } });
  },
);

test("a folder in no repository is said to be so", async () => {
  const alone = fs.mkdtempSync(path.join(os.tmpdir(), "millwright-no-git-"));
  expect(await readBase(alone, "main")).toMatchObject({ problem: { code: "git/no-repository" } });
  fs.rmSync(alone, { recursive: true });
});

test("inside a hook, whose variables name another repository, the folder still decides", async () => {
  commit({ "a.ts": "a" });
  process.env["GIT_DIR"] = "/nowhere/.git";
  try {
    expect([...(await baseOf(folder, "HEAD")).texts.keys()]).toEqual(["a.ts"]);
  } finally {
    delete process.env["GIT_DIR"];
  }
});
