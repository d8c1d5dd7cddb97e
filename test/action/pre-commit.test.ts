import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";

const root = path.resolve(import.meta.dirname, "../..");

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly pass_filenames: boolean;
  readonly files?: string;
}

const hooks = parse(fs.readFileSync(path.join(root, ".pre-commit-hooks.yaml"), "utf8")) as readonly Hook[];

function entryOf(id: string): string {
  return hooks.find((hook) => hook.id === id)?.entry ?? "";
}

/** A committed platform that has millwright among its packages. */
function platform(): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "millwright-hook-")));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  const millwright = (...args: readonly string[]) =>
    execFileSync(process.execPath, [path.join(root, "dist/main.js"), ...args], { cwd: folder, stdio: "ignore" });
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...args], { cwd: folder, stdio: "ignore" });
  git("init");
  millwright("init", "--yes");
  millwright("build");
  git("add", "-A");
  git("commit", "-m", "platform");
  fs.mkdirSync(path.join(folder, "node_modules/.bin"), { recursive: true });
  fs.symlinkSync(path.join(root, "dist/main.js"), path.join(folder, "node_modules/.bin/millwright"));
  return folder;
}

/** As pre-commit runs an entry of language "system": split into words, without a shell. */
function runHook(id: string, folder: string): { readonly code: number | null; readonly text: string } {
  const [program = "", ...args] = entryOf(id).split(" ");
  const node = path.dirname(process.execPath);
  const env = { ...process.env, PATH: `${node}${path.delimiter}${process.env["PATH"] ?? ""}` };
  const ran = spawnSync(program, args, { cwd: folder, encoding: "utf8", env });
  return { code: ran.status, text: ran.stdout + ran.stderr };
}

test("the hooks run the project's own command, without a shell and without file names", () => {
  expect(hooks.map(({ id }) => id)).toEqual(["millwright-check", "millwright-build-check"]);
  for (const { entry, language, pass_filenames } of hooks) {
    expect([language, pass_filenames]).toEqual(["system", false]);
    expect(entry).toMatch(/^npx --no-install millwright [a-z]/);
    expect(entry).not.toMatch(/[;&|$`<>'"]/);
  }
});

test("the check passes a clean platform, and stops a mistake in what changed", () => {
  const folder = platform();
  expect(runHook("millwright-check", folder)).toMatchObject({ code: 0 });
  const file = path.join(folder, "flows/churn.flow.ts");
  fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace('cron: "0 3 * * *"', 'cron: "0 3 * *"'));
  const ran = runHook("millwright-check", folder);
  expect([ran.code, ran.text]).toEqual([1, expect.stringContaining("flows/churn.flow.ts:")]);
});

test("the build check passes what is built, and stops a forgotten build", () => {
  const folder = platform();
  expect(runHook("millwright-build-check", folder)).toMatchObject({ code: 0 });
  const file = path.join(folder, "flows/churn.toml");
  fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace("0.8", "0.9"));
  const ran = runHook("millwright-build-check", folder);
  expect([ran.code, ran.text]).toEqual([1, expect.stringContaining("Run millwright build, and commit what it writes.")]);
});
