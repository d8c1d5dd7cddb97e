/** Steps: one container template each. */
import type { PlannedStep } from "../../../compiler/plan.ts";
import type { Step } from "../../../compiler/program.ts";
import type { ShapedFolder } from "../../../compiler/shell/shaped-folders.ts";
import type { Text } from "../../../schema/record.ts";
import { kebab } from "../../names.ts";
import type { EnvironmentVariable, OutputArtifact, OutputParameter, Template } from "../schema.ts";
import { located } from "./artifact-location.ts";
import { memoized } from "./cache.ts";
import type { Callable, Given } from "./callable.ts";
import { commandOf, outputPath } from "./command.ts";
import { containerText } from "./container-text.ts";
import { seconds } from "./durations.ts";
import type { Room } from "./lowering.ts";
import { patched } from "./patch.ts";
import { pendingTimeout } from "./pending-timeout.ts";
import { podFields, pullPolicy, resourcesOf } from "./pod.ts";
import { absent, pieces } from "./render.ts";
import { retryStrategy } from "./retry.ts";
import type { Scope } from "./scope.ts";
import { sparkResource } from "./spark.ts";
import { insideOf } from "./step-inside.ts";
import { stepAnnotations } from "./traces.ts";
import { podVolumes } from "./volumes.ts";

export function lowerStep(room: Room, planned: PlannedStep, outer: Scope, wanted = kebab(planned.node.name)): Callable {
  const { node } = planned;
  const name = room.lowering.takeName(`${room.prefix}${wanted}`);
  const { scope, takes, artifacts, folders, position } = insideOf(room, planned, outer);
  const parameters = takes.filter(({ kind }) => kind !== "artifact").map(({ name: parameter }) => ({ name: parameter }));
  const outputs = outputsOf(room, node);
  const common = {
    name,
    metadata: podMetadata(room, planned),
    ...(parameters.length + artifacts.length > 0 && {
      inputs: { ...(parameters.length > 0 && { parameters }), ...(artifacts.length > 0 && { artifacts }) },
    }),
  };
  const { limit } = planned.retry;
  const body =
    node.program.kind === "spark"
      ? { resource: sparkResource(room, planned, scope) }
      : { ...podFields(room, planned, position), container: container(room, planned, scope, { position, folders }) };
  const template: Template = {
    ...common,
    ...(outputs !== undefined && { outputs }),
    ...(limit > 0 && { retryStrategy: retryStrategy(planned.retry) }),
    ...timeouts(room, planned),
    ...(node.cache !== undefined && {
      memoize: memoized(
        room,
        planned,
        scope,
        parameters.map(({ name: parameter }) => parameter),
      ),
    }),
    ...body,
  };
  room.lowering.templates.push(patched(template, node.patch?.["argo"]));
  return { template: name, takes, gives: givesOf(node) };
}

function container(
  room: Room,
  planned: PlannedStep,
  scope: Scope,
  { position, folders }: { readonly position: string | undefined; readonly folders: readonly ShapedFolder[] },
): NonNullable<Template["container"]> {
  const { node } = planned;
  const text = (value: Text): string => containerText(pieces(value, scope));
  const env = Object.entries(node.env).map(([name, value]): EnvironmentVariable => {
    if (typeof value === "object" && "secret" in value)
      return { name, valueFrom: { secretKeyRef: { name: value.secret, key: value.key } } };
    if (typeof value === "object" && "configMap" in value)
      return { name, valueFrom: { configMapKeyRef: { name: value.configMap, key: value.key } } };
    return { name, value: text(value) };
  });
  const { volumeMounts } = podVolumes(room, planned, position);
  const resources = resourcesOf(node);
  const imagePullPolicy = pullPolicy(node);
  return {
    image: node.image.reference,
    ...(imagePullPolicy !== undefined && { imagePullPolicy }),
    ...commandOf(planned, (planned.command ?? []).map(text), folders),
    ...(env.length > 0 && { env }),
    ...(resources !== undefined && { resources }),
    ...(volumeMounts.length > 0 && { volumeMounts }),
  };
}

function podMetadata(room: Room, { node, path }: PlannedStep): NonNullable<Template["metadata"]> {
  return {
    ...(Object.keys(node.labels).length > 0 && { labels: node.labels }),
    annotations: { ...node.annotations, ...stepAnnotations(room, path) },
  };
}

function outputsOf(room: Room, node: Step): Template["outputs"] {
  if (node.program.kind === "spark") return undefined;
  const parameters: OutputParameter[] = [];
  const artifacts: OutputArtifact[] = [];
  for (const [name, type] of Object.entries(node.outputs)) {
    const path = outputPath(name);
    if (type.type === "artifact") {
      const key = `{{workflow.name}}/{{pod.name}}/${name}`;
      const own = room.lowering.context.environment.artifacts === undefined ? {} : located(key, room.lowering.context.environment);
      artifacts.push({ name, path, archive: { none: {} }, ...own });
    } else {
      parameters.push({ name, valueFrom: { path, ...(type.type === "optional" && { default: absent }) } });
    }
  }
  if (parameters.length + artifacts.length === 0) return undefined;
  return { ...(parameters.length > 0 && { parameters }), ...(artifacts.length > 0 && { artifacts }) };
}

function givesOf(node: Step): readonly Given[] {
  return Object.entries(node.outputs).map(([name, type]) => ({
    expression: { op: "output", node: node.id, name },
    name,
    type,
    artifact: type.type === "artifact",
  }));
}

/**
 * Bounds on time
 *
 * The pod's deadline is the step's: it counts from the pod's start, for each attempt. The template's `timeout` is never written: where there is one, Argo puts what is left of it
 * in the place of the pod's deadline, however much longer it is (workflowpod.go of 4.0.5 and 4.1.2; seen on 4.0.5). Only 4.1 bounds the waiting by itself.
 */
function timeouts({ lowering }: Room, { timeoutMs, node }: PlannedStep): Partial<Template> {
  return {
    ...pendingTimeout(lowering.context.options, node.queueTimeout),
    ...(timeoutMs !== undefined && { activeDeadlineSeconds: String(Math.max(1, seconds(timeoutMs))) }),
  };
}
