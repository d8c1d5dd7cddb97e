/** How the repository is set up, on the versions of npm that people have */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { noRegistry, registryAnswers, runAs } from "./registry.ts";

const repository = path.resolve(import.meta.dirname, "../..");

test(".ci/run does what a newcomer does: set up, test, then conformance; and stops at the first that fails", () => {
  const file = path.join(repository, ".ci/run");
  const lines = fs.readFileSync(file, "utf8").split("\n");
  expect(lines.filter((line) => line !== "" && !line.startsWith("#"))).toEqual([
    "set -euo pipefail",
    'cd "$(dirname "$0")/.."',
    "export NO_COLOR=1",
    "npm ci",
    "npm test",
    "npm run conformance",
    "npm run conformance:engine",
  ]);
  expect(fs.statSync(file).mode & 0o111).toBe(0o111);
});

test.for(["10", "11", "12"])("npm %s accepts the lock", { timeout: 240_000 }, async (version, { skip }) => {
  skip(!(await registryAnswers()), noRegistry);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "millwright-lock-"));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  for (const name of ["package.json", "package-lock.json", ".npmrc"]) fs.copyFileSync(path.join(repository, name), path.join(folder, name));
  const ran = runAs(folder, "npx", ["--yes", `npm@${version}`, "ci", "--dry-run", "--no-audit", "--no-fund"]);
  expect([ran.code, ran.code === 0 ? "" : ran.err]).toEqual([0, ""]);
});
