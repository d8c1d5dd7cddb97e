// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are pieces of a definition
import type { Mistake } from "../seed.ts";

/** Schedules that never start. */
export const schedules: readonly Mistake[] = [
  {
    title: "a cron of four fields",
    edits: [["cron: \"0 0 * * *\"","cron: «\"0 0 * *\"»"]],
    code: "check/cron-five-fields",
    says: "Flow \"flow-00000\" has the schedule \"0 0 * *\", in which there are 4 fields.",
    help: "Write minute, hour, day of month, month and day of week, as in \"0 3 * * *\".",
  },
  {
    title: "a cron out of range",
    edits: [["cron: \"0 0 * * *\"","cron: «\"60 0 * * *\"»"]],
    code: "check/cron-five-fields",
    says: "Flow \"flow-00000\" has the schedule \"60 0 * * *\", in which the minute 60 is not from 0 to 59.",
    help: "Write minute, hour, day of month, month and day of week, as in \"0 3 * * *\".",
  },
  {
    title: "a cron with the full name of a day",
    edits: [["cron: \"0 0 * * *\"","cron: «\"0 0 * * MONDAY\"»"]],
    code: "check/cron-five-fields",
    says: "Flow \"flow-00000\" has the schedule \"0 0 * * MONDAY\", in which \"MONDAY\" is no day of week from 0 to 6 or \"sun\" to \"sat\".",
    help: "Write minute, hour, day of month, month and day of week, as in \"0 3 * * *\".",
  },
  {
    title: "a cron of seconds",
    edits: [["cron: \"0 0 * * *\"","cron: «\"0 0 0 * * *\"»"]],
    code: "check/cron-five-fields",
    says: "Flow \"flow-00000\" has the schedule \"0 0 0 * * *\", in which there are 6 fields.",
    help: "Leave out the seconds, as in \"0 0 * * *\".",
  },
  {
    title: "a cron that never comes",
    edits: [["cron: \"0 0 * * *\"","cron: «\"0 0 31 2 *\"»"]],
    code: "check/cron-date-possible",
    says: "Flow \"flow-00000\" has the schedule \"0 0 31 2 *\", a day that no year has.",
    help: "For the last day of a month, run on the first of the next, as in \"0 0 1 * *\".",
  },
  {
    title: "an empty cron",
    edits: [["cron: \"0 0 * * *\"","cron: «\"\"»"]],
    code: "check/cron-five-fields",
    says: "Flow \"flow-00000\" has the schedule \"\", in which there are 0 fields.",
    help: "Write minute, hour, day of month, month and day of week, as in \"0 3 * * *\".",
  },
  {
    title: "a schedule without a zone",
    edits: [["schedule: { cron: \"0 0 * * *\", timezone: \"UTC\",","«schedule»: { cron: \"0 0 * * *\","]],
    code: "validate/missing-field",
    says: "The schedule of flow \"flow-00000\" has no \"timezone\"; it needs text.",
    help: "Add \"timezone\" there.",
  },
  {
    title: "a zone that does not exist",
    edits: [["timezone: \"UTC\"","timezone: «\"Europe/Stokholm\"»"]],
    code: "check/timezone-known",
    says: "Flow \"flow-00000\" has a schedule in the time zone \"Europe/Stokholm\", which the IANA database does not have.",
    help: "Did you mean \"Europe/Stockholm\"?",
  },
  {
    title: "a schedule with a required parameter",
    edits: [["shards: z.int().default(8)","shards: z.int()"],["schedule: {","«schedule»: {"]],
    code: "link/schedule-misses-parameter",
    says: "The schedule of flow \"flow-00000\" does not give parameter \"shards\", which has no default.",
    help: "Give it: params: ({ scheduledAt }) => ({ shards: … }), or give it a default.",
  },
  {
    title: "a word for concurrency that does not exist",
    edits: [["concurrency: \"forbid\"","concurrency: «\"queue\"»"]],
    code: "validate/wrong-type",
    says: "\"concurrency\" of the schedule of flow \"flow-00000\" is \"queue\"; it must be one of \"allow\", \"forbid\", \"replace\".",
    help: "Write one of \"allow\", \"forbid\", \"replace\".",
  },
  {
    title: "a time zone inside the cron",
    edits: [["cron: \"0 0 * * *\"","cron: «\"CRON_TZ=UTC 0 0 * * *\"»"]],
    code: "check/cron-five-fields",
    says: "Flow \"flow-00000\" has the schedule \"CRON_TZ=UTC 0 0 * * *\", in which the zone stands before the fields.",
    help: "Say it in `timezone`.",
  },
  {
    title: "an empty list of schedules",
    edits: [["schedule: { cron: \"0 0 * * *\", timezone: \"UTC\", concurrency: \"forbid\" }","schedule: «[]»"]],
    code: "load/no-schedule",
    says: "The list of schedules is empty.",
    help: "Add a schedule, or remove the field.",
  },
];
