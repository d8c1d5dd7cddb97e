/** Each case of the meaning suite through the Kubeflow target and an interpreter that reads only what it emits, or refused as the case says. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { PlannedFlow } from "../../compiler/plan.ts";
import type { Json } from "../../schema/record.ts";
import type { ValueType } from "../../schema/values/value-type.ts";
import { kubeflow } from "../../targets/kubeflow/index.ts";
import { travelingJson } from "../../targets/kubeflow/lower/traveling.ts";
import { stepsInPlan } from "../engine/planned-steps.ts";
import { runPipeline } from "../kubeflow-interpreter/run-pipeline.ts";
import { compiled } from "../support/program.ts";
import { type MeaningCase, meaningCases } from "./cases.ts";
import { differences } from "./compare.ts";
import type { ExpectedRun } from "./expected.ts";
import type { SeenRun } from "./run-record.ts";

const root = mkdtempSync(join(tmpdir(), "kubeflow-meaning-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** What the interpreter has not. */
const missing = ["lost-pods", "stops", "memory-limits", "volumes"];

const cases = meaningCases().filter(({ expected }) => expected.refused === undefined && expected.heavy !== true);
const refused = cases.filter(({ expected }) => expected.refusedBy?.kubeflow !== undefined);
const run = cases.filter((one) => !refused.includes(one) && !one.expected.needs?.some((need) => missing.includes(need)));

async function lowered(one: MeaningCase) {
  const definitions = (await import(one.file)) as Record<string, unknown>;
  const { program, plans, diagnostics } = compiled(definitions, {
    targets: ["kubeflow"],
    environment: { checkpoints: { claim: "claim" } },
  });
  expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  const context = { options: kubeflow.options.parse({}), environment: program.environment, program };
  const plan = plans.find(({ flow }) => flow.name === one.flow);
  if (plan === undefined) throw new Error(`Case "${one.name}" has no flow "${one.flow}".`);
  const refusals = kubeflow.check?.(plan, context) ?? [];
  return { plan, context, refusals };
}

test.each(refused)("$name is refused: $expected.title", async (one) => {
  const { refusals } = await lowered(one);
  expect(refusals.map(({ code }) => code)).toContain(one.expected.refusedBy?.kubeflow);
});

test.each(run)("$name: $expected.title", async (one) => {
  const { plan, context, refusals } = await lowered(one);
  expect(refusals.map(({ message }) => message)).toEqual([]);
  const { documents } = kubeflow.lower(plan, context);
  const artifacts = kubeflow.emit(documents, plan, context);
  const text = artifacts[0]?.text ?? "";
  const requests = artifacts.find(({ path }) => path.endsWith(".recurring-runs.json"))?.text;
  const before = new Map<string, SeenRun>();
  const cache = new Map();
  for (const [index, expected] of one.expected.runs.entries()) {
    const folder = join(root, one.name, String(index));
    mkdirSync(folder, { recursive: true });
    const facts = { uuid: `00000000-0000-0000-0000-00000000000${index}`, scheduledAt: "2026-11-24T03:15:00Z" };
    const seen = typed(
      await runPipeline({
        text,
        params: expected.scheduled ? scheduled(requests) : given(plan, expected),
        folder,
        facts,
        secrets: one.expected.secrets ?? {},
        cache,
      }),
      plan,
    );
    before.set(expected.name, seen);
    expect(differences(expected, seen, (name) => before.get(name)).map((difference) => `${expected.name}: ${difference}`)).toEqual([]);
  }
});

/** Parameters as the API takes them, with marks in texts that would not arrive as they are. */
function given({ flow }: PlannedFlow, { params = {} }: ExpectedRun): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      const type = flow.params[name]?.type.type;
      const travels = travelingJson(value as Json);
      return [name, type === "optional" && typeof travels !== "string" ? JSON.stringify(travels) : travels];
    }),
  );
}

/** Parameters as the first of the emitted requests for recurring runs has them. */
function scheduled(requests: string | undefined): Record<string, unknown> {
  const { recurringRuns } = JSON.parse(requests ?? '{"recurringRuns":[]}') as {
    readonly recurringRuns: readonly { readonly runtime_config: { readonly parameters: Record<string, unknown> } }[];
  };
  return recurringRuns[0]?.runtime_config.parameters ?? {};
}

/** Values as the flow's types have them: without marks, optional ones from their texts. */
function typed(seen: SeenRun, plan: PlannedFlow): SeenRun {
  const steps = new Map(stepsInPlan(plan).map((step) => [step.path, step]));
  return {
    ...seen,
    steps: seen.steps.map((step) => {
      const types = steps.get(step.path.replace(/\[\d+\]/g, ""))?.outputs ?? {};
      const outputs = Object.entries(step.outputs).flatMap(([name, value]) => {
        const plain = withoutMarks(value);
        return plain === "␀" ? [] : [[name, ofType(plain, types[name])] as const];
      });
      return { ...step, outputs: Object.fromEntries(outputs) };
    }),
  };
}

function withoutMarks(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("\u2060", "");
  if (Array.isArray(value)) return value.map(withoutMarks);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [withoutMarks(name) as string, withoutMarks(member)]));
}

function ofType(value: unknown, type: ValueType | undefined): unknown {
  if (type?.type !== "optional" || typeof value !== "string" || type.of.type === "string") return value;
  return JSON.parse(value) as unknown;
}
