import { message } from "../../../compiler/diagnostics/message.ts";
import { ofSchedule } from "../../../compiler/rules/walk/of-schedule.ts";
import { definePlanRule } from "./maestro-rule.ts";

/**
 * Schedules differ
 *
 * All schedules of a flow compute the same parameters and have the same concurrency.
 */
export const schedulesDiffer = definePlanRule({
  code: "maestro/schedules-differ",
  severity: "error",
  message: message`Flow "${"flow"}" has schedules that differ in their ${"what"}.`,
  why: "Maestro's triggers hand no parameters to a run, and the strategy is that of the whole workflow.",
  help: message`Give all schedules the same, or write a flow for each.`,
  *find({ plan }) {
    const { flow } = plan;
    const [first, ...others] = flow.schedules;
    for (const [index, { params, concurrency }] of others.entries()) {
      if (JSON.stringify(params) !== JSON.stringify(first?.params ?? {}))
        yield { at: ofSchedule(flow, index + 1, "params"), values: { flow: flow.name, what: "parameters" } };
      if (concurrency !== first?.concurrency)
        yield { at: ofSchedule(flow, index + 1, "concurrency"), values: { flow: flow.name, what: "concurrency" } };
    }
  },
});
