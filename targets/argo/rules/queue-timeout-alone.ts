import { message } from "../../../compiler/diagnostics/message.ts";
import { ofNode } from "../../../compiler/rules/rule.ts";
import { defineArgoRule } from "./argo-rule.ts";
import { stepsOf } from "./walk.ts";

/**
 * Queue timeout alone
 *
 * A step that says how long it may wait for its pod also says how long it may run.
 */
export const queueTimeoutAlone = defineArgoRule({
  code: "argo/queue-timeout-alone",
  severity: "error",
  message: message`Step "${"step"}" has the queue timeout "${"queueTimeout"}" and no timeout.`,
  why: "Argo's only bound on waiting counts the running time too, so without a timeout there is no bound to write.",
  help: message`Give the step a \`timeout\`, or leave out \`queueTimeout\`.`,
  *find({ plan }) {
    for (const { node, timeoutMs } of stepsOf(plan)) {
      const { queueTimeout } = node;
      if (queueTimeout !== undefined && timeoutMs === undefined)
        yield { at: ofNode(node, "queueTimeout"), values: { step: node.name, queueTimeout } };
    }
  },
});
