import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { describeFolder, newFolder, writeFiles } from "../support/folder.ts";
import type { JsonFinding } from "../support/run-command.ts";
import { soundConfig, soundFlow } from "./bad-input.ts";

const command = path.join(import.meta.dirname, "../../dist/main.js");
const isRoot = process.getuid?.() === 0;
const nobody = 65_534;

/** Runs the command as it is installed, as a user whom rights bind. */
function build(root: string): { readonly code: number | null; readonly findings: readonly JsonFinding[] } {
  const { status, stdout } = spawnSync(process.execPath, [command, "build", "--json", "--root", root], {
    encoding: "utf8",
    ...(isRoot && { uid: nobody, gid: nobody }),
  });
  return { code: status, findings: (JSON.parse(stdout) as { readonly diagnostics: readonly JsonFinding[] }).diagnostics };
}

/** A platform that belongs to that user. */
function platform(root: string): void {
  writeFiles(root, { "millwright.config.ts": soundConfig, "flows/a.flow.ts": soundFlow("a") });
  if (isRoot)
    for (const entry of ["", "millwright.config.ts", "flows", "flows/a.flow.ts"]) fs.chownSync(path.join(root, entry), nobody, nobody);
}

it("says which folder it may not write to, and leaves it as it was", () => {
  const root = newFolder();
  platform(root);
  expect(build(root).code).toBe(0);
  writeFiles(root, { "flows/b.flow.ts": soundFlow("b") });
  const folder = path.join(root, "deploy/prod/argo");
  fs.chmodSync(folder, 0o500);
  onTestFinished(() => fs.chmodSync(folder, 0o700));
  const before = describeFolder(root);
  const { code, findings } = build(root);
  expect(code).toBe(1);
  expect(findings.map(({ code: found, severity }) => `${severity} ${found}`)).toEqual(["error write/failed"]);
  expect(findings[0]?.file).toMatch(/^deploy\//);
  expect(findings[0]?.help).not.toBeNull();
  expect(describeFolder(root)).toEqual(before);
});

it("says which definition it may not read", () => {
  const root = newFolder();
  platform(root);
  const file = path.join(root, "flows/a.flow.ts");
  fs.chmodSync(file, 0);
  onTestFinished(() => fs.chmodSync(file, 0o600));
  const { code, findings } = build(root);
  expect(code).toBe(1);
  expect(findings.map(({ code: found, file: at }) => `${at} ${found}`)).toEqual(["flows/a.flow.ts load/unreadable"]);
});

it.runIf(isRoot && process.platform === "linux")("says that the disk is full, and leaves what was there", () => {
  const root = newFolder();
  const disk = path.join(root, "deploy");
  fs.mkdirSync(disk);
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k,mode=777", "tmpfs", disk], { encoding: "utf8" });
  // Where not even root may mount, the disk of test/write/interrupted.test.ts stands for it.
  if (mounted.status !== 0) return;
  onTestFinished(() => void spawnSync("umount", [disk]));
  platform(root);
  expect(build(root).code).toBe(0);
  fs.writeFileSync(path.join(disk, "filler"), "x".repeat(1));
  const { bsize, bavail } = fs.statfsSync(disk);
  fs.writeFileSync(path.join(disk, "filler"), "x".repeat(bsize * Math.max(bavail, 1)));
  const steps = Array.from(
    { length: 90 },
    (_, index) => `  step("s${index}", { image: "registry.example.com/a:${index}", command: () => ["a"] });`,
  );
  writeFiles(root, {
    "flows/b.flow.ts": `import { flow } from "millwright";\nexport const b = flow("b", { owner: "ml" }, ({ step }) => {\n${steps.join("\n")}\n});\n`,
  });
  const before = describeFolder(disk);
  const { code, findings } = build(root);
  expect(code).toBe(1);
  const errors = findings.filter(({ severity }) => severity === "error");
  expect(errors.map(({ code: found }) => found)).toEqual(["write/failed"]);
  expect(errors[0]?.message).toContain("the disk is full");
  expect(describeFolder(disk)).toEqual(before);
});
