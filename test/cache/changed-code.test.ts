import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");

test("what another version of our own code kept is not taken, be it one character that differs", () => {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "millwright-code-")));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  fs.cpSync(path.join(root, "dist"), path.join(folder, "dist"), { recursive: true });
  fs.cpSync(path.join(root, "package.json"), path.join(folder, "package.json"));
  fs.symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  fs.cpSync(path.join(root, "examples/acme"), path.join(folder, "acme"), { recursive: true });
  const caches = path.join(folder, "caches");
  const kept = (): readonly string[] => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [path.join(folder, "dist/main.js"), "check", "--root", path.join(folder, "acme")],
      {
        env: { ...process.env, MILLWRIGHT_CACHE: "", XDG_CACHE_HOME: caches },
        encoding: "utf8",
      },
    );
    expect(stderr).toBe("");
    expect(status).toBe(0);
    return fs.readdirSync(path.join(caches, "millwright")).filter((name) => name !== "code");
  };
  expect(kept()).toHaveLength(1);
  expect(kept()).toHaveLength(1);
  fs.appendFileSync(path.join(folder, "dist/child.js"), "\n");
  expect(kept()).toHaveLength(2);
});
