/**
 * `patch: { argo: … }`: what only Argo has, merged onto a step's template or the workflow's spec
 *
 * Only fields that we do not write ourselves: a patch adds to what a flow means, and never changes it.
 */
import type { Json } from "../../../schema/record.ts";
import type { Data } from "../schema.ts";

type Allowed = { readonly [field: string]: true | Allowed };

const container: Allowed = {
  envFrom: true,
  lifecycle: true,
  livenessProbe: true,
  readinessProbe: true,
  securityContext: true,
  startupProbe: true,
  workingDir: true,
  resources: { limits: { cpu: true } },
};

/** Fields of a template. */
export const templateFields: Allowed = {
  archiveLocation: true,
  automountServiceAccountToken: true,
  container,
  executor: true,
  hostAliases: true,
  initContainers: true,
  metrics: true,
  schedulerName: true,
  securityContext: true,
  sidecars: true,
};

/** Fields of a workflow's spec. */
export const specFields: Allowed = {
  archiveLogs: true,
  artifactGC: true,
  artifactRepositoryRef: true,
  automountServiceAccountToken: true,
  dnsConfig: true,
  dnsPolicy: true,
  executor: true,
  hostAliases: true,
  metrics: true,
  podDisruptionBudget: true,
  podGC: true,
  podMetadata: true,
  podPriorityClassName: true,
  schedulerName: true,
  securityContext: true,
};

/** The paths of a patch that are not among the allowed fields. */
export function strangeFields(patch: Json, allowed: true | Allowed, path: readonly string[] = []): readonly (readonly string[])[] {
  if (allowed === true) return [];
  if (!isObject(patch)) return [path];
  return Object.entries(patch).flatMap(([name, member]) => {
    const next = Object.hasOwn(allowed, name) ? allowed[name] : undefined;
    return next === undefined ? [[...path, name]] : strangeFields(member, next, [...path, name]);
  });
}

/** Objects member by member; anything else as the patch has it. */
export function patched<T extends object>(document: T, patch: Data | undefined): T {
  return patch === undefined ? document : (merged(document as unknown as Json, patch) as unknown as T);
}

function merged(value: Json, patch: Json): Json {
  if (!isObject(value) || !isObject(patch)) return patch;
  const result: { [field: string]: Json } = { ...value };
  for (const [name, member] of Object.entries(patch)) {
    const before = result[name];
    result[name] = before === undefined ? member : merged(before, member);
  }
  return result;
}

function isObject(value: Json): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
