/** Every case of the suite through the Maestro target, and the request that it emits through an interpreter of Maestro's rules; or the refusal that the case states. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { textOf } from "../../compiler/values/check-value.ts";
import type { Json } from "../../schema/record.ts";
import type { ValueType } from "../../schema/values/value-type.ts";
import { maestro } from "../../targets/maestro/index.ts";
import { absent, travelling } from "../../targets/maestro/lower/travelling.ts";
import { stepsInPlan } from "../engine/planned-steps.ts";
import { type Request, runWorkflow, type SeenPod } from "../maestro-interpreter/run-workflow.ts";
import { compiled, linesOf } from "../support/program.ts";
import { type MeaningCase, meaningCases } from "./cases.ts";
import { differences } from "./compare.ts";
import type { ExpectedRun } from "./expected.ts";
import type { SeenRun } from "./run-record.ts";

const root = mkdtempSync(join(tmpdir(), "maestro-meaning-"));
afterAll(() => rmSync(root, { recursive: true }));

const cases = meaningCases().filter(({ expected }) => expected.refused === undefined);

async function planOf({ file, flow }: MeaningCase) {
  const found = compiled((await import(file)) as Readonly<Record<string, unknown>>, { environment: { checkpoints: { claim: "claim" } } });
  const plan = found.plans.find((one) => one.flow.name === flow);
  if (plan === undefined) throw new Error(linesOf(found.diagnostics).join("\n"));
  const context = { options: maestro.options.parse({}), environment: found.program.environment, program: found.program };
  return { plan, context, refused: (maestro.check?.(plan, context) ?? []).filter(({ severity }) => severity === "error") };
}

test.each(cases.filter(({ expected }) => expected.refusedBy?.maestro !== undefined))("$name is refused, as it says", async (one) => {
  const { refused } = await planOf(one);
  expect(refused.map(({ code }) => code)).toContain(one.expected.refusedBy?.maestro);
  for (const { help = "", why = "" } of refused) expect([help, why]).not.toContain("");
});

const run = cases.filter(({ expected }) => expected.refusedBy?.maestro === undefined);

test.each(run.filter(({ expected }) => expected.heavy !== true))(
  "$name means on Maestro what it means",
  { timeout: 120_000 },
  async (one) => {
    const { plan, context, refused } = await planOf(one);
    expect(linesOf(refused)).toEqual([]);
    const lowered = maestro.lower(plan, context);
    expect(linesOf(lowered.diagnostics.filter(({ severity }) => severity === "error"))).toEqual([]);
    const [file] = maestro.emit(lowered.documents, plan, context);
    const request = JSON.parse(file?.text ?? "") as Request;
    const seen = new Map<string, SeenRun>();
    const types = new Map(stepsInPlan(plan).map((step) => [step.path, step.outputs]));
    for (const expected of one.expected.runs) {
      const record = await runOnce(request, one, expected, types);
      seen.set(expected.name, record);
      expect(
        differences(expected, record, (earlier) => seen.get(earlier)),
        expected.name,
      ).toEqual([]);
    }
  },
);

async function runOnce(
  request: Request,
  one: MeaningCase,
  { name, params = {}, scheduled }: ExpectedRun,
  types: ReadonlyMap<string, Readonly<Record<string, ValueType>>>,
): Promise<SeenRun> {
  const end = await runWorkflow(request, {
    folder: join(root, one.name, name.replaceAll(" ", "-")),
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
