import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Compiled } from "../../compiler/index.ts";
import { escapeControl } from "../../compiler/text/escape-control.ts";
import { activeErrors } from "../active-findings.ts";
import { type Context, exit } from "../context.ts";
import { note, print, printJson } from "../output.ts";
import { compileProject } from "../project.ts";
import { runTestFiles, type TestResult } from "../runs/run-test-files.ts";
import { notInstalled } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";

export interface TestFlags {
  readonly root?: string;
  readonly json?: boolean;
}

/** Runs the unit tests beside the definitions; exits 1 where one fails, or errors keep folders from being known. Throws cli/not-installed. */
export async function testFlows(this: Context, flags: TestFlags, pattern = ""): Promise<void> {
  const { root, compiled } = await compileProject(this, { ...(flags.root !== undefined && { root: flags.root }) }, { targets: [] });
  const files = testFiles(root, compiled).filter((file) => path.relative(root, file).includes(pattern));
  const results: TestResult[] = [];
  if (files.length > 0)
    for await (const result of runTestFiles(files, testingModule(root), this.interrupted)) {
      const shown = { ...result, file: path.relative(root, result.file) };
      results.push(shown);
      if (flags.json !== true) print(this, ...sayResult(shown));
    }
  const count = (status: TestResult["status"]): number => results.filter((result) => result.status === status).length;
  const [passed, failed, leftOut] = [count("passed"), count("failed"), count("left-out")];
  if (flags.json === true) printJson(this, { passed, failed, leftOut, tests: results });
  else print(this, files.length === 0 ? "No tests." : `${passed} passed, ${failed} failed${leftOut > 0 ? `, ${leftOut} left out` : ""}.`);
  const errors = activeErrors(compiled.diagnostics).length;
  if (errors > 0) note(this, `${errors} ${errors === 1 ? "error" : "errors"} in the definitions: see millwright check.`);
  this.process.exitCode = failed + errors > 0 ? exit.findings : exit.clean;
}

/** The test files in the folders of flows and pools, in order. */
function testFiles(root: string, { environments }: Compiled): readonly string[] {
  const definitions = environments.flatMap(({ program }) => [...program.flows, ...program.pools]);
  const folders = new Set(definitions.map(({ origin }) => path.join(root, path.dirname(origin.file))));
  return [...folders]
    .flatMap((folder) =>
      fs
        .readdirSync(folder)
        .filter((name) => /\.test\.m?ts$/.test(name))
        .map((name) => path.join(folder, name)),
    )
    .sort();
}

/** The library that the project's own definitions import: what is recorded in one copy is not seen by another. */
function testingModule(root: string): string {
  try {
    return pathToFileURL(createRequire(path.join(root, "millwright.config.ts")).resolve("millwright/testing")).href;
  } catch {
    throw new UsageError(notInstalled.at(null, { folder: root }));
  }
}

function sayResult({ status, file, name, message = "" }: TestResult): readonly string[] {
  const why =
    status === "failed"
      ? message
          .split("\n")
          .slice(0, 12)
          .map((line) => `    ${line}`)
      : [];
  return [`${status.padEnd(8)}  ${file}  ${name}`, ...why].map(escapeControl);
}
