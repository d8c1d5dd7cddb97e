import { message } from "../../../compiler/diagnostics/message.ts";
import { ofSchedule } from "../../../compiler/rules/walk/of-schedule.ts";
import { parseCron } from "../../../compiler/schedules/parse-cron.ts";
import { definePlanRule } from "./maestro-rule.ts";

/**
 * Schedule interval
 *
 * A schedule names moments that are two minutes apart at least.
 *
 * Source: maestro abdbdad, TimeTriggerConstraint
 */
export const scheduleInterval = definePlanRule({
  code: "maestro/schedule-interval",
  severity: "error",
  message: message`Flow "${"flow"}" has the schedule "${"cron"}", which names moments less than two minutes apart.`,
  why: "Maestro refuses a trigger whose next two moments are less than 120 seconds apart: here on some days, elsewhere not.",
  help: message`Run it every second minute at most: "*/2 * * * *".`,
  *find({ plan }) {
    const { flow } = plan;
    for (const [index, { cron }] of flow.schedules.entries()) {
      const parsed = parseCron(cron);
      if ("problem" in parsed) continue;
      const { minutes, hours } = parsed;
      const overHour = minutes.includes(59) && minutes.includes(0) && hours.some((hour) => hours.includes((hour + 1) % 24));
      if (overHour || minutes.some((minute) => minutes.includes(minute + 1)))
        yield { at: ofSchedule(flow, index, "cron"), values: { flow: flow.name, cron } };
    }
  },
});
