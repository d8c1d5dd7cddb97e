import type { Extra, Fix, PropertyAnchor } from "../../diagnostics/diagnostic.ts";
import { message } from "../../diagnostics/message.ts";
import { type CronProblem, parseCron } from "../../schedules/parse-cron.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { ofSchedule } from "../walk/of-schedule.ts";

/**
 * Cron five fields
 *
 * A schedule is five fields: minute, hour, day of month, month, day of week, as every engine reads them.
 *
 * Source: github.com/robfig/cron v3.0.1, ParseStandard
 */
export const cronFiveFields = defineFlowRule({
  code: "check/cron-five-fields",
  severity: "error",
  law: true,
  message: message`Flow "${"flow"}" has the schedule "${"cron"}", in which ${"problem"}.`,
  why: "Engines accept a schedule that they cannot read, and never start it.",
  help: message`Write minute, hour, day of month, month and day of week, as in "0 3 * * *".`,
  *find(flow) {
    for (const [index, { cron }] of flow.schedules.entries()) {
      const parsed = parseCron(cron);
      if (!("problem" in parsed)) continue;
      const at = ofSchedule(flow, index, "cron");
      yield { at, values: { flow: flow.name, cron, problem: parsed.problem }, extra: mending(parsed, at) };
    }
  },
});

function mending({ instead, same }: CronProblem, at: PropertyAnchor): Extra {
  const fixes: Fix[] =
    same === undefined ? [] : [{ title: `Write "${same}"`, safety: "safe", edits: [{ at, text: JSON.stringify(same) }] }];
  return { fixes, ...(instead !== undefined && { help: `${instead.charAt(0).toUpperCase()}${instead.slice(1)}.` }) };
}
