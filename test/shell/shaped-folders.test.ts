import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkedCommand } from "../../compiler/shell/checked-command.ts";
import { noInputCode } from "../../compiler/shell/shaped-folders.ts";

const shells = [["dash"], ["bash", "--posix"], ["busybox", "sh"]].filter(
  ([program = ""]) => spawnSync(program, program === "busybox" ? ["true"] : ["-c", ":"]).error === undefined,
);

/** What a folder that holds these files becomes, as paths, by each shell. */
function completed(shape: string, files: readonly string[]): readonly (readonly string[])[] {
  return shells.map(([program = "", ...options]) => {
    const folder = mkdtempSync(join(tmpdir(), "shaped folder-"));
    for (const file of files) {
      mkdirSync(join(folder, file, ".."), { recursive: true });
      writeFileSync(join(folder, file), "");
    }
    const script = checkedCommand({ outputs: [], signals: "group", folders: [{ path: folder, shape }] });
    const ran = spawnSync(program, [...options, "-c", script, "step", "true"], { encoding: "utf8" });
    expect([ran.status, ran.stderr]).toEqual([0, ""]);
    const found = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
    rmSync(folder, { recursive: true });
    return found;
  });
}

test.each([
  { shape: "0", files: [], whole: [] },
  { shape: "1", files: ["00000/00000"], whole: ["00000", "00000/00000"] },
  { shape: "3", files: ["00001/00000"], whole: ["00000", "00001", "00001/00000", "00002"] },
  { shape: "[]", files: [], whole: [] },
  { shape: "[0]", files: [], whole: ["00000"] },
  {
    shape: "[2,0,1]",
    files: ["00000/00001/00000"],
    whole: ["00000", "00000/00000", "00000/00001", "00000/00001/00000", "00001", "00002", "00002/00000"],
  },
  {
    shape: "[[1,0],[],[2]]",
    files: [],
    whole: [
      "00000",
      "00000/00000",
      "00000/00000/00000",
      "00000/00001",
      "00001",
      "00002",
      "00002/00000",
      "00002/00000/00000",
      "00002/00000/00001",
    ],
  },
])("a folder of the shape $shape has an entry for every item", ({ shape, files, whole }) => {
  for (const found of completed(shape, files)) expect(found).toEqual(whole);
});

test("positions have five digits, and are counted in tens", () => {
  for (const found of completed("12", [])) expect(found).toEqual(Array.from({ length: 12 }, (_, at) => String(at).padStart(5, "0")));
});

test("a folder that cannot be made ends the attempt before the command runs, with the reason", () => {
  for (const [program = "", ...options] of shells) {
    const folder = mkdtempSync(join(tmpdir(), "shaped-folder-"));
    writeFileSync(join(folder, "file"), "");
    const script = checkedCommand({ outputs: [], signals: "group", folders: [{ path: join(folder, "file"), shape: "1" }] });
    const ran = spawnSync(program, [...options, "-c", script, "step", "sh", "-c", "echo ran"], { encoding: "utf8" });
    expect([ran.status, ran.stdout]).toEqual([noInputCode, ""]);
    expect(ran.stderr).toContain(`millwright: the empty folder "${join(folder, "file")}" could not be made`);
    rmSync(folder, { recursive: true });
  }
});

test("the command's environment and words are untouched", () => {
  for (const [program = "", ...options] of shells) {
    const folder = mkdtempSync(join(tmpdir(), "shaped-folder-"));
    const script = checkedCommand({ outputs: [], signals: "group", folders: [{ path: folder, shape: "[1]" }] });
    const env = { ...process.env, shape: "a", place: "b", count: "c" };
    const ran = spawnSync(program, [...options, "-c", script, "step", "sh", "-c", 'echo "$shape$place$count$1"', "x", "d"], {
      encoding: "utf8",
      env,
    });
    expect(ran.stdout).toBe("abcd\n");
    rmSync(folder, { recursive: true });
  }
});
