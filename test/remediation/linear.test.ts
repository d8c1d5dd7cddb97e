/** Logs are written by strangers, so nothing that reads them may backtrack: every regular expression is looked at, and the worst texts are timed. */
import fs from "node:fs";
import path from "node:path";
import { Project, SyntaxKind } from "ts-morph";
import { expect, it } from "vitest";
import { safeLine } from "../../remediation/redact/safe-line.ts";
import { isForeign } from "../../remediation/text/foreign.ts";
import { repetitionProblem } from "./repetition-problem.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** Reads only what we wrote ourselves, or what is committed in the repository: nothing here reads a log. */
const trusted = ["remediation/training/", "remediation/rewrite/"];

it("has no repetition without a bound around another or before what it could also take", () => {
  const project = new Project({ skipAddingFilesFromTsConfig: true, compilerOptions: { noLib: true } });
  const files = fs
    .globSync("{remediation,runs/read}/**/*.ts", { cwd: root })
    .filter((file) => !trusted.some((folder) => file.startsWith(folder)));
  const expressions = files.flatMap((file) =>
    project
      .addSourceFileAtPath(path.join(root, file))
      .getDescendantsOfKind(SyntaxKind.RegularExpressionLiteral)
      .map((literal) => ({ file, source: literal.getText().replace(/^\/(.*)\/[a-z]*$/s, "$1") })),
  );
  expect(expressions.length).toBeGreaterThan(60);
  expect(expressions.flatMap(({ file, source }) => repetitionProblem(source)?.concat(` in ${file}: ${source}`) ?? [])).toEqual([]);
});

it("finds the repetitions that take forever", () => {
  expect(repetitionProblem("(a+)+b")).toBeDefined();
  expect(repetitionProblem("a*a*b")).toBeDefined();
  expect(repetitionProblem("(?:a|b){3,}c")).toBeDefined();
  expect(repetitionProblem("(?:a{1,200}){1,200}b")).toBeDefined();
  expect(repetitionProblem("[ \\t]+")).toBeUndefined();
  expect(repetitionProblem("^a{1,20}b")).toBeUndefined();
});

it("takes time in proportion to a line's length, whatever the line holds", () => {
  const seeds = [
    "a",
    "1.",
    "password",
    "token=",
    "-----BEGIN ",
    "@",
    "a@a.",
    "eyJa.",
    "://",
    "a:b@",
    "Bearer ",
    "x-",
    "AKIA",
    "hf_",
    "0:",
    "arn:aws:",
    "Cookie:",
    "\u001b[",
    "[skip ",
    "<a",
  ];
  const slow = seeds.flatMap((seed) => {
    const text = seed.repeat(20_000).slice(0, 20_000);
    const started = performance.now();
    safeLine(text);
    isForeign(text);
    return performance.now() - started > 500 ? [seed] : [];
  });
  expect(slow).toEqual([]);
});
