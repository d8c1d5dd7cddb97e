import type { Extra, PropertyAnchor } from "../../diagnostics/diagnostic.ts";
import { message } from "../../diagnostics/message.ts";
import { didYouMean, suggest } from "../../diagnostics/suggest.ts";
import { definitionId } from "../../program.ts";
import { isTimeZone, timeZones } from "../../schedules/time-zone.ts";
import { defineRule } from "../rule.ts";
import { ofSchedule } from "../walk/of-schedule.ts";

/**
 * Timezone known
 *
 * A schedule's zone is a name of the IANA time zone database, in its own case.
 *
 * See https://www.iana.org/time-zones
 */
export const timezoneKnown = defineRule({
  code: "check/timezone-known",
  severity: "error",
  law: true,
  message: message`Flow "${"flow"}" has a schedule in the time zone "${"zone"}", which the IANA database does not have.`,
  why: "Engines look the zone up by its exact name and never start a schedule whose zone they do not find.",
  help: message`Write a name such as "Europe/Stockholm" or "UTC".`,
  *find({ program }) {
    const known = new Map<string, boolean>(); // looking a zone up is slow, and most flows share one
    for (const flow of program.flows)
      for (const [index, { timezone }] of flow.schedules.entries()) {
        const isKnown = known.get(timezone) ?? isTimeZone(timezone);
        known.set(timezone, isKnown);
        if (isKnown) continue;
        const at = ofSchedule(flow, index, "timezone");
        yield { at, values: { flow: flow.name, zone: timezone }, definition: definitionId(flow), extra: mending(timezone, at) };
      }
  },
});

/** What to write instead, where a name is near; one that differs by its case alone can be put in its place. */
function mending(timezone: string, at: PropertyAnchor): Extra {
  const near = suggest(timezone, timeZones());
  if (near.length === 0) return {};
  const help = didYouMean(timezone, near) ?? "";
  const same = near.find((name) => name.toLowerCase() === timezone.toLowerCase());
  if (same === undefined) return { help };
  return { help, fixes: [{ title: `Write "${same}"`, safety: "safe", edits: [{ at, text: JSON.stringify(same) }] }] };
}
