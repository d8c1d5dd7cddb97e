import { isProperty } from "../../diagnostics/diagnostic.ts";
import { message } from "../../diagnostics/message.ts";
import { didYouMean, suggest } from "../../diagnostics/suggest.ts";
import { isTimeZone, timeZones } from "../../schedules/time-zone.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { ofSchedule } from "../walk/of-schedule.ts";

/**
 * Timezone known
 *
 * A schedule's zone is a name of the IANA time zone database, in its own case.
 *
 * See https://www.iana.org/time-zones
 */
export const timezoneKnown = defineFlowRule({
  code: "check/timezone-known",
  severity: "error",
  law: true,
  message: message`Flow "${"flow"}" has a schedule in the time zone "${"zone"}", which the IANA database does not have.`,
  why: "Engines look the zone up by its exact name and never start a schedule whose zone they do not find.",
  help: message`Write a name such as "Europe/Stockholm" or "UTC".`,
  *find(flow) {
    for (const [index, { timezone }] of flow.schedules.entries()) {
      if (isTimeZone(timezone)) continue;
      const at = ofSchedule(flow, index, "timezone");
      const near = suggest(timezone, timeZones());
      const same = near.find((name) => name.toLowerCase() === timezone.toLowerCase());
      const help = near.length === 0 ? {} : { help: didYouMean(timezone, timeZones()) ?? "" };
      const fixes =
        same === undefined || !isProperty(at)
          ? {}
          : { fixes: [{ title: `Write "${same}"`, safety: "safe" as const, edits: [{ at, text: JSON.stringify(same) }] }] };
      yield { at, values: { flow: flow.name, zone: timezone }, extra: { ...help, ...fixes } };
    }
  },
});
