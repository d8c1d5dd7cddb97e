/**
 * Spark applications: a resource of the Spark operator (v1beta2) that Argo makes, and waits for
 *
 * The manifest is JSON in which each value of the run stands as `{{=toJson(…)}}`: a value can hold quotes and newlines and still be one text.
 */

import { invariant } from "../../../compiler/invariant.ts";
import type { PlannedStep } from "../../../compiler/plan.ts";
import type { EnvironmentValue } from "../../../compiler/program.ts";
import type { Json, Text } from "../../../schema/record.ts";
import { parseMemory } from "../../../schema/words/quantities.ts";
import type { Template } from "../schema.ts";
import type { Room } from "./lowering.ts";
import { pieces, tagged, textOf } from "./render.ts";
import type { Scope } from "./scope.ts";
import { stepAnnotations } from "./traces.ts";

export function sparkResource(room: Room, { node, path }: PlannedStep, scope: Scope): NonNullable<Template["resource"]> {
  const { program } = node;
  invariant(program.kind === "spark", "a Spark step has a Spark program");
  const values: string[] = [];
  const text = (value: Text): string => {
    const parts = pieces(value, scope);
    if (parts.every(({ literal }) => literal !== undefined)) return tagged(parts);
    return placeholder(values.push(`{{=toJson(${parts.map(textOf).join(" + ")})}}`) - 1);
  };
  const { environment } = room.lowering.context;
  const env = Object.entries(node.env).map(([name, value]) => environmentVariable(name, value, text));
  const { instances } = program.executor;
  const { maxResultSize } = program.driver;
  const conf = { ...program.conf, ...(maxResultSize !== undefined && { "spark.driver.maxResultSize": jvmMemory(maxResultSize) }) };
  const application = {
    apiVersion: "sparkoperator.k8s.io/v1beta2",
    kind: "SparkApplication",
    metadata: {
      // The run's name alone would be taken on a second attempt.
      generateName: "{{pod.name}}-",
      namespace: environment.namespace,
      annotations: stepAnnotations(room, path),
    },
    spec: {
      type: program.class === undefined ? "Python" : "Scala",
      mode: "cluster",
      image: node.image.reference,
      sparkVersion: program.version,
      ...(program.class !== undefined && { mainClass: program.class }),
      mainApplicationFile: program.main,
      ...(program.arguments.length > 0 && { arguments: program.arguments.map(text) }),
      ...(Object.keys(conf).length > 0 && { sparkConf: conf }),
      restartPolicy: { type: "Never" },
      driver: {
        cores: program.driver.cores,
        memory: jvmMemory(program.driver.memory),
        ...(program.driver.overhead !== undefined && { memoryOverhead: jvmMemory(program.driver.overhead) }),
        serviceAccount: room.lowering.plan.flow.serviceAccount ?? environment.serviceAccount,
        ...(env.length > 0 && { env }),
      },
      executor: {
        cores: program.executor.cores,
        memory: jvmMemory(program.executor.memory),
        ...(program.executor.overhead !== undefined && { memoryOverhead: jvmMemory(program.executor.overhead) }),
        ...(typeof instances === "number" && { instances }),
        ...(env.length > 0 && { env }),
      },
      ...(typeof instances !== "number" && {
        dynamicAllocation: { enabled: true, initialExecutors: instances.min, minExecutors: instances.min, maxExecutors: instances.max },
      }),
    },
  };
  return {
    action: "create",
    setOwnerReference: true,
    successCondition: "status.applicationState.state == COMPLETED",
    failureCondition: "status.applicationState.state in (FAILED, SUBMISSION_FAILED)",
    manifest: `${values.reduce((json, value, index) => json.replace(JSON.stringify(placeholder(index)), () => value), JSON.stringify(application, null, 2))}\n`,
  };
}

/** Stands for a value until the manifest is text; no definition holds this character. */
function placeholder(index: number): string {
  return `\uE000${index}\uE000`;
}

function environmentVariable(name: string, value: EnvironmentValue, text: (value: Text) => string): { readonly [field: string]: Json } {
  if (typeof value === "object" && "secret" in value) return { name, valueFrom: { secretKeyRef: { name: value.secret, key: value.key } } };
  if (typeof value === "object" && "configMap" in value)
    return { name, valueFrom: { configMapKeyRef: { name: value.configMap, key: value.key } } };
  return { name, value: text(value) };
}

/** Memory as the JVM reads it: whole mebibytes, rounded up. */
function jvmMemory(memory: string): string {
  return `${Math.ceil((parseMemory(memory) ?? 0) / 2 ** 20)}m`;
}
