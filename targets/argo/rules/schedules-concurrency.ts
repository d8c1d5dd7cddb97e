import { message } from "../../../compiler/diagnostics/message.ts";
import { ofSchedule } from "../../../compiler/rules/walk/of-schedule.ts";
import { defineArgoRule } from "./argo-rule.ts";

/**
 * Schedules concurrency
 *
 * Schedules that differ in zone, concurrency or parameters all allow runs at the same time.
 */
export const schedulesConcurrency = defineArgoRule({
  code: "argo/schedules-concurrency",
  severity: "error",
  message: message`Flow "${"flow"}" has schedules that differ, and one has the concurrency "${"concurrency"}".`,
  why: "They become several CronWorkflows, and each of them sees only its own runs.",
  help: message`Give all schedules the same zone, concurrency and parameters, or a mutex to the flow.`,
  *find({ plan: { flow }, documents: { schedules } }) {
    if (schedules.length < 2) return;
    for (const [index, { concurrency }] of flow.schedules.entries()) {
      if (concurrency === "allow") continue;
      yield { at: ofSchedule(flow, index, "concurrency"), values: { flow: flow.name, concurrency } };
      return;
    }
  },
});
