import { message } from "../../../compiler/diagnostics/message.ts";
import { ofSchedule } from "../../../compiler/rules/walk/of-schedule.ts";
import type { Text } from "../../../schema/record.ts";
import { visitExpressions } from "../../visit-expressions.ts";
import { definePlanRule } from "./kubeflow-rule.ts";
import { isUtc } from "./schedule-timezone.ts";

/**
 * Schedule day
 *
 * The day of a run's time is asked for only in UTC.
 *
 * Source: kubeflow/pipelines 2.17.0, backend/src/common/util/parameter_formatter.go
 */
export const scheduleDay = definePlanRule({
  code: "kubeflow/schedule-day",
  severity: "error",
  message: message`${"what"} asks for the day of the scheduled time in the zone "${"zone"}".`,
  why: "The server writes the time at which a run was due in UTC, and nothing in a pipeline works out the day of another zone.",
  help: message`Use \`scheduledAt\` itself and work out the day in the command, or a schedule in UTC.`,
  *find({ plan: { flow } }) {
    for (const [index, schedule] of flow.schedules.entries()) {
      if (isUtc(schedule.timezone)) continue;
      for (const [name, text] of Object.entries(schedule.params))
        if (asksForDay(text)) {
          const values = { what: `Parameter "${name}" of a schedule of flow "${flow.name}"`, zone: schedule.timezone };
          yield { at: ofSchedule(flow, index, "params"), values };
        }
    }
  },
});

function asksForDay(text: Text): boolean {
  let asks = false;
  visitExpressions(text, (expression) => {
    asks ||= expression.op === "run" && expression.field === "scheduledDate";
  });
  return asks;
}
