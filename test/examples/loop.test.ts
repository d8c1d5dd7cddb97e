/** The third act of the README's first command. `npm run build` comes first. */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { canWatchProcesses } from "../../local/execute/process-tree.ts";
import { newFolder } from "../support/folder.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** What is shown, without what differs from time to time. */
function show(): { readonly text: string; readonly seconds: number; readonly left: readonly string[] } {
  const temporary = newFolder();
  const begun = performance.now();
  const text = execFileSync(process.execPath, [path.join(root, "tools/show-loop.ts")], {
    encoding: "utf8",
    env: { ...process.env, TMPDIR: temporary },
  });
  const left = fs.readdirSync(temporary).filter((name) => name.startsWith("millwright-loop-"));
  return { text: settled(text, temporary), seconds: (performance.now() - begun) / 1000, left };
}

function settled(text: string, temporary: string): string {
  return text
    .replaceAll(temporary, "TMP")
    .replaceAll(/millwright-loop-\w+/g, "LOOP")
    .replaceAll(/similar-\d{8}t\d{6}z-[0-9a-f]{4}/g, "RUN")
    .replaceAll(/\b[0-9a-f]{40}\b/g, "COMMIT")
    .replaceAll(/ +\d+\.\d s\b/g, " TIME")
    .replaceAll(/^ {2}\d+ {2}OOMKilled/gm, "  LINE  OOMKilled");
}

it.skipIf(!canWatchProcesses())(
  "shows a step that outgrows its memory, the commit that mends it, and the run that goes on from there",
  () => {
    const before = execFileSync("git", ["status", "--porcelain"], { cwd: root, encoding: "utf8" });
    const { text, seconds, left } = show();
    expect(text).toContain("failed     compare TIME\nnot-run    tell\n");
    expect(text).toContain('"compare" failed: OOMKilled: Step "compare" took more memory than its 384Mi.');
    expect(text).toContain("\n$ git show --stat --format=%s\nsimilar/compare: resources.memory 384Mi -> 768Mi\n");
    expect(text).toContain('-memory = "384Mi"\n+memory = "768Mi"\n');
    // Only the step that failed ran again: the one before it has one attempt, as in the first run.
    expect(text).toMatch(/succeeded {2}pick TIME\nsucceeded {2}compare {2}2 TIME\nsucceeded {2}tell TIME\nRun RUN: succeeded\./);
    expect(left).toEqual([]);
    expect(seconds).toBeLessThan(20);
    expect(execFileSync("git", ["status", "--porcelain"], { cwd: root, encoding: "utf8" })).toBe(before);
    expect(show().text).toBe(text);
  },
  60_000,
);

it("ends the README's first command with the loop", () => {
  const { scripts } = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")) as {
    readonly scripts: { readonly acme: string };
  };
  expect(scripts.acme.endsWith("&& node tools/show-loop.ts")).toBe(true);
});
