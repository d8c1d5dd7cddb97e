import { message } from "../../diagnostics/message.ts";
import { parseCron } from "../../schedules/parse-cron.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { ofSchedule } from "../walk/of-schedule.ts";
import { repeated } from "../walk/repeated.ts";

/**
 * Schedule repeated
 *
 * No two schedules of a flow start the same run at the same moments.
 */
export const scheduleRepeated = defineFlowRule({
  code: "check/schedule-repeated",
  severity: "warning",
  message: message`Flow "${"flow"}" has the schedule "${"cron"}" twice, with the same zone and parameters.`,
  why: "Each run would be started twice.",
  help: message`Remove one of the two, or give it other parameters.`,
  *find(flow) {
    const schedules = flow.schedules.map(({ cron, timezone, params }) => JSON.stringify([parseCron(cron), timezone, params]));
    for (const index of repeated(schedules))
      yield {
        at: ofSchedule(flow, index),
        values: { flow: flow.name, cron: flow.schedules[index]?.cron ?? "" },
        extra: { related: [{ message: "The first is here.", at: ofSchedule(flow, schedules.indexOf(schedules[index] ?? "")) }] },
      };
  },
});
