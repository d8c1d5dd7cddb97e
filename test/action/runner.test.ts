import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readCheckedRun, readEvent } from "../../action/event.ts";
import { annotation, choice, type Environment, input, quoted, writeOutput } from "../../action/runner.ts";

function temporaryFile(name: string, text = ""): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "millwright-runner-"));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, name);
  fs.writeFileSync(file, text);
  return file;
}

function event(name: string, payload: unknown): Environment {
  return { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: temporaryFile("event.json", JSON.stringify(payload)) };
}

/** What GitHub makes of the file: `name<<delimiter`, lines, the delimiter alone on a line. */
function outputsIn(text: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at++) {
    const [, name, delimiter] = /^([^<=]+)<<(.+)$/.exec(lines[at] ?? "") ?? [];
    if (name === undefined || delimiter === undefined) continue;
    const end = lines.indexOf(delimiter, at + 1);
    found[name] = lines.slice(at + 1, end).join("\n");
    at = end;
  }
  return found;
}

test("outputs are read back as they were written, whatever is in them", () => {
  const file = temporaryFile("output");
  writeOutput(file, "affected", '[{"name":"x"}]');
  writeOutput(file, "hostile", "a\nEOF\nerrors<<EOF\n0\nEOF\n::set-output name=errors::0\nerrors=0");
  writeOutput(file, "errors", "1");
  expect(outputsIn(fs.readFileSync(file, "utf8"))).toEqual({
    affected: '[{"name":"x"}]',
    hostile: "a\nEOF\nerrors<<EOF\n0\nEOF\n::set-output name=errors::0\nerrors=0",
    errors: "1",
  });
});

test("a delimiter that occurs in the value is not taken", () => {
  const file = temporaryFile("output");
  const given = ["one", "two"];
  writeOutput(file, "value", "x\nmillwright-one\nother=1", () => given.shift() ?? "three");
  expect(fs.readFileSync(file, "utf8")).toBe("value<<millwright-two\nx\nmillwright-one\nother=1\nmillwright-two\n");
});

test("a text of others stands where the runner takes no commands, and cannot leave", () => {
  const given = ["one", "two"];
  const text = quoted("::set-env name=PATH::x\n::one::\n::add-mask::a\r\u001b[2K", () => given.shift() ?? "three");
  expect(text).toBe("::stop-commands::two\n::set-env name=PATH::x\n::one::\n::add-mask::a\\r\\x1b[2K\n::two::\n");
  expect(quoted("")).toBe("");
});

test("an annotation is one line", () => {
  expect(annotation("error", "a%0A\n::set-env name=x::y\r")).toBe("::error title=Millwright::a%250A%0A::set-env name=x::y\\r\n");
});

test("inputs are trimmed, and one of a set", () => {
  const environment = { "INPUT_MAX-WARNINGS": " 3 ", INPUT_COMMENT: "sometimes" };
  expect(input(environment, "max-warnings")).toBe("3");
  expect(input(environment, "base")).toBe("");
  expect(choice(environment, "upload-sarif", ["true", "false"])).toBe("true");
  expect(() => choice(environment, "comment", ["changes", "always", "never"])).toThrow(
    'Input "comment" is "sometimes"; it is one of changes, always, never.',
  );
});

const [head, base] = ["a".repeat(40), "b".repeat(40)];

test("the base comes from the pull request, the merge group or the push", () => {
  const pull = { number: 7, head: { sha: head }, base: { sha: base, ref: "main" } };
  expect(readEvent(event("pull_request", { pull_request: pull }))).toEqual({
    name: "pull_request",
    pullRequest: 7,
    head,
    base,
    baseName: "main",
  });
  expect(readEvent(event("merge_group", { merge_group: { base_sha: base, base_ref: "refs/heads/main" } }))).toEqual({
    name: "merge_group",
    base,
    baseName: "main",
  });
  expect(readEvent(event("push", { before: base }))).toEqual({ name: "push", base, baseName: "the last push" });
  expect(readEvent(event("schedule", {}))).toEqual({ name: "schedule" });
});

test("a new branch has no base, and what is no commit is none", () => {
  expect(readEvent(event("push", { before: "0".repeat(40) })).base).toBeUndefined();
  expect(readEvent(event("push", { before: "--upload-pack=x" })).base).toBeUndefined();
  expect(readEvent(event("pull_request", { pull_request: { number: "7; touch x", base: null } }))).toEqual({ name: "pull_request" });
});

test("pull_request_target is refused, because it would run a stranger's code with a token that writes", () => {
  expect(() => readEvent(event("pull_request_target", {}))).toThrow("Use the two workflows of docs/ci.md instead.");
});

test("the run that a comment is for is known by its commit, and only from workflow_run", () => {
  const run = { head_sha: head, event: "pull_request", head_branch: "fix", head_repository: { owner: { login: "ada" } } };
  expect(readCheckedRun(event("workflow_run", { workflow_run: run }))).toEqual({
    head,
    event: "pull_request",
    owner: "ada",
    branch: "fix",
  });
  expect(() => readCheckedRun(event("pull_request", { workflow_run: run }))).toThrow('use it on "workflow_run"');
  expect(() => readCheckedRun(event("workflow_run", { workflow_run: { ...run, head_sha: "main" } }))).toThrow('use it on "workflow_run"');
});
