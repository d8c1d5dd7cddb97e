/**
 * JSON Schemas of the documents that we emit: closed, so that a slip of ours is found before it is written
 *
 * The same as the types of `schema.ts`. Closed matters most in `deploymentSpec` and the platform document: the backend leaves out what it does not know there.
 */
import type { Schema } from "../document-check.ts";

const text: Schema = { type: "string" };
const yes: Schema = { const: true };
const no: Schema = { const: false };
const count: Schema = { type: "integer", minimum: 1 };
const strings: Schema = { type: "object", additionalProperties: text };
const oneOf = (...values: readonly string[]): Schema => ({ enum: values });
const some = (items: Schema): Schema => ({ type: "array", items, minItems: 1 });
const named = (members: Schema): Schema => ({ type: "object", additionalProperties: members });
const digits: Schema = { type: "string", pattern: "^[1-9][0-9]*$" };

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

const parameterType = oneOf("NUMBER_DOUBLE", "NUMBER_INTEGER", "STRING", "BOOLEAN", "LIST", "STRUCT");
const artifactPort = object({
  artifactType: object({ schemaTitle: oneOf("system.Artifact"), schemaVersion: oneOf("0.0.1") }),
  "isArtifactList?": yes,
});
const inputParameter = object({
  "defaultValue?": {},
  "description?": text,
  "isOptional?": yes,
  "literals?": some(text),
  parameterType,
});
const inputDefinitions = object({ "artifacts?": named(artifactPort), "parameters?": named(inputParameter) });
const outputDefinitions = object({ "artifacts?": named(artifactPort), "parameters?": named(object({ parameterType })) });

const parameterSource = object({
  "componentInputParameter?": text,
  "runtimeValue?": object({ constant: {} }),
  "taskOutputParameter?": object({ outputParameterKey: text, producerTask: text }),
  "parameterExpressionSelector?": text,
});
const artifactSource = object({
  "componentInputArtifact?": text,
  "taskOutputArtifact?": object({ outputArtifactKey: text, producerTask: text }),
});
const seconds: Schema = { type: "string", pattern: "^[0-9]+s$" };

const task = object({
  cachingOptions: object({ "enableCache?": yes }),
  componentRef: object({ name: text }),
  "dependentTasks?": some(text),
  "inputs?": object({ "artifacts?": named(artifactSource), "parameters?": named(parameterSource) }),
  "iteratorPolicy?": object({ parallelismLimit: count }),
  "parameterIterator?": object({ itemInput: text, items: object({ "inputParameter?": text, "raw?": text }) }),
  "retryPolicy?": object({ backoffDuration: seconds, backoffFactor: count, backoffMaxDuration: seconds, maxRetryCount: count }),
  taskInfo: object({ name: text }),
  "triggerPolicy?": object({ "condition?": text, "strategy?": oneOf("ALL_UPSTREAM_TASKS_COMPLETED") }),
});

const selector = object({ outputParameterKey: text, producerSubtask: text });
const dag = object({
  "outputs?": object({
    "artifacts?": named(object({ artifactSelectors: some(object({ outputArtifactKey: text, producerSubtask: text })) })),
    "parameters?": named(object({ "valueFromParameter?": selector, "valueFromOneof?": object({ parameterSelectors: some(selector) }) })),
  }),
  tasks: named(task),
});
const component = object({
  "dag?": dag,
  "executorLabel?": text,
  "inputDefinitions?": inputDefinitions,
  "outputDefinitions?": outputDefinitions,
});

const container = object({
  image: text,
  command: some(text),
  "args?": some(text),
  "env?": some(object({ name: text, value: text })),
  "resources?": object({
    "resourceCpuRequest?": text,
    "resourceMemoryLimit?": text,
    "resourceMemoryRequest?": text,
    "accelerator?": object({ resourceCount: digits, resourceType: text }),
  }),
});

/** Document 1: the pipeline. */
export const pipelineSchema: Schema = object({
  "components?": named(component),
  deploymentSpec: object({ executors: named(object({ container })) }),
  pipelineInfo: object({ "description?": text, name: { type: "string", pattern: "^[a-z0-9][a-z0-9-]{0,127}$" } }),
  root: component,
  schemaVersion: oneOf("2.1.0"),
  sdkVersion: text,
});

const nameParameter = object({ runtimeValue: object({ constant: text }) });
const executor = object({
  "activeDeadlineSeconds?": digits,
  "configMapAsEnv?": some(
    object({ configMapNameParameter: nameParameter, keyToEnv: some(object({ configMapKey: text, envVar: text })), optional: no }),
  ),
  "configMapAsVolume?": some(object({ configMapNameParameter: nameParameter, mountPath: text, optional: no })),
  "emptyDirMounts?": some(object({ "medium?": oneOf("Memory"), mountPath: text, sizeLimit: text, volumeName: text })),
  "imagePullPolicy?": oneOf("Always", "IfNotPresent", "Never"),
  "imagePullSecret?": some(object({ secretNameParameter: nameParameter })),
  "nodeAffinity?": some(object({ matchExpressions: some(object({ key: text, operator: oneOf("In"), values: some(text) })) })),
  "nodeSelector?": object({ labels: strings }),
  "podMetadata?": object({ "annotations?": strings, "labels?": strings }),
  "pvcMount?": some(object({ mountPath: text, pvcNameParameter: nameParameter })),
  "secretAsEnv?": some(
    object({ keyToEnv: some(object({ envVar: text, secretKey: text })), optional: no, secretNameParameter: nameParameter }),
  ),
  "secretAsVolume?": some(object({ mountPath: text, optional: no, secretNameParameter: nameParameter })),
  "tolerations?": some(
    object({ "effect?": text, key: text, operator: oneOf("Exists", "Equal"), "tolerationSeconds?": digits, "value?": text }),
  ),
});

/** Document 2: what pods have beside their containers. */
export const platformSchema: Schema = object({
  platforms: object({
    kubernetes: object({
      deploymentSpec: object({ executors: named(executor) }),
      "pipelineConfig?": object({ "activeDeadlineSeconds?": count, "resourceTtlOnFailure?": count, "resourceTtlOnSuccess?": count }),
    }),
  }),
});

/** The body of a request for a recurring run, without its name. */
export const recurringRunSchema: Schema = object({
  max_concurrency: digits,
  mode: oneOf("ENABLE"),
  namespace: text,
  no_catchup: yes,
  runtime_config: object({ parameters: { type: "object" } }),
  "service_account?": text,
  trigger: object({ cron_schedule: object({ cron: { type: "string", pattern: "^0( \\S+){5}$" } }) }),
});
