/**
 * `npm run conformance:engine`: every case of the meaning suite on a real Argo controller, as `millwright run` runs it, and on the interpreters of what is emitted for Kubeflow and Maestro
 *
 * usage: node test/engine/run.ts [--build] [--write] [--heavy] [--jobs N] [--keep FOLDER] [CASE…]
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { meaningCases } from "../meaning/cases.ts";
import { type CaseResult, countOf } from "./case-result.ts";
import { findEngine } from "./find-engine.ts";
import { page } from "./page.ts";
import { runInterpreted } from "./run-interpreted.ts";
import { type Options, runOnArgo } from "./run-on-argo.ts";
import { runOnLaptop } from "./run-on-laptop.ts";

const file = join(import.meta.dirname, "..", "..", "docs", "meaning.md");

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      build: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
      heavy: { type: "boolean", default: false },
      jobs: { type: "string", default: "3" },
      keep: { type: "string" },
    },
  });
  const cases = meaningCases().filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  const unknown = positionals.find((name) => cases.every((one) => one.name !== name));
  if (unknown !== undefined) return usage(`there is no case "${unknown}"`);
  const jobs = Number(values.jobs);
  if (!Number.isInteger(jobs) || jobs < 1) return usage(`"--jobs" takes a number from 1, found "${values.jobs}"`);
  if (values.write && positionals.length > 0) return usage(`"--write" needs all cases`);

  const programs = await findEngine(values.build);
  if (typeof programs !== "string") {
    process.stdout.write(`${cases.length} cases not run on a real engine: ${programs.reason}\n`);
    return 0;
  }
  const options: Options = { heavy: values.heavy, jobs, keep: values.keep };
  const local = await runOnLaptop(cases, options, saying("local"));
  const argo = await runOnArgo(cases, programs, options, saying("argo"));
  const kubeflow = await runInterpreted("kubeflow", cases, options, saying("kubeflow"));
  const maestro = await runInterpreted("maestro", cases, options, saying("maestro"));
  const columns = [
    { engine: "`millwright run`", results: local },
    { engine: "Argo Workflows 4.0.5", results: argo },
    { engine: "Kubeflow Pipelines, interpreted", results: kubeflow },
    { engine: "Netflix Maestro, interpreted", results: maestro },
  ];
  if (values.write) await writeFile(file, page(cases, columns));
  const all = columns.flatMap(({ results }) => results);
  process.stdout.write(`${countOf(all, "passed")} passed, ${countOf(all, "failed")} failed, ${countOf(all, "skipped")} skipped\n`);
  return countOf(all, "failed") > 0 ? 1 : 0;
}

function usage(message: string): number {
  process.stderr.write(`${message}; usage: node test/engine/run.ts [--build] [--write] [--heavy] [--jobs N] [--keep FOLDER] [CASE…]\n`);
  return 2;
}

/** A line a case, as soon as it is known. */
function saying(engine: string): (result: CaseResult) => void {
  return ({ name, outcome, details }) => {
    process.stdout.write(`${outcome === "passed" ? "ok     " : outcome.padEnd(7)} ${engine.padEnd(8)} ${name}\n`);
    for (const line of details) process.stdout.write(`              ${line}\n`);
  };
}

process.exitCode = await main();
