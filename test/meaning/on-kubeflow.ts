/** A case of the suite through the Kubeflow target, and the documents that it emits through an interpreter of the backend's rules. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import type { PlannedFlow } from "../../compiler/plan.ts";
import type { Json } from "../../schema/record.ts";
import type { ValueType } from "../../schema/values/value-type.ts";
import { kubeflow } from "../../targets/kubeflow/index.ts";
import { travelingJson } from "../../targets/kubeflow/lower/traveling.ts";
import { stepsInPlan } from "../engine/planned-steps.ts";
import { runPipeline } from "../kubeflow-interpreter/run-pipeline.ts";
import { linesOf } from "../support/program.ts";
import type { MeaningCase } from "./cases.ts";
import { differences } from "./compare.ts";
import type { ExpectedRun } from "./expected.ts";
import type { SeenRun } from "./run-record.ts";

const environment = { name: "meaning", namespace: "meaning", serviceAccount: "default", namePrefix: "", checkpoints: { claim: "claim" } };
const context = { options: kubeflow.options.parse({}), environment, program: { environment, flows: [], pools: [] } };

/** What the interpreter has not, of what a case may need. */
const missing: Readonly<Record<string, string>> = {
  "lost-pods": "no pod of the interpreter is lost",
  stops: "nobody stops a run of the interpreter",
  "memory-limits": "the interpreter bounds no memory",
  volumes: "the interpreter has no volumes",
};

/** Why a case cannot be run here, where the target takes it. */
export function leftOnKubeflow({ expected }: MeaningCase): string | undefined {
  return (expected.needs ?? []).map((need) => missing[need]).find((reason) => reason !== undefined);
}

/** Why the target refuses a flow; nothing where it takes it. */
export function refusalsOnKubeflow(plan: PlannedFlow): readonly Diagnostic[] {
  return (kubeflow.check?.(plan, context) ?? []).filter(({ severity }) => severity === "error");
}

/** What differs from what a case expects, a sentence each. */
export async function differencesOnKubeflow(one: MeaningCase, plan: PlannedFlow): Promise<readonly string[]> {
  const refused = refusalsOnKubeflow(plan);
  if (refused.length > 0) return linesOf(refused);
  const lowered = kubeflow.lower(plan, context);
  const errors = lowered.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) return linesOf(errors);
  const artifacts = kubeflow.emit(lowered.documents, plan, context);
  const text = artifacts[0]?.text ?? "";
  const requests = artifacts.find(({ path }) => path.endsWith(".recurring-runs.json"))?.text;
  const seen = new Map<string, SeenRun>();
  const cache = new Map();
  const root = mkdtempSync(join(tmpdir(), "kubeflow-meaning-"));
  const found: string[] = [];
  try {
    for (const [index, expected] of one.expected.runs.entries()) {
      const folder = join(root, String(index));
      mkdirSync(folder);
      const facts = { uuid: `00000000-0000-0000-0000-00000000000${index}`, scheduledAt: "2026-11-24T03:15:00Z" };
      const params = expected.scheduled ? scheduled(requests) : given(plan, expected);
      const record = typed(await runPipeline({ text, params, folder, facts, secrets: one.expected.secrets ?? {}, cache }), plan);
      seen.set(expected.name, record);
      found.push(...differences(expected, record, (earlier) => seen.get(earlier)).map((difference) => `${expected.name}: ${difference}`));
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  return found;
}

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
