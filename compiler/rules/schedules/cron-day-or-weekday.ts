import { message } from "../../diagnostics/message.ts";
import { parseCron } from "../../schedules/parse-cron.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { ofSchedule } from "../walk/of-schedule.ts";

/**
 * Cron day or weekday
 *
 * A schedule names days of the month or days of the week, not both: together they mean "either".
 *
 * Source: github.com/robfig/cron v3.0.1, spec.go, dayMatches
 */
export const cronDayOrWeekday = defineFlowRule({
  code: "check/cron-day-or-weekday",
  severity: "warning",
  message: message`Flow "${"flow"}" has the schedule "${"cron"}", which runs on each day of the month that it names, and on each day of the week too.`,
  why: 'Most people read the two fields as "both"; cron reads them as "either".',
  help: message`Leave one of them \`*\`, and let the first step decide about the other; or write two schedules.`,
  *find(flow) {
    for (const [index, { cron }] of flow.schedules.entries()) {
      const parsed = parseCron(cron);
      if ("problem" in parsed || parsed.anyDayOfMonth || parsed.anyDayOfWeek) continue;
      if (parsed.daysOfMonth.length === 31 || parsed.daysOfWeek.length === 7) continue;
      yield { at: ofSchedule(flow, index, "cron"), values: { flow: flow.name, cron } };
    }
  },
});
