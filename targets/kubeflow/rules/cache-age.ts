import { message } from "../../../compiler/diagnostics/message.ts";
import { ofNode } from "../../../compiler/rules/rule.ts";
import { stepsOf } from "../../steps-of.ts";
import { definePlanRule } from "./kubeflow-rule.ts";

/**
 * Cache age
 *
 * A cache has no age.
 *
 * Source: kubeflow/pipelines 2.17.0, backend/src/v2/cacheutils/cache.go
 */
export const cacheAge = definePlanRule({
  code: "kubeflow/cache-age",
  severity: "error",
  message: message`The cache of step "${"step"}" has an age.`,
  why: "Kubeflow Pipelines reuses a result for as long as its server keeps it.",
  help: message`Leave \`maxAge\` out, and put what changes with time into \`key\`, such as a day.`,
  *find({ plan }) {
    for (const { node } of stepsOf(plan))
      if (node.cache?.maxAge !== undefined) yield { at: ofNode(node, "cache", "maxAge"), values: { step: node.name } };
  },
});
