import { message } from "../../../compiler/diagnostics/message.ts";
import { ofSchedule } from "../../../compiler/rules/walk/of-schedule.ts";
import { definePlanRule } from "./kubeflow-rule.ts";

/**
 * Schedule timezone
 *
 * A schedule is in the zone of the server's scheduler.
 */
export const scheduleTimezone = definePlanRule({
  code: "kubeflow/schedule-timezone",
  severity: "error",
  message: message`A schedule of flow "${"flow"}" is in the zone "${"zone"}", and the scheduler of the server in "${"server"}".`,
  why: "A recurring run has no zone: the whole scheduler has one, by its variable CRON_SCHEDULE_TIMEZONE.",
  help: message`Write the schedule in that zone, or say \`kubeflow({ scheduleTimezone })\` if the server has another.`,
  *find({ plan: { flow }, context: { options } }) {
    for (const [index, { timezone }] of flow.schedules.entries())
      if (!isSame(timezone, options.scheduleTimezone))
        yield { at: ofSchedule(flow, index, "timezone"), values: { flow: flow.name, zone: timezone, server: options.scheduleTimezone } };
  },
});

function isSame(zone: string, server: string): boolean {
  return zone === server || (isUtc(zone) && isUtc(server));
}

export function isUtc(zone: string): boolean {
  return zone === "UTC" || zone === "Etc/UTC";
}
