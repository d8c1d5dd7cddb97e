import { message } from "../../../compiler/diagnostics/message.ts";
import { ofName } from "../../../compiler/rules/rule.ts";
import { visitExpressions } from "../../visit-expressions.ts";
import { definePlanRule } from "./kubeflow-rule.ts";

/**
 * Run day
 *
 * No step asks for the day on which its run was due.
 */
export const runDay = definePlanRule({
  code: "kubeflow/run-day",
  severity: "error",
  message: message`Flow "${"flow"}" uses the day of \`run.scheduledAt\` in a step.`,
  why: "The backend hands out the time at which a run was due as one text, in UTC.",
  help: message`Let the schedule compute a parameter with it, as in \`params: ({ scheduledAt }) => ({ day: scheduledAt.date })\`, or use \`run.scheduledAt\` itself.`,
  *find({ plan }) {
    for (const { flow, body, onExit, onFailure } of [plan, ...plan.called]) {
      let asks = false;
      visitExpressions([body, onExit, onFailure], ({ op, ...more }) => {
        asks ||= op === "run" && "field" in more && more.field === "scheduledDate";
      });
      if (asks) yield { at: ofName(flow), values: { flow: flow.name } };
    }
  },
});
