/** Steps: one container template each. */
import type { PlannedStep } from "../../../compiler/plan.ts";
import type { Step } from "../../../compiler/program.ts";
import type { Text } from "../../../schema/record.ts";
import type { Expression } from "../../../schema/values/expression.ts";
import type { EnvironmentVariable, InputArtifact, OutputArtifact, OutputParameter, Template } from "../schema.ts";
import { located } from "./artifact-location.ts";
import { memoized } from "./cache.ts";
import { commandOf, inputPath, outputPath } from "./command.ts";
import { containerText } from "./container-text.ts";
import { type Callable, captureName, type Given, positionTake, type Take } from "./dag.ts";
import { seconds } from "./durations.ts";
import { artifactKind, capturesOf, type Room } from "./lowering.ts";
import { kebab, uniqueNames } from "./names.ts";
import { patched } from "./patch.ts";
import { podFields, pullPolicy, queueMs, resourcesOf } from "./pod.ts";
import { absent, fromVariable, literal, pieces, type Rendered, render } from "./render.ts";
import { retryStrategy } from "./retry.ts";
import { expressionKey, innerScope, type Scope, seen } from "./scope.ts";
import { sparkResource } from "./spark.ts";
import { stepAnnotations } from "./traces.ts";
import { podVolumes } from "./volumes.ts";

export function lowerStep(room: Room, planned: PlannedStep, outer: Scope, wanted = kebab(planned.node.name)): Callable {
  const { node } = planned;
  const name = room.lowering.takeName(`${room.prefix}${wanted}`);
  const inside = insideOf(room, planned, outer);
  const { scope, takes, artifacts } = inside;
  const parameters = takes.filter(({ kind }) => kind !== "artifact").map(({ name: parameter }) => ({ name: parameter }));
  const outputs = outputsOf(room, node);
  const positioned = takes.some(({ name: input }) => input === "position");
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
      : { ...podFields(room, planned, positioned), container: container(room, planned, scope, positioned) };
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

interface Inside {
  readonly scope: Scope;
  readonly takes: readonly Take[];
  readonly artifacts: readonly InputArtifact[];
}

/** What a step's own texts may name: its inputs, paths, and the values from outside that it uses, as further inputs. */
function insideOf(room: Room, planned: PlannedStep, outer: Scope): Inside {
  const { node, retry } = planned;
  const scope = innerScope(outer, undefined);
  const know = (expression: Expression, value: Rendered): void => void scope.values.set(expressionKey(expression), value);
  const takes: Take[] = [];
  const artifacts: InputArtifact[] = [];
  const takeName = uniqueNames("position", ...Object.keys(node.inputs));
  for (const [input, expression] of Object.entries(node.inputs)) {
    const kind = artifactKind(expression, room.plan);
    if (kind === undefined) {
      takes.push({ name: input, kind: "value", expression });
      know({ op: "input", name: input }, fromVariable(["inputs", "parameters", input], render(expression, outer).type));
      continue;
    }
    const path = inputPath(input);
    know({ op: "inputPath", name: input }, { ...literal(path), tag: `inputs.artifacts.${input}.path` });
    if (kind === "artifact") {
      takes.push({ name: input, kind: "artifact", expression });
      artifacts.push({ name: input, path });
    } else {
      const key = takeName(`${input}-key`);
      takes.push({ name: key, kind: "value", expression });
      // An empty loop left nothing under the key: the folder is there and empty.
      artifacts.push({ name: input, path, optional: true, ...located(`{{inputs.parameters.${key}}}`, room.lowering.context.environment) });
    }
  }
  for (const { expression, type } of [...planned.uses, ...capturesOf(room, node)]) {
    if (scope.values.has(expressionKey(expression))) continue;
    const name = takeName(captureName(expression, room.plan.flow));
    takes.push({ name, kind: "value", expression });
    know(expression, fromVariable(["inputs", "parameters", name], type));
  }
  for (const output of Object.keys(node.outputs)) know({ op: "outputPath", name: output }, literal(outputPath(output)));
  know({ op: "run", field: "attempt" }, retry.limit > 0 ? attempt : literal(1));
  if (node.checkpoint) {
    know({ op: "checkpointPath" }, literal("/millwright/checkpoint"));
    if (outer.position !== undefined) takes.push(positionTake());
  }
  if (node.kind === "onExit" || node.kind === "onFailure") {
    takes.push({ name: takeName("status"), kind: "rendered", value: (caller) => seen(caller, { op: "status" }) ?? literal("failed") });
    know(
      { op: "status" },
      fromVariable(["inputs", "parameters", "status"], { type: "string", enum: ["succeeded", "failed", "cancelled"] }),
    );
  }
  return { scope, takes, artifacts };
}

const attempt: Rendered = { type: { type: "integer" }, form: "data", source: "int(retries) + 1" };

function container(room: Room, planned: PlannedStep, scope: Scope, positioned: boolean): NonNullable<Template["container"]> {
  const { node } = planned;
  const text = (value: Text): string => containerText(pieces(value, scope));
  const env = Object.entries(node.env).map(([name, value]): EnvironmentVariable => {
    if (typeof value === "object" && "secret" in value)
      return { name, valueFrom: { secretKeyRef: { name: value.secret, key: value.key } } };
    if (typeof value === "object" && "configMap" in value)
      return { name, valueFrom: { configMapKeyRef: { name: value.configMap, key: value.key } } };
    return { name, value: text(value) };
  });
  const { volumeMounts } = podVolumes(room, planned, positioned);
  const resources = resourcesOf(node);
  const imagePullPolicy = pullPolicy(node);
  return {
    image: node.image.reference,
    ...(imagePullPolicy !== undefined && { imagePullPolicy }),
    ...commandOf(planned, (planned.command ?? []).map(text)),
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
  const { version } = lowering.context.options;
  return {
    ...(version === "4.1" && { pendingTimeout: `${seconds(queueMs(lowering, node))}s` }),
    ...(timeoutMs !== undefined && { activeDeadlineSeconds: String(Math.max(1, seconds(timeoutMs))) }),
  };
}
