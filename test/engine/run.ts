/**
 * `npm run conformance:engine`: every case of the meaning suite on a real Argo controller
 *
 * usage: node test/engine/run.ts [--build] [--write] [--heavy] [--jobs N] [--keep FOLDER] [CASE…]
 */
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type MeaningCase, meaningCases } from "../meaning/cases.ts";
import { type Engine, startEngine, writeManifests } from "./engine.ts";
import { findEngine } from "./find-engine.ts";
import { type CaseResult, writePage } from "./page.ts";
import { type BuiltPlatform, buildPlatform } from "./platform.ts";
import { runCase } from "./run-case.ts";
import { surroundings } from "./surroundings.ts";

/** What the engine of this suite has not: its kubelet bounds no memory. */
const missing: ReadonlySet<string> = new Set(["memory-limits"]);
const secondsOfRun = 240;

interface Options {
  readonly heavy: boolean;
  readonly jobs: number;
  /** Where what the engine said is kept. */
  readonly keep: string | undefined;
}

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
    process.stdout.write(`not run on a real engine: ${programs.reason}\n0 passed, 0 failed, ${cases.length} skipped\n`);
    return 0;
  }
  const results = await runAll(cases, programs, { heavy: values.heavy, jobs, keep: values.keep });
  if (values.write) await writePage(results);
  const count = (outcome: CaseResult["outcome"]): number => results.filter((result) => result.outcome === outcome).length;
  process.stdout.write(`${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped\n`);
  return count("failed") > 0 ? 1 : 0;
}

function usage(message: string): number {
  process.stderr.write(`${message}; usage: node test/engine/run.ts [--build] [--write] [--heavy] [--jobs N] [--keep FOLDER] [CASE…]\n`);
  return 2;
}

async function runAll(cases: readonly MeaningCase[], programs: string, options: Options): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = [];
  const say = (result: CaseResult): void => {
    results.push(result);
    process.stdout.write(`${result.outcome === "passed" ? "ok    " : result.outcome} ${result.name}\n`);
    for (const line of result.details) process.stdout.write(`         ${line}\n`);
  };
  const refused = cases.filter(({ expected }) => expected.refused !== undefined);
  if (refused.length > 0) for (const result of await checkRefused(refused)) say(result);
  const skipped = new Map(cases.flatMap((one) => reasonToSkip(one, options)));
  for (const [one, reason] of skipped) say({ ...one, rules: one.expected.rules, outcome: "skipped", details: [reason] });
  const runnable = cases.filter((one) => !refused.includes(one) && !skipped.has(one));
  if (runnable.length > 0) await runOnEngine(runnable, programs, options, say);
  return results;
}

function reasonToSkip(one: MeaningCase, { heavy }: Options): readonly (readonly [MeaningCase, string])[] {
  const lacks = one.expected.needs?.filter((need) => missing.has(need)) ?? [];
  if (lacks.length > 0) return [[one, `this engine has no ${lacks.join(", ")}`]];
  return one.expected.heavy && !heavy ? [[one, "too long for every day: --heavy"]] : [];
}

/** Cases that the build must refuse: a platform of their own, of which nothing is written. */
async function checkRefused(cases: readonly MeaningCase[]): Promise<readonly CaseResult[]> {
  const platform = await buildPlatform(cases);
  await platform.remove();
  return cases.map((one) => {
    const found = platform.errors.get(one.name) ?? [];
    const details = found.some((error) => error.startsWith(`${one.expected.refused}: `))
      ? []
      : [`expected ${one.expected.refused}, found ${found.join(", ") || "nothing"}`];
    if (platform.manifests.length > 0) details.push("the build wrote files");
    return resultWith(one, details);
  });
}

function resultWith({ name, expected }: MeaningCase, details: readonly string[]): CaseResult {
  return { name, rules: expected.rules, outcome: details.length === 0 ? "passed" : "failed", details };
}

async function runOnEngine(
  cases: readonly MeaningCase[],
  programs: string,
  options: Options,
  say: (result: CaseResult) => void,
): Promise<void> {
  const platform = await buildPlatform(cases);
  let engine: Engine | undefined;
  try {
    if (platform.errors.size > 0) {
      // One mistake keeps a build from writing anything: the others are run without the cases that have one.
      const broken = cases.filter(({ name }) => platform.errors.has(name));
      if (broken.length === 0) throw new Error(`The platform does not build: ${[...platform.errors.values()].flat().join("; ")}`);
      for (const one of broken) say(resultWith(one, platform.errors.get(one.name) ?? []));
      const rest = cases.filter((one) => !broken.includes(one));
      if (rest.length > 0) await runOnEngine(rest, programs, options, say);
      return;
    }
    engine = await startEngine(programs);
    const before = join(tmpdir(), `millwright-meaning-${process.pid}.json`);
    await writeManifests(before, surroundings(cases));
    await engine.apply([before, ...platform.manifests]);
    const started = engine;
    const queue = [...cases];
    const worker = async (): Promise<void> => {
      for (let one = queue.shift(); one !== undefined; one = queue.shift()) say(await resultOf(one, platform, started, options));
    };
    await Promise.all(Array.from({ length: options.jobs }, worker));
  } finally {
    await engine?.stop();
    await platform.remove();
  }
}

async function resultOf(one: MeaningCase, platform: BuiltPlatform, engine: Engine, { keep }: Options): Promise<CaseResult> {
  const outcomes = await runCase(one, platform, engine, one.expected.heavy ? 30 * 60 : secondsOfRun);
  const details = outcomes.flatMap(({ name, differences }) => differences.map((difference) => `${name}: ${difference}`));
  if (keep !== undefined) {
    await mkdir(keep, { recursive: true });
    await writeFile(join(keep, `${one.name}.json`), JSON.stringify(outcomes, null, 1));
  }
  return resultWith(one, details);
}

process.exitCode = await main();
