import { message } from "../../../compiler/diagnostics/message.ts";
import { ofNode } from "../../../compiler/rules/rule.ts";
import { parseDuration } from "../../../schema/words/quantities.ts";
import { stepsOf } from "../../steps-of.ts";
import { definePlanRule } from "./kubeflow-rule.ts";

/**
 * Backoff whole
 *
 * A backoff begins with whole seconds and grows by a whole factor.
 *
 * Source: kubeflow/pipelines 2.17.0, backend/src/v2/compiler/argocompiler/container.go (getTaskRetryParametersWithValues)
 */
export const backoffWhole = definePlanRule({
  code: "kubeflow/backoff-whole",
  severity: "error",
  message: message`Step "${"step"}" has a backoff with ${"found"}, where Kubeflow Pipelines takes ${"expected"}.`,
  why: "The backend hands seconds and the factor to Argo as integers: half a second is lost, and a fraction ends the run.",
  help: message`Use whole seconds and a factor such as 2.`,
  *find({ plan }) {
    for (const { node, retry } of stepsOf(plan)) {
      if (retry.limit === 0 || retry.backoff === undefined) continue;
      const { initial, factor } = retry.backoff;
      if (!Number.isInteger(factor))
        yield {
          at: ofNode(node, "retry", "backoff", "factor"),
          values: { step: node.name, found: `the factor ${factor}`, expected: "whole numbers" },
        };
      if ((parseDuration(initial) ?? 0) % 1000 !== 0)
        yield {
          at: ofNode(node, "retry", "backoff", "initial"),
          values: { step: node.name, found: `a first wait of ${initial}`, expected: "whole seconds" },
        };
    }
  },
});
