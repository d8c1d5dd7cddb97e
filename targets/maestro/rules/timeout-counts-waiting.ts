import { message } from "../../../compiler/diagnostics/message.ts";
import { ofNode } from "../../../compiler/rules/rule.ts";
import { stepsOf } from "../../steps-of.ts";
import { definePlanRule } from "./maestro-rule.ts";

/**
 * Timeout counts waiting
 *
 * The timeout of a step bounds its running time alone, unless the config says that waiting may count.
 *
 * Source: maestro abdbdad, MaestroTask.isTimeout: the start time is set when a step leaves WAITING_FOR_PERMITS
 */
export const timeoutCountsWaiting = definePlanRule({
  code: "maestro/timeout-counts-waiting",
  severity: "error",
  message: message`Step "${"step"}" has a timeout, in which Maestro also counts the time for which its pod waits.`,
  why: "A step of Maestro begins when its pod is asked for, so a full cluster would fail steps that never ran.",
  help: message`Leave the timeout out, or accept that waiting counts: \`maestro({ timeoutsCountWaiting: true })\` in millwright.config.ts.`,
  *find({ plan, context }) {
    if (context.options.timeoutsCountWaiting) return;
    for (const { node } of stepsOf(plan))
      if (node.timeout !== undefined) yield { at: ofNode(node, "timeout"), values: { step: node.name } };
  },
});
