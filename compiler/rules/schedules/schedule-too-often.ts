import { parseDuration } from "../../../schema/words/quantities.ts";
import { message } from "../../diagnostics/message.ts";
import { shortestGap } from "../../schedules/cron-days.ts";
import { parseCron } from "../../schedules/parse-cron.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { ofDefinition } from "../rule.ts";
import { ofSchedule } from "../walk/of-schedule.ts";

/**
 * Schedule too often
 *
 * Where a scheduled run is left out while another is under way, a run may not take longer than the time to the next.
 */
export const scheduleTooOften = defineFlowRule({
  code: "check/schedule-too-often",
  severity: "warning",
  message: message`Flow "${"flow"}" is due again after ${"gap"}, but may run for ${"timeout"}; runs that are due meanwhile are left out.`,
  why: 'With the concurrency "forbid" a run that is left out is never made up for, and its day or hour stays without results.',
  help: message`Give the flow a shorter \`timeout\`, or run it less often.`,
  *find(flow) {
    const longest = flow.timeout === undefined ? undefined : parseDuration(flow.timeout);
    if (flow.timeout === undefined || longest === undefined) return;
    for (const [index, { cron, concurrency }] of flow.schedules.entries()) {
      const parsed = parseCron(cron);
      if (concurrency !== "forbid" || "problem" in parsed) continue;
      const gap = shortestGap(parsed);
      if (gap === undefined || gap * 60_000 >= longest) continue;
      yield {
        at: ofSchedule(flow, index, "cron"),
        values: { flow: flow.name, gap: inWords(gap), timeout: flow.timeout },
        extra: { related: [{ message: "The flow's timeout is here.", at: ofDefinition(flow, "timeout") }] },
      };
    }
  },
});

function inWords(minutes: number): string {
  if (minutes % 1440 === 0) return count(minutes / 1440, "day");
  return minutes % 60 === 0 ? count(minutes / 60, "hour") : count(minutes, "minute");
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? "" : "s"}`;
}
