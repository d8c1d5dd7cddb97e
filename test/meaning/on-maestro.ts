/** A case of the suite through the Maestro target, and the request that it emits through an interpreter of Maestro's rules. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import type { PlannedFlow } from "../../compiler/plan.ts";
import { textOf } from "../../compiler/values/check-value.ts";
import type { Json } from "../../schema/record.ts";
import type { ValueType } from "../../schema/values/value-type.ts";
import { maestro } from "../../targets/maestro/index.ts";
import { absent, travelling } from "../../targets/maestro/lower/travelling.ts";
import { stepsInPlan } from "../engine/planned-steps.ts";
import { type Request, runWorkflow, type SeenPod } from "../maestro-interpreter/run-workflow.ts";
import { linesOf } from "../support/program.ts";
import type { MeaningCase } from "./cases.ts";
import { differences } from "./compare.ts";
import type { ExpectedRun } from "./expected.ts";
import type { SeenRun } from "./run-record.ts";

const environment = { name: "meaning", namespace: "meaning", serviceAccount: "default", namePrefix: "", checkpoints: { claim: "claim" } };
const context = { options: maestro.options.parse({}), environment, program: { environment, flows: [], pools: [] } };

/** Why the target refuses a flow; nothing where it takes it. */
export function refusalsOnMaestro(plan: PlannedFlow): readonly Diagnostic[] {
  return (maestro.check?.(plan, context) ?? []).filter(({ severity }) => severity === "error");
}

/** What differs from what a case expects, a sentence each. */
export async function differencesOnMaestro(one: MeaningCase, plan: PlannedFlow): Promise<readonly string[]> {
  const refused = refusalsOnMaestro(plan);
  if (refused.length > 0) return linesOf(refused);
  const lowered = maestro.lower(plan, context);
  const errors = lowered.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) return linesOf(errors);
  const [file] = maestro.emit(lowered.documents, plan, context);
  const request = JSON.parse(file?.text ?? "") as Request;
  const seen = new Map<string, SeenRun>();
  const types = new Map(stepsInPlan(plan).map((step) => [step.path, step.outputs]));
  const folder = mkdtempSync(join(tmpdir(), "maestro-meaning-"));
  const found: string[] = [];
  try {
    for (const expected of one.expected.runs) {
      const record = await runOnce(request, join(folder, expected.name.replaceAll(" ", "-")), expected, types);
      seen.set(expected.name, record);
      found.push(...differences(expected, record, (earlier) => seen.get(earlier)).map((difference) => `${expected.name}: ${difference}`));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return found;
}

async function runOnce(
  request: Request,
  folder: string,
  { params = {}, scheduled }: ExpectedRun,
  types: ReadonlyMap<string, Readonly<Record<string, ValueType>>>,
): Promise<SeenRun> {
  const end = await runWorkflow(request, {
    folder,
    params: Object.fromEntries(Object.entries(params).map(([param, value]) => [param, travelling(textOf(value as Json))])),
    ...(scheduled === true && { scheduled: { at: Date.now(), timezone: "Asia/Tokyo" } }),
  });
  // A run whose parameters are refused has begun on Maestro, and has run nothing.
  const refused = end.failed.some((step) => step.name === "parameters");
  const steps = end.pods.map((pod) => ({
    path: pod.path,
    status: pod.status,
    attempts: pod.attempts.map(({ exitCode, startedAt, finishedAt, timedOut }) => ({
      exitCode,
      startedAt,
      finishedAt,
      ...(timedOut && { reason: "DeadlineExceeded" }),
      message: [pod.message, ...end.failed.map((failed) => `${failed.name}: ${failed.message}`)].join("; "),
    })),
    outputs: outputsOf(pod, types.get(pod.path.replace(/\[\d+\]|#\d+/g, "")) ?? {}),
  }));
  return { status: refused ? "refused" : end.status, steps };
}

/** Outputs by their names in the definition; the step declares them in the same order. */
function outputsOf({ step, outputs }: SeenPod, types: Readonly<Record<string, ValueType>>): Readonly<Record<string, unknown>> {
  const declared = Object.keys(step.params ?? {}).filter((name) => name.startsWith("out_"));
  return Object.fromEntries(
    Object.entries(types).flatMap(([name, type], index) => {
      const text = outputs[declared[index] ?? ""];
      return text === undefined || text === absent ? [] : [[name, typed(text.replaceAll("`1", "$").replaceAll("`0", "`"), type)]];
    }),
  );
}

function typed(text: string, type: ValueType): unknown {
  if (type.type === "optional") return typed(text, type.of);
  return type.type === "string" ? text : JSON.parse(text);
}
