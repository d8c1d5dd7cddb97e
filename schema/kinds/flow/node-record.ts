/** Schemas of the nodes of a flow, a kind each, as the run time records their options. */
import * as z from "zod";
import type { Expression } from "../../values/expression.ts";
import { isCalls, isExpressionRecord, isIndex, isListOf, isRecordOf, isValueTypeRecord } from "../../values/record.ts";
import type { ValueType } from "../../values/value-type.ts";
import { calls, count, durationText, memoryAmount, oneOf, plainText, textList, texts } from "../../words/record.ts";
import { environmentRecords, handlerShape, imageRecord, podShape, retryRecord } from "./pod-record.ts";
import type { NodeRecord, ResultRecord } from "./recorder.ts";

export const expression = z.custom<Expression>((value) => isExpressionRecord(value), { error: "a value" });
const expressions = z.custom<{ readonly [name: string]: Expression }>((value) => isRecordOf(value, isExpressionRecord), {
  error: "an object of values",
});
const portTypes = z.custom<{ readonly [name: string]: ValueType }>((value) => isRecordOf(value, isValueTypeRecord), {
  error: "an object of types",
});

/** What a body returned: an expression, or fields of such. */
export const resultRecord = z.custom<ResultRecord>((value) => isResult(value, 0), { error: "a result" });

function isResult(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null || depth > 50 || Object.keys(value).length !== 1) return false;
  const { expression: leaf, fields } = value as { readonly [name: string]: unknown };
  if (leaf !== undefined) return isExpressionRecord(leaf);
  return typeof fields === "object" && fields !== null && Object.values(fields).every((member) => isResult(member, depth + 1));
}

const ports = { inputs: expressions, outputs: portTypes };

const step = z.strictObject({ ...podShape, ...ports, command: textList });

const script = z
  .strictObject({
    ...podShape,
    ...ports,
    language: oneOf("python", "bash", "node"),
    source: plainText.exactOptional(),
    file: plainText.exactOptional(),
  })
  .refine(({ source, file }) => (source === undefined) !== (file === undefined), {
    path: ["file"],
    error: 'one of "source" and "file", not both',
  });

const sparkSize = {
  cores: count.min(1, { error: "a whole number, 1 or more" }),
  memory: memoryAmount,
  overhead: memoryAmount.exactOptional(),
};

const instances = z.custom<number | { readonly min: number; readonly max: number }>(isInstances, {
  error: "a whole number of executors, or { min, max }",
});

function isInstances(value: unknown): boolean {
  if (typeof value === "number") return Number.isSafeInteger(value) && value >= 1;
  if (typeof value !== "object" || value === null || Object.keys(value).length !== 2) return false;
  const { min, max } = value as { readonly [name: string]: unknown };
  return Number.isSafeInteger(min) && Number.isSafeInteger(max) && (min as number) >= 0 && (max as number) >= (min as number);
}

const spark = z.strictObject({
  image: imageRecord,
  retry: retryRecord.exactOptional(),
  idempotent: podShape.idempotent,
  timeout: durationText.exactOptional(),
  queueTimeout: durationText.exactOptional(),
  env: environmentRecords.exactOptional(),
  description: plainText.exactOptional(),
  ...ports,
  version: plainText.regex(/^\d+\.\d+\.\d+(-[\w.]+)?$/, { error: 'a release of Spark such as "3.5.1"' }),
  main: plainText,
  class: plainText.exactOptional(),
  arguments: textList,
  storage: plainText.regex(/^(s3|gs):\/\/[^/\s]+(\/[^\s]*)?$/, { error: 'a place such as "s3://bucket/folder" or "gs://bucket/folder"' }),
  driver: z.strictObject({ ...sparkSize, maxResultSize: memoryAmount.exactOptional() }),
  executor: z.strictObject({ ...sparkSize, instances }),
  conf: texts.exactOptional(),
});

const handler = z.strictObject({
  ...handlerShape,
  inputs: z.strictObject({}),
  outputs: z.strictObject({}),
  command: textList,
});

const approval = z.strictObject({
  message: plainText,
  expires: durationText.exactOptional(),
  description: plainText.exactOptional(),
});

const call = z.strictObject({
  flow: z.strictObject({ name: plainText, calls }, { error: "a flow" }).exactOptional(),
  arguments: expressions,
});

const forEach = z.strictObject({
  items: expression,
  parallelism: z.int({ error: "a whole number" }).exactOptional(),
  body: count,
  result: resultRecord,
});

const branch = z.strictObject({
  style: oneOf("when", "match"),
  cases: z.array(z.strictObject({ test: expression.nullable(), body: count, member: plainText.exactOptional() })),
});

const repeatUntil = z.strictObject({
  max: z.int({ error: "a whole number" }),
  until: expression,
  body: count,
  result: resultRecord,
});

/** The schema of each kind's options. */
export const nodeOptions = {
  step,
  script,
  spark,
  onExit: handler,
  onFailure: handler,
  approval,
  call,
  forEach,
  branch,
  repeatUntil,
} as const;
export type NodeOptions = { readonly [K in keyof typeof nodeOptions]: z.infer<(typeof nodeOptions)[K]> };

/** Whether a value is a node as the run time records it; its options are checked by their schema. */
export function isNodeRecord(value: unknown): value is NodeRecord {
  if (typeof value !== "object" || value === null || Object.keys(value).length !== 6) return false;
  const { kind, name, calls, body, after, options } = value as { readonly [member: string]: unknown };
  if (typeof kind !== "string" || !Object.hasOwn(nodeOptions, kind) || typeof name !== "string" || !isCalls(calls)) return false;
  return isIndex(body) && isListOf(after, isAfter) && typeof options === "object" && options !== null && !Array.isArray(options);
}

function isAfter(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Object.keys(value).length !== 2) return false;
  const { node, done } = value as { readonly [member: string]: unknown };
  return isIndex(node) && (done === "succeeded" || done === "settled");
}
