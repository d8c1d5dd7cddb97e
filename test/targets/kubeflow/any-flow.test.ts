/** Flows as they may come: each is refused, or becomes documents in which the backend would find nothing to refuse and nothing to take for something else. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { PlannedFlow } from "../../../compiler/plan.ts";
import { kubeflow } from "../../../targets/kubeflow/index.ts";
import { backendProblems } from "../../conformance/kubeflow/backend-rules.ts";
import { moves, planned } from "../../support/any-flow.ts";

function contextOf({ flow }: PlannedFlow) {
  const environment = { name: "prod", namespace: "ml", serviceAccount: "default", namePrefix: "" };
  return { options: kubeflow.options.parse({}), environment, program: { environment, flows: [flow], pools: [] } };
}

test("a flow is refused where it repeats, and otherwise becomes a pipeline without a fault", () => {
  let built = 0;
  fc.assert(
    fc.property(moves, (all) => {
      const plan = planned(all);
      const context = contextOf(plan);
      const refused = kubeflow.check?.(plan, context) ?? [];
      expect(refused.length > 0).toBe(plan.flow.nodes.some(({ kind }) => kind === "repeatUntil"));
      if (refused.length > 0 || plan.body.nodes.length === 0) return;
      const { documents, diagnostics } = kubeflow.lower(plan, context);
      expect(diagnostics).toEqual([]);
      expect(backendProblems(documents.pipeline, documents.platform)).toEqual([]);
      expect(kubeflow.emit(documents, plan, context)).toHaveLength(2);
      built += 1;
    }),
    { numRuns: 300, seed: 11 },
  );
  expect(built).toBeGreaterThan(50);
});
