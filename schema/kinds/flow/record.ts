/** The schema of a flow's record; its nodes are checked one by one (node-record.ts). */
import * as z from "zod";
import type { Json, Text } from "../../record.ts";
import { isJson, isTextRecord, isValueTypeRecord } from "../../values/record.ts";
import type { ValueType } from "../../values/value-type.ts";
import { calls, durationText, flag, nameList, oneOf, plainText, texts } from "../../words/record.ts";
import { resultRecord } from "./node-record.ts";
import { patchRecord, semaphoreRecord } from "./pod-record.ts";

const param = z.strictObject({
  type: z.custom<ValueType>((value) => isValueTypeRecord(value), { error: "a type" }),
  default: z.custom<Json>((value) => isJson(value), { error: "plain data" }).exactOptional(),
  description: plainText.exactOptional(),
});

/** A value of a scheduled run: text, or data as it was written. */
const scheduled = z.custom<Text | Json>((value) => isTextRecord(value) || isJson(value), { error: "plain data or a value of the run" });

/** One schedule. */
export const scheduleRecord = z.strictObject({
  cron: plainText,
  timezone: plainText,
  concurrency: oneOf("allow", "forbid", "replace").exactOptional(),
  params: z.record(z.string(), scheduled),
});

/** The options of a flow. */
export const flowOptions = z.strictObject({
  owner: plainText,
  timeout: durationText.exactOptional(),
  failFast: flag.exactOptional(),
  parallelism: z.int({ error: "a whole number" }).exactOptional(),
  keepFinished: z.strictObject({ succeeded: durationText.exactOptional(), failed: durationText.exactOptional() }).exactOptional(),
  mutexes: nameList.exactOptional(),
  semaphores: z.array(semaphoreRecord, { error: "a list" }).exactOptional(),
  priority: z.int({ error: "a whole number" }).exactOptional(),
  serviceAccount: plainText.exactOptional(),
  labels: texts.exactOptional(),
  annotations: texts.exactOptional(),
  tags: nameList.exactOptional(),
  description: plainText.exactOptional(),
  targets: nameList.exactOptional(),
  environments: nameList.exactOptional(),
  patch: patchRecord.exactOptional(),
});
export type FlowOptionsRecord = z.infer<typeof flowOptions>;
export type ScheduleFields = z.infer<typeof scheduleRecord>;

/** What only the run time writes. */
export const flowFrame = z.strictObject({
  kind: z.literal("flow"),
  name: plainText,
  calls,
  problems: z.unknown(),
  options: z.unknown(),
  schedules: z.array(z.unknown()),
  params: z.record(z.string(), param),
  nodes: z.array(z.unknown()),
  bodies: z.array(z.strictObject({ owner: z.int() })),
  result: resultRecord,
  failure: z.strictObject({ message: plainText, calls }).exactOptional(),
});
