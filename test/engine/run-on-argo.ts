import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { MeaningCase } from "../meaning/cases.ts";
import type { CaseResult } from "./case-result.ts";
import { eachCase } from "./each-case.ts";
import { type Engine, startEngine, writeManifests } from "./engine.ts";
import { type BuiltPlatform, buildPlatform } from "./platform.ts";
import { refusedCases } from "./refused-cases.ts";
import { runCase } from "./run-case.ts";
import { surroundings } from "./surroundings.ts";

/** What the engine of this suite has not: its kubelet bounds no memory, its store takes no empty files. */
const missing: ReadonlySet<string> = new Set(["memory-limits", "empty-objects"]);
const secondsOfRun = 240;

export interface Options {
  readonly heavy: boolean;
  readonly jobs: number;
  /** Where what the engine said is kept. */
  readonly keep: string | undefined;
}

/** All cases on a real Argo controller, from the manifests that the build writes. */
export async function runOnArgo(
  cases: readonly MeaningCase[],
  programs: string,
  options: Options,
  say: (result: CaseResult) => void,
): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = [];
  const found = (result: CaseResult): void => {
    results.push(result);
    say(result);
  };
  for (const result of await refusedCases(cases, ({ expected }) => expected.refused ?? expected.refusedBy?.argo)) found(result);
  for (const one of cases.filter((each) => !has(results, each))) {
    const reason = reasonToSkip(one, options);
    if (reason !== undefined) found({ name: one.name, rules: one.expected.rules, outcome: "skipped", details: [reason] });
  }
  let runnable = cases.filter((one) => !has(results, one));
  // One mistake keeps a build from writing anything: the others are run without the cases that have one.
  const { errors, remove } = await buildPlatform(runnable);
  await remove();
  for (const one of runnable.filter(({ name }) => errors.has(name))) found(resultWith(one, errors.get(one.name) ?? []));
  runnable = runnable.filter((one) => !has(results, one));
  if (runnable.length > 0) await runAll(runnable, programs, options, found);
  return results;
}

function has(results: readonly CaseResult[], { name }: MeaningCase): boolean {
  return results.some((result) => result.name === name);
}

function reasonToSkip({ expected }: MeaningCase, { heavy }: Options): string | undefined {
  const lacks = expected.needs?.filter((need) => missing.has(need)) ?? [];
  if (lacks.length > 0) return `the engine of the suite has no ${lacks.join(", ")}`;
  return expected.heavy && !heavy ? "too long for every day: --heavy" : undefined;
}

function resultWith({ name, expected }: MeaningCase, details: readonly string[]): CaseResult {
  return { name, rules: expected.rules, outcome: details.length === 0 ? "passed" : "failed", details };
}

async function runAll(
  cases: readonly MeaningCase[],
  programs: string,
  options: Options,
  found: (result: CaseResult) => void,
): Promise<void> {
  const platform = await buildPlatform(cases);
  let engine: Engine | undefined;
  try {
    if (platform.manifests.length === 0) throw new Error(`The platform does not build: ${[...platform.errors.values()].flat().join("; ")}`);
    const before = join(platform.root, "surroundings.json");
    await writeManifests(before, surroundings(cases));
    const started = await startEngine(programs);
    engine = started;
    await started.apply([before, ...platform.manifests]);
    await eachCase(cases, options.jobs, async (one) => found(await resultOf(one, platform, started, options)));
  } finally {
    await engine?.stop();
    await platform.remove();
  }
}

async function resultOf(one: MeaningCase, platform: BuiltPlatform, engine: Engine, { keep }: Options): Promise<CaseResult> {
  const outcomes = await runCase(one, platform, engine, one.expected.heavy ? 30 * 60 : secondsOfRun);
  if (keep !== undefined) {
    await mkdir(keep, { recursive: true });
    await writeFile(join(keep, `${one.name}.json`), JSON.stringify(outcomes, null, 1));
  }
  const details = outcomes.flatMap(({ name, differences }) => differences.map((difference) => `${name}: ${difference}`));
  return resultWith(one, details);
}
