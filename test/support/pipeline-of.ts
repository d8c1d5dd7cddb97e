/** A flow through the Kubeflow target: its documents, and the text of its pipeline. */
import { expect } from "vitest";
import { flow } from "../../schema/index.ts";
import { kubeflow } from "../../targets/kubeflow/index.ts";
import { compiled, linesOf } from "./program.ts";

export type Body = Parameters<typeof flow>[2];
export type Options = Parameters<typeof flow>[1];

/** Fails the test where anything is found in the flow. `others` are the flows that it calls. */
export function pipelineOf(options: Partial<Options>, body: Body, others: Readonly<Record<string, unknown>> = {}) {
  const { program, plans, diagnostics } = compiled({ ...others, tested: flow("tested", { owner: "ml", ...options } as Options, body) });
  expect(linesOf(diagnostics)).toEqual([]);
  const context = { options: kubeflow.options.parse({}), environment: program.environment, program };
  const plan = plans.find(({ flow }) => flow.name === "tested");
  if (plan === undefined) throw new Error("The flow was not planned.");
  expect(linesOf(kubeflow.check?.(plan, context) ?? [])).toEqual([]);
  const { documents, diagnostics: refused } = kubeflow.lower(plan, context);
  expect(linesOf(refused)).toEqual([]);
  return { documents, text: kubeflow.emit(documents, plan, context)[0]?.text ?? "" };
}
