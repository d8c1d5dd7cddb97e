import { message } from "../../../compiler/diagnostics/message.ts";
import { ofNode } from "../../../compiler/rules/rule.ts";
import { stepsOf } from "../../steps-of.ts";
import { defineArgoRule } from "./argo-rule.ts";

/**
 * Queue timeout version
 *
 * A step says how long it may wait for its pod only where the oldest Argo of the platform can bound that: 4.1.
 */
export const queueTimeoutVersion = defineArgoRule({
  code: "argo/queue-timeout-version",
  severity: "error",
  message: message`Step "${"step"}" has the queue timeout "${"queueTimeout"}", which Argo ${"version"} cannot bound.`,
  why: "Before 4.1 the only bound on waiting takes the place of the step's own timeout, so that one of the two would not hold.",
  help: message`Say argo({ version: "4.1" }) if every cluster has it, or leave out \`queueTimeout\`.`,
  *find({ plan, context }) {
    const { version } = context.options;
    if (version === "4.1") return;
    for (const { node } of stepsOf(plan)) {
      const { queueTimeout } = node;
      if (queueTimeout !== undefined) yield { at: ofNode(node, "queueTimeout"), values: { step: node.name, queueTimeout, version } };
    }
  },
});
