import type { BrokenCase } from "../broken-case.ts";
import { inFlow } from "./in-flow.ts";

function scheduled(schedule: string, more = ""): string {
  return inFlow(`  step("b", { image, command: () => ["b"] });`, { options: `${more}schedule: ${schedule}, // here` });
}

function cron(expression: string): string {
  return scheduled(`{ cron: ${JSON.stringify(expression)}, timezone: "UTC" }`);
}

/** Schedules: when a flow starts by itself, and with which parameters. */
export const schedules: readonly BrokenCase[] = [
  {
    broken: "a cron expression of six fields",
    source: cron("0 0 3 * * *"),
    code: "check/cron-five-fields",
    manifest: `schedule/spec/schedules: ["0 0 3 * * *"]`,
    lint: "expected exactly 5 fields",
    crd: "should match",
  },
  {
    broken: "minute 61",
    source: cron("61 3 * * *"),
    code: "check/cron-five-fields",
    manifest: `schedule/spec/schedules: ["61 3 * * *"]`,
    lint: "above maximum",
    crd: null,
  },
  {
    broken: "an empty cron expression",
    source: cron(""),
    code: "check/cron-five-fields",
    manifest: `schedule/spec/schedules: [""]`,
    lint: "empty spec",
    crd: "should match",
  },
  {
    broken: "a range of days that ends before it begins",
    source: cron("0 3 * * 5-1"),
    code: "check/cron-five-fields",
    manifest: `schedule/spec/schedules: ["0 3 * * 5-1"]`,
    lint: "beyond end of range",
    crd: null,
  },
  {
    broken: "a step of 0 in a cron expression",
    source: cron("*/0 * * * *"),
    code: "check/cron-five-fields",
    manifest: `schedule/spec/schedules: ["*/0 * * * *"]`,
    lint: "should be a positive number",
    crd: null,
  },
  {
    broken: "an unknown word for a schedule",
    source: cron("@fortnightly"),
    code: "check/cron-five-fields",
    manifest: `schedule/spec/schedules: ["@fortnightly"]`,
    lint: "unrecognized descriptor",
    crd: "should match",
  },
  {
    broken: "a time zone inside the cron expression",
    source: cron("CRON_TZ=UTC 0 3 * * *"),
    code: "check/cron-five-fields",
    manifest: `schedule/spec/schedules: ["CRON_TZ=UTC 0 3 * * *"]`,
    lint: null,
    crd: "should match",
  },
  {
    broken: "a schedule that never comes (31 February)",
    source: cron("0 0 31 2 *"),
    code: "check/cron-date-possible",
    manifest: `schedule/spec/schedules: ["0 0 31 2 *"]`,
    lint: null,
    crd: null,
  },
  {
    broken: "a time zone that does not exist",
    source: scheduled(`{ cron: "0 3 * * *", timezone: "Mars/Olympus" }`),
    code: "check/timezone-known",
    manifest: "schedule/spec/timezone: Mars/Olympus",
    lint: "timezone",
    crd: null,
  },
  {
    broken: "a word for concurrency that does not exist",
    source: scheduled(`{ cron: "0 3 * * *", timezone: "UTC", concurrency: "skip" }`),
    code: "validate/wrong-type",
    manifest: "schedule/spec/concurrencyPolicy: Skip",
    lint: "concurrencyPolicy",
    crd: "Unsupported value",
  },
  {
    broken: "a scheduled flow with a parameter that nothing gives",
    source: scheduled(`{ cron: "0 3 * * *", timezone: "UTC" }`, "params: { day: z.iso.date() }, "),
    code: "link/schedule-misses-parameter",
    manifest: "spec/arguments/parameters/+: { name: day }",
    lint: "day",
    crd: null,
  },
  {
    broken: "a schedule that gives a parameter that the flow does not have",
    source: scheduled(`{ cron: "0 3 * * *", timezone: "UTC", params: ({ scheduledAt }) => ({ date: scheduledAt.date }) }`),
    code: "link/unknown-argument",
    manifest: "schedule/spec/workflowSpec/arguments: { parameters: [{ name: date, value: x }] }",
    lint: null,
    crd: null,
  },
  {
    broken: "a schedule that gives a parameter of the wrong type",
    source: scheduled(`{ cron: "0 3 * * *", timezone: "UTC", params: () => ({ count: "three" }) }`, "params: { count: z.int() }, "),
    code: "link/argument-type",
    manifest: `spec/arguments/parameters/+: { name: count }
schedule/spec/workflowSpec/arguments: { parameters: [{ name: count, value: three }] }`,
    lint: null,
    crd: null,
  },
  {
    broken: "a schedule that gives a value outside the enum",
    source: scheduled(
      `{ cron: "0 3 * * *", timezone: "UTC", params: () => ({ size: "medium" }) }`,
      `params: { size: z.enum(["small", "large"]) }, `,
    ),
    code: "link/argument-type",
    manifest: "schedule/spec/workflowSpec/arguments: { parameters: [{ name: size, value: medium }] }",
    lint: null,
    crd: null,
  },
  {
    broken: "an empty list of schedules",
    source: scheduled("[]"),
    code: "load/no-schedule",
    manifest: "schedule/spec/schedules: []",
    lint: "at least one schedule",
    crd: "at least 1",
  },
  {
    broken: "a field of Argo 3 for the schedule",
    noDefinition: "the target writes the fields of the version that is asked for",
    manifest: `schedule/spec/schedules: null\nschedule/spec/schedule: "0 3 * * *"`,
    lint: `unknown field "spec.schedule"`,
    crd: `unknown field "spec.schedule"`,
  },
  {
    broken: "a schedule of a template that is not there",
    noDefinition: "a schedule is written with its flow",
    manifest: "schedule/spec/workflowSpec/workflowTemplateRef/name: other",
    lint: "other",
    crd: null,
  },
  {
    broken: "a condition for stopping that is none",
    noDefinition: "the language has no word for it",
    manifest: `schedule/spec/stopStrategy: { expression: "((" }`,
    lint: null,
    crd: null,
  },
  {
    broken: "a negative deadline for starting",
    noDefinition: "the language has no word for it",
    manifest: "schedule/spec/startingDeadlineSeconds: -1",
    lint: "startingDeadlineSeconds",
    crd: "greater than or equal to 0",
  },
];
