import { message } from "../../../compiler/diagnostics/message.ts";
import { ofSchedule } from "../../../compiler/rules/walk/of-schedule.ts";
import { definePlanRule } from "./maestro-rule.ts";

/**
 * Concurrency covers all runs
 *
 * The concurrency of a schedule is that of all runs of the workflow.
 */
export const concurrencyCoversAllRuns = definePlanRule({
  code: "maestro/concurrency-covers-all-runs",
  severity: "warning",
  message: message`Flow "${"flow"}" has the concurrency "${"concurrency"}", which on Maestro covers all its runs, also those that somebody starts by hand.`,
  why: "Maestro has one strategy a workflow: with FIRST_ONLY a run that is started while another is under way ends at once, with LAST_ONLY it stops the other.",
  help: message`Leave the concurrency out, or start runs by hand only while none is under way.`,
  *find({ plan }) {
    const { flow } = plan;
    const [first] = flow.schedules;
    if (first !== undefined && first.concurrency !== "allow")
      yield { at: ofSchedule(flow, 0, "concurrency"), values: { flow: flow.name, concurrency: first.concurrency } };
  },
});
