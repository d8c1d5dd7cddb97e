import { plainDecimal } from "../../schema/values/plain-decimal.ts";
import type { MeaningCase } from "../meaning/cases.ts";
import { differences } from "../meaning/compare.ts";
import type { ExpectedRun } from "../meaning/expected.ts";
import type { SeenRun } from "../meaning/run-record.ts";
import { loseFirstPods, stopDuring } from "./disturb.ts";
import type { Engine, EngineRequest } from "./engine.ts";
import { stepsInPlan } from "./planned-steps.ts";
import { type BuiltPlatform, environment } from "./platform.ts";
import { readRun } from "./read-run.ts";

/** What came of one run of a case. */
export interface RunOutcome {
  readonly name: string;
  /** What differs from what was expected, a sentence each. */
  readonly differences: readonly string[];
  readonly seen: SeenRun | undefined;
  /** All that the engine said, for whoever looks into a difference. */
  readonly raw: unknown;
}

/** Runs a case on the engine, its runs one after the other. */
export async function runCase(one: MeaningCase, platform: BuiltPlatform, engine: Engine, seconds: number): Promise<readonly RunOutcome[]> {
  const outcomes: RunOutcome[] = [];
  for (const expected of one.expected.runs) outcomes.push(await runOnce(one, expected, outcomes, platform, engine, seconds));
  return outcomes;
}

async function runOnce(
  one: MeaningCase,
  expected: ExpectedRun,
  before: readonly RunOutcome[],
  platform: BuiltPlatform,
  engine: Engine,
  seconds: number,
): Promise<RunOutcome> {
  const { name } = expected;
  const template = platform.templates.get(one.flow);
  const plan = platform.plans.get(one.flow);
  if (template === undefined || plan === undefined)
    return { name, differences: [`flow "${one.flow}" was not built`], seen: undefined, raw: undefined };
  const request = requestOf(one, expected, before.length, seconds);
  try {
    const running = engine.run(request);
    const lost = expected.lose === undefined ? [] : loseFirstPods(engine, request, expected.lose, running);
    const stopped = expected.stop === undefined ? [] : stopDuring(engine, request, expected.stop, running);
    const [raw] = await Promise.all([running, lost, stopped]);
    const seen = readRun(raw, template, stepsInPlan(plan));
    const earlier = (run: string): SeenRun | undefined => before.find((outcome) => outcome.name === run)?.seen;
    return { name, differences: differences(expected, seen, earlier), seen, raw };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (expected.status === "refused" && !message.startsWith("the engine is gone"))
      return { name, differences: [], seen: { status: "refused", steps: [] }, raw: message };
    return { name, differences: [`there is no run: ${message}`], seen: undefined, raw: undefined };
  }
}

function requestOf(one: MeaningCase, expected: ExpectedRun, index: number, seconds: number): EngineRequest {
  return {
    namespace: environment.namespace,
    name: `${one.flow}-${index}`,
    template: one.flow,
    scheduled: expected.scheduled === true,
    params: Object.entries(expected.params ?? {}).map(([param, value]) => [param, textOf(value)] as const),
    // The answer is an output of a task of this name (targets/argo: approvals).
    answers: Object.values(expected.approve ?? {}).flatMap((answer) => (answer === "expired" ? [] : [`answer.answer=${answer}`])),
    seconds,
  };
}

/** The text of a value (meaning.md, rule 1). */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" ? plainDecimal(value) : JSON.stringify(value);
}
