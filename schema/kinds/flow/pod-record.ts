/** Schemas of what every step of a pod may say, as the run time records it. */
import * as z from "zod";
import type { Text } from "../../record.ts";
import { isTextRecord } from "../../values/record.ts";
import {
  count,
  cpuAmount,
  definitionReference,
  durationText,
  flag,
  jsonObject,
  memoryAmount,
  nameList,
  oneOf,
  plainText,
  textList,
  texts,
} from "../../words/record.ts";

type Members = { readonly [name: string]: unknown };

/** A name in images.lock.toml, or a reference. */
export const imageRecord = z.custom<string | { readonly image: string }>(
  (value) => typeof value === "string" || isObjectOfTexts(value, "image"),
  { error: 'image("name"), or a reference such as "ghcr.io/acme/churn:3@sha256:…"' },
);

export type EnvironmentRecord =
  | Text
  | { readonly secret: string; readonly key: string }
  | { readonly configMap: string; readonly key: string };

const environmentRecord = z.custom<EnvironmentRecord>(
  (value) => isTextRecord(value) || isObjectOfTexts(value, "secret", "key") || isObjectOfTexts(value, "configMap", "key"),
  { error: "text, a number, a value of the run, secret(name, key) or configMap(name, key)" },
);

export const retryRecord = z.strictObject({
  limit: count,
  on: oneOf("failure", "infrastructure", "any").exactOptional(),
  backoff: z
    .strictObject({
      initial: durationText,
      factor: z.number({ error: "a number" }).min(1, { error: "a number, 1 or more" }).exactOptional(),
      max: durationText.exactOptional(),
    })
    .exactOptional(),
});

export const resourcesRecord = z.strictObject({
  cpu: cpuAmount.exactOptional(),
  memory: memoryAmount.exactOptional(),
  ephemeralStorage: memoryAmount.exactOptional(),
  sharedMemory: memoryAmount.exactOptional(),
  gpu: z
    .strictObject({
      pool: definitionReference("gpuPool", "a pool made by gpuPool(…)"),
      count: z.number({ error: "a number of devices" }),
      capacity: z.array(oneOf("reserved", "onDemand", "spot", "flex"), { error: "a list of kinds of capacity" }).exactOptional(),
    })
    .exactOptional(),
});

const sources = ["claim", "empty", "perRun", "configMap", "secret"] as const;

const volumeRecord = z
  .strictObject({
    mountAt: plainText,
    readOnly: flag.exactOptional(),
    claim: plainText.exactOptional(),
    empty: memoryAmount.exactOptional(),
    perRun: memoryAmount.exactOptional(),
    storageClass: plainText.exactOptional(),
    access: oneOf("oneNode", "manyNodes").exactOptional(),
    configMap: plainText.exactOptional(),
    secret: plainText.exactOptional(),
  })
  .refine((volume) => sources.filter((source) => volume[source] !== undefined).length === 1, {
    error: `an object with exactly one of ${sources.map((source) => `"${source}"`).join(", ")}`,
  })
  .refine((volume) => volume.perRun !== undefined || (volume.storageClass === undefined && volume.access === undefined), {
    error: 'an object without "storageClass" and "access", which are for "perRun"',
  });

export const semaphoreRecord = z.strictObject({ configMap: plainText, key: plainText });

export const patchRecord = z.strictObject({
  argo: jsonObject.exactOptional(),
  kubeflow: jsonObject.exactOptional(),
  maestro: jsonObject.exactOptional(),
});

const tolerationRecord = z.strictObject({
  key: plainText,
  operator: oneOf("Exists", "Equal").exactOptional(),
  value: plainText.exactOptional(),
  effect: oneOf("NoSchedule", "PreferNoSchedule", "NoExecute").exactOptional(),
  for: durationText.exactOptional(),
});

export const environmentRecords = z.record(z.string(), environmentRecord, { error: "an object of variables" });

/** The options that handlers have too. */
export const handlerShape = {
  image: imageRecord,
  env: environmentRecords.exactOptional(),
  resources: resourcesRecord.exactOptional(),
  timeout: durationText.exactOptional(),
  retry: retryRecord.exactOptional(),
  serviceAccount: plainText.exactOptional(),
  labels: texts.exactOptional(),
  annotations: texts.exactOptional(),
  volumes: z.record(z.string(), volumeRecord, { error: "an object of volumes" }).exactOptional(),
  imagePull: z
    .strictObject({ policy: oneOf("always", "ifNotPresent", "never").exactOptional(), secrets: nameList.exactOptional() })
    .exactOptional(),
  nodeSelector: texts.exactOptional(),
  tolerations: z.array(tolerationRecord, { error: "a list" }).exactOptional(),
  description: plainText.exactOptional(),
};

export const podShape = {
  ...handlerShape,
  idempotent: flag.exactOptional(),
  checkpoint: flag.exactOptional(),
  queueTimeout: durationText.exactOptional(),
  terminationGrace: durationText.exactOptional(),
  cache: z.strictObject({ key: textList.exactOptional(), maxAge: durationText.exactOptional() }).exactOptional(),
  priority: plainText.exactOptional(),
  affinity: jsonObject.exactOptional(),
  mutexes: nameList.exactOptional(),
  semaphores: z.array(semaphoreRecord, { error: "a list" }).exactOptional(),
  patch: patchRecord.exactOptional(),
};

/** Whether a value has exactly these members, all texts. */
function isObjectOfTexts(value: unknown, ...names: readonly string[]): boolean {
  if (typeof value !== "object" || value === null || Object.keys(value).length !== names.length) return false;
  return names.every((name) => typeof (value as Members)[name] === "string");
}
