/**
 * `patch: { argo: … }`: what only Argo has, merged onto a step's template or the workflow's spec
 *
 * Only fields that we do not write ourselves: a patch adds to what a flow means, and never changes it.
 */
import type { Json } from "../../../schema/record.ts";
import type { Data } from "../schema.ts";

export type Shape = "object" | "list" | "text" | "boolean";
export type Allowed = { readonly [field: string]: Shape | Allowed };

/** Fields of a container. */
export const containerFields = {
  envFrom: "list",
  lifecycle: "object",
  livenessProbe: "object",
  readinessProbe: "object",
  securityContext: "object",
  startupProbe: "object",
  workingDir: "text",
} as const satisfies Allowed;

/** Fields of a template. */
export const templateFields = {
  archiveLocation: "object",
  automountServiceAccountToken: "boolean",
  executor: "object",
  hostAliases: "list",
  initContainers: "list",
  metrics: "object",
  schedulerName: "text",
  securityContext: "object",
  sidecars: "list",
} as const satisfies Allowed;

/** All that a patch of a step may have. */
export const stepPatch: Allowed = { ...templateFields, container: { ...containerFields, resources: { limits: { cpu: "text" } } } };

/** Fields of a workflow's spec: all that a patch of a flow may have. */
export const specFields = {
  archiveLogs: "boolean",
  artifactGC: "object",
  artifactRepositoryRef: "object",
  automountServiceAccountToken: "boolean",
  dnsConfig: "object",
  dnsPolicy: "text",
  executor: "object",
  hostAliases: "list",
  metrics: "object",
  podDisruptionBudget: "object",
  podGC: "object",
  podMetadata: "object",
  podPriorityClassName: "text",
  schedulerName: "text",
  securityContext: "object",
} as const satisfies Allowed;

export interface PatchProblem {
  readonly path: readonly string[];
  readonly problem: string;
}

/** What a patch may not have: fields of other names, and values of another shape than the field's. */
export function patchProblems(patch: Json, allowed: Shape | Allowed, path: readonly string[] = []): readonly PatchProblem[] {
  if (typeof allowed === "string") return shapeOf(patch) === allowed ? [] : [{ path, problem: `which must be ${words[allowed]}` }];
  if (!isObject(patch)) return [{ path, problem: `which must be ${words.object}` }];
  return Object.entries(patch).flatMap(([name, member]) => {
    const next = Object.hasOwn(allowed, name) ? allowed[name] : undefined;
    if (next === undefined) return [{ path: [...path, name], problem: "which no patch for Argo may set" }];
    return patchProblems(member, next, [...path, name]);
  });
}

const words = { object: "an object", list: "a list", text: "text", boolean: "true or false" } as const;

function shapeOf(value: Json): Shape | undefined {
  if (Array.isArray(value)) return "list";
  if (typeof value === "string") return "text";
  if (typeof value === "boolean") return "boolean";
  return isObject(value) ? "object" : undefined;
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
