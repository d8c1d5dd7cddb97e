import { message } from "../../../compiler/diagnostics/message.ts";
import { ofDefinition, ofNode } from "../../../compiler/rules/rule.ts";
import { parseDuration } from "../../../schema/words/quantities.ts";
import { stepsOf } from "../../steps-of.ts";
import { definePlanRule } from "./maestro-rule.ts";

/**
 * Timeout range
 *
 * A timeout is at most 120 days.
 *
 * Source: maestro abdbdad, TimeoutConstraint
 */
export const timeoutRange = definePlanRule({
  code: "maestro/timeout-range",
  severity: "error",
  message: message`The timeout "${"timeout"}" of ${"what"} is more than 120 days, the longest that Maestro takes.`,
  why: "Maestro refuses the workflow.",
  help: message`Write at most "120d".`,
  *find({ plan }) {
    const { flow } = plan;
    if (isTooLong(flow.timeout))
      yield { at: ofDefinition(flow, "timeout"), values: { timeout: flow.timeout ?? "", what: `flow "${flow.name}"` } };
    for (const { node } of stepsOf(plan))
      if (isTooLong(node.timeout))
        yield { at: ofNode(node, "timeout"), values: { timeout: node.timeout ?? "", what: `step "${node.name}"` } };
  },
});

function isTooLong(timeout: string | undefined): boolean {
  return timeout !== undefined && (parseDuration(timeout) ?? 0) > 120 * 24 * 3_600_000;
}
