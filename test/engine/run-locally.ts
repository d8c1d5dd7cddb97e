/** The cases of the meaning suite as a user runs them on a laptop: `millwright run FLOW --json`. */
import { runProgram } from "../conformance/run-program.ts";
import type { MeaningCase } from "../meaning/cases.ts";
import { differences } from "../meaning/compare.ts";
import type { ExpectedRun } from "../meaning/expected.ts";
import type { SeenRun } from "../meaning/run-record.ts";
import type { CaseResult } from "./case-result.ts";
import { stepsInPlan } from "./planned-steps.ts";
import { type BuiltPlatform, command } from "./platform.ts";
import { textOf } from "./run-case.ts";

/** What this machine has not: pods, volumes of a cluster. Stopping a run is tested with the local engine. */
const missing: ReadonlySet<string> = new Set(["lost-pods", "stops", "volumes"]);

/** Runs one case, its runs one after the other. */
export async function runLocally(one: MeaningCase, platform: BuiltPlatform): Promise<CaseResult> {
  const { name, expected } = one;
  const common = { name, rules: expected.rules };
  const lacks = expected.needs?.filter((need) => missing.has(need)) ?? [];
  if (lacks.length > 0) return { ...common, outcome: "skipped", details: [`there are no ${lacks.join(", ")} on a laptop`] };
  const seen = new Map<string, SeenRun>();
  const details: string[] = [];
  for (const run of expected.runs) {
    // Nobody answers in time: without a terminal the run would wait, and be resumed.
    if (Object.values(run.approve ?? {}).includes("expired")) continue;
    const record = await runOnce(one, run, platform);
    seen.set(run.name, record);
    details.push(...differences(run, record, (earlier) => seen.get(earlier)).map((difference) => `${run.name}: ${difference}`));
  }
  return { ...common, outcome: details.length === 0 ? "passed" : "failed", details };
}

async function runOnce(one: MeaningCase, expected: ExpectedRun, platform: BuiltPlatform): Promise<SeenRun> {
  const words = [
    ...Object.entries(expected.params ?? {}).flatMap(([name, value]) => ["-p", `${name}=${textOf(value)}`]),
    ...Object.entries(expected.approve ?? {}).flatMap(([name, answer]) => ["--approve", `${name}=${answer}`]),
    ...Object.entries(one.expected.secrets ?? {}).flatMap(([name, keys]) =>
      Object.entries(keys).flatMap(([key, value]) => ["--secret", `${name}.${key}=${value}`]),
    ),
    ...(expected.scheduled ? ["--scheduledAt", `${new Date().toISOString().slice(0, 19)}Z`] : []),
  ];
  const { status, stdout, stderr } = await runProgram(
    process.execPath,
    [command, "run", one.flow, "--root", platform.root, "--parallelism", "8", "--json", ...words],
    platform.root,
  );
  if (status === 2) return { status: "refused", steps: [] };
  try {
    return withoutArtifacts(JSON.parse(stdout) as SeenRun, one, platform);
  } catch {
    return { status: `no record: ${stderr.trim()}`, steps: [] };
  }
}

/** The suite compares values; what artifacts hold shows where they are used. */
function withoutArtifacts(record: SeenRun, one: MeaningCase, { plans }: BuiltPlatform): SeenRun {
  const plan = plans.get(one.flow);
  const steps = new Map((plan === undefined ? [] : stepsInPlan(plan)).map((step) => [step.path, step]));
  return {
    ...record,
    steps: record.steps.map((step) => {
      const types = steps.get(step.path.replace(/\[\d+\]|#\d+/g, ""))?.outputs ?? {};
      return { ...step, outputs: Object.fromEntries(Object.entries(step.outputs).filter(([name]) => types[name]?.type !== "artifact")) };
    }),
  };
}
