/**
 * JSON Schema of the documents that we emit: closed, so that a slip of ours is found before it is written
 *
 * The same as the types of `schema.ts`, with the fields that a patch may add. It says less than Argo's own definitions do; those are run over all goldens.
 */
import type { Schema } from "../document-check.ts";
import { containerFields, type Shape, specFields, templateFields } from "./lower/patch.ts";

const text: Schema = { type: "string" };
const count: Schema = { type: "integer", minimum: 1 };
const everyUser: Schema = { const: 0o777 };
const yes: Schema = { const: true };
const strings: Schema = { type: "object", additionalProperties: text };
const data: Schema = { type: "object" };
const nothing: Schema = object({});
const oneOf = (...values: readonly string[]): Schema => ({ enum: values });
const list = (items: Schema): Schema => ({ type: "array", items });
const some = (items: Schema): Schema => ({ type: "array", items, minItems: 1 });

/** An object with these members and no other; those whose names end with "?" may be missing. */
function object(members: Readonly<Record<string, Schema>>): Schema {
  const entries = Object.entries(members);
  return {
    type: "object",
    additionalProperties: false,
    properties: Object.fromEntries(entries.map(([name, schema]) => [name.replace(/\?$/, ""), schema])),
    required: entries.map(([name]) => name).filter((name) => !name.endsWith("?")),
  };
}

const shapes: Readonly<Record<Shape, Schema>> = { object: { type: "object" }, list: { type: "array" }, text, boolean: { type: "boolean" } };

/** The fields that a patch may add. */
const open = (fields: Readonly<Record<string, Shape>>): Readonly<Record<string, Schema>> =>
  Object.fromEntries(Object.entries(fields).map(([name, shape]) => [`${name}?`, shapes[shape]]));

const name: Schema = { type: "string", pattern: "^[a-z][a-z0-9-]{0,127}$" };
const parameter = object({ name: text, "value?": text });
const location = {
  "s3?": object({ "bucket?": text, "endpoint?": text, "useSDKCreds?": yes, key: text }),
  "gcs?": object({ bucket: text, key: text }),
};
const synchronization = object({
  "mutexes?": some(object({ name: text })),
  "semaphores?": some(object({ configMapKeyRef: object({ name: text, key: text }) })),
});
const metadata = object({ name: { type: "string", pattern: "^.{1,63}$" }, namespace: text, "labels?": strings, "annotations?": strings });
const given = object({ "parameters?": some(object({ name: text, value: text })), "artifacts?": some(object({ name: text, from: text })) });
const call = { name, template: name, "when?": text, "arguments?": given };
const keyRef = object({ name: text, key: text });
const valueFrom = object({ "path?": text, "parameter?": text, "expression?": text, "supplied?": nothing, "default?": text });

const container = object({
  ...open(containerFields),
  image: text,
  "imagePullPolicy?": oneOf("Always", "IfNotPresent", "Never"),
  command: some(text),
  "args?": list(text),
  "env?": some(object({ name: text, "value?": text, "valueFrom?": object({ "secretKeyRef?": keyRef, "configMapKeyRef?": keyRef }) })),
  "resources?": object({ "requests?": strings, "limits?": strings }),
  "volumeMounts?": some(object({ name: text, mountPath: text, "subPath?": text, "readOnly?": yes })),
});

const template = object({
  ...open(templateFields),
  name,
  "metadata?": object({ "labels?": strings, "annotations?": strings }),
  "inputs?": object({
    "parameters?": some(parameter),
    "artifacts?": some(object({ name: text, "path?": text, "optional?": yes, "mode?": everyUser, "recurseMode?": yes, ...location })),
  }),
  "outputs?": object({
    "parameters?": some(object({ name: text, "enum?": some(text), valueFrom })),
    "artifacts?": some(
      object({ name: text, "path?": text, "archive?": object({ none: nothing }), "from?": text, "fromExpression?": text, ...location }),
    ),
  }),
  "parallelism?": count,
  "failFast?": yes,
  "retryStrategy?": object({
    limit: text,
    retryPolicy: oneOf("Always", "OnFailure", "OnError"),
    "expression?": text,
    "backoff?": object({ duration: text, "factor?": text, "cap?": text }),
  }),
  "pendingTimeout?": text,
  "activeDeadlineSeconds?": text,
  "memoize?": object({ key: text, maxAge: text, cache: object({ configMap: object({ name: text }) }) }),
  "synchronization?": synchronization,
  "serviceAccountName?": text,
  "priorityClassName?": text,
  "nodeSelector?": strings,
  "tolerations?": some(
    object({ key: text, operator: oneOf("Exists", "Equal"), "value?": text, "effect?": text, "tolerationSeconds?": { type: "integer" } }),
  ),
  "affinity?": data,
  "podSpecPatch?": text,
  "volumes?": some(
    object({
      name: text,
      "emptyDir?": object({ "medium?": oneOf("Memory"), "sizeLimit?": text }),
      "persistentVolumeClaim?": object({ claimName: text }),
      "configMap?": object({ name: text }),
      "secret?": object({ secretName: text }),
    }),
  ),
  "dag?": object({ tasks: list(object({ ...call, "depends?": text, "withParam?": text })) }),
  "steps?": some(some(object({ ...call, "continueOn?": object({ failed: yes, error: yes }) }))),
  "container?": container,
  "suspend?": object({ "duration?": text }),
  "resource?": object({
    action: oneOf("create"),
    setOwnerReference: yes,
    successCondition: text,
    failureCondition: text,
    manifest: text,
  }),
});

const claim = object({
  metadata: object({ name: text }),
  spec: object({ accessModes: some(text), "storageClassName?": text, resources: object({ requests: object({ storage: text }) }) }),
});

const spec = object({
  ...open(specFields),
  entrypoint: text,
  serviceAccountName: text,
  "onExit?": text,
  "activeDeadlineSeconds?": count,
  "parallelism?": count,
  "arguments?": object({
    parameters: some(object({ name: text, "value?": text, "description?": text, "enum?": some(text) })),
  }),
  "workflowMetadata?": object({
    "labels?": strings,
    "annotations?": strings,
    "labelsFrom?": { type: "object", additionalProperties: object({ expression: text }) },
  }),
  "ttlStrategy?": object({ "secondsAfterSuccess?": { type: "integer" }, "secondsAfterFailure?": { type: "integer" } }),
  "synchronization?": synchronization,
  "volumeClaimTemplates?": some(claim),
  "volumeClaimGC?": object({ strategy: oneOf("OnWorkflowCompletion") }),
  templates: { type: "array", items: template, minItems: 1, maxItems: 200 },
});

/** A WorkflowTemplate or a CronWorkflow, as this target emits it. */
export const documentSchema: Schema = {
  type: "object",
  required: ["kind"],
  discriminator: { propertyName: "kind" },
  oneOf: [
    object({ apiVersion: oneOf("argoproj.io/v1alpha1"), kind: { const: "WorkflowTemplate" }, metadata, spec }),
    object({
      apiVersion: oneOf("argoproj.io/v1alpha1"),
      kind: { const: "CronWorkflow" },
      metadata,
      spec: object({
        schedules: some(text),
        timezone: text,
        concurrencyPolicy: oneOf("Allow", "Forbid", "Replace"),
        workflowSpec: object({
          "priority?": { type: "integer" },
          "arguments?": object({ parameters: some(object({ name: text, value: text })) }),
          workflowTemplateRef: object({ name: text }),
        }),
      }),
    }),
  ],
};
