import { message } from "../../../compiler/diagnostics/message.ts";
import { ofSchedule } from "../../../compiler/rules/walk/of-schedule.ts";
import { parseCron } from "../../../compiler/schedules/parse-cron.ts";
import { definePlanRule } from "./maestro-rule.ts";

/**
 * Day or weekday
 *
 * A schedule names days of the month or days of the week, not both.
 */
export const dayOrWeekday = definePlanRule({
  code: "maestro/day-or-weekday",
  severity: "error",
  message: message`Flow "${"flow"}" has the schedule "${"cron"}", which names days of the month and days of the week.`,
  why: 'Engines read the two as "either"; the reader of Maestro has not been seen to.',
  help: message`Leave one of them \`*\`, or write two schedules.`,
  *find({ plan }) {
    const { flow } = plan;
    for (const [index, { cron }] of flow.schedules.entries()) {
      const parsed = parseCron(cron);
      if ("problem" in parsed || parsed.anyDayOfMonth || parsed.anyDayOfWeek) continue;
      yield { at: ofSchedule(flow, index, "cron"), values: { flow: flow.name, cron } };
    }
  },
});
