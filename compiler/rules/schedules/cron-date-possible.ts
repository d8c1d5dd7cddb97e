import { message } from "../../diagnostics/message.ts";
import { hasDay } from "../../schedules/cron-days.ts";
import { parseCron } from "../../schedules/parse-cron.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { ofSchedule } from "../walk/of-schedule.ts";

/**
 * Cron date possible
 *
 * A schedule names a day that some year has.
 */
export const cronDatePossible = defineFlowRule({
  code: "check/cron-date-possible",
  severity: "error",
  law: true,
  message: message`Flow "${"flow"}" has the schedule "${"cron"}", a day that no year has.`,
  why: "It would never start, and nothing would say so.",
  help: message`For the last day of a month, run on the first of the next, as in "0 0 1 * *".`,
  *find(flow) {
    for (const [index, { cron }] of flow.schedules.entries()) {
      const parsed = parseCron(cron);
      if ("problem" in parsed || hasDay(parsed)) continue;
      yield { at: ofSchedule(flow, index, "cron"), values: { flow: flow.name, cron } };
    }
  },
});
