import { expect, it } from "vitest";
import { timezoneKnown } from "../../compiler/rules/schedules/timezone-known.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts a zone", () => {
  expect(find(timezoneKnown, oneStep({}, { schedule: { cron: "0 3 * * *", timezone: "Europe/Stockholm" } }))).toEqual([]);
});

it("accepts an older name of one", () => {
  expect(find(timezoneKnown, oneStep({}, { schedule: { cron: "0 3 * * *", timezone: "Asia/Calcutta" } }))).toEqual([]);
});

it("accepts UTC", () => {
  expect(find(timezoneKnown, oneStep({}, { schedule: { cron: "0 3 * * *", timezone: "UTC" } }))).toEqual([]);
});

it("reports another case, which it can mend", () => {
  expect(find(timezoneKnown, oneStep({}, { schedule: { cron: "0 3 * * *", timezone: "europe/stockholm" } }))).toEqual([
    {
      is: "error check/timezone-known",
      at: "churn 1.schedule.timezone",
      says: 'Flow "churn" has a schedule in the time zone "europe/stockholm", which the IANA database does not have.',
      help: 'Did you mean "Europe/Stockholm"?',
      fixes: ['safe: Write "Europe/Stockholm": "Europe/Stockholm"'],
    },
  ]);
});

it("reports a zone that is misspelt", () => {
  expect(find(timezoneKnown, oneStep({}, { schedule: { cron: "0 3 * * *", timezone: "Europe/Stokholm" } }))).toEqual([
    {
      is: "error check/timezone-known",
      at: "churn 1.schedule.timezone",
      says: 'Flow "churn" has a schedule in the time zone "Europe/Stokholm", which the IANA database does not have.',
      help: 'Did you mean "Europe/Stockholm"?',
    },
  ]);
});

it("reports an abbreviation", () => {
  expect(find(timezoneKnown, oneStep({}, { schedule: { cron: "0 3 * * *", timezone: "PST" } }))).toEqual([
    {
      is: "error check/timezone-known",
      at: "churn 1.schedule.timezone",
      says: 'Flow "churn" has a schedule in the time zone "PST", which the IANA database does not have.',
      help: 'Write a name such as "Europe/Stockholm" or "UTC".',
    },
  ]);
});

it("reports an offset", () => {
  expect(find(timezoneKnown, oneStep({}, { schedule: { cron: "0 3 * * *", timezone: "+01:00" } }))).toEqual([
    {
      is: "error check/timezone-known",
      at: "churn 1.schedule.timezone",
      says: 'Flow "churn" has a schedule in the time zone "+01:00", which the IANA database does not have.',
      help: 'Write a name such as "Europe/Stockholm" or "UTC".',
    },
  ]);
});
