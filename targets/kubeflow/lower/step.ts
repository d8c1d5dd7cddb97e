/** Steps: a container each. */
import { createHash } from "node:crypto";
import { typeOf } from "../../../compiler/link/type-of.ts";
import type { PlannedStep } from "../../../compiler/plan.ts";
import type { EnvironmentValue, Retry } from "../../../compiler/program.ts";
import type { Text } from "../../../schema/record.ts";
import { parseDuration } from "../../../schema/words/quantities.ts";
import { captureName } from "../../capture-name.ts";
import { expressionKey } from "../../expression-key.ts";
import { kebab } from "../../names.ts";
import type { Task } from "../schema.ts";
import type { InputFor } from "./cel.ts";
import { type ArtifactInput, addContainer, inputPath, isArtifact, outputFile, outputKey, outputPath } from "./container.ts";
import { type ArtifactChannel, artifactOutputChannel, type Dag, outputChannel, wireOf } from "./dag.ts";
import type { Room } from "./lowering.ts";
import { executorConfig, resourcesOf } from "./pod.ts";
import { standing } from "./standing.ts";
import { literal, typeOfValue, type Value, valueIn, type Wire } from "./values.ts";

export interface StepOptions {
  readonly after?: readonly string[];
  readonly condition?: ((inputFor: InputFor) => string) | undefined;
  /** In a handler: how the run ended. */
  readonly status?: "succeeded" | "failed";
}

/** Adds a step, and makes what it hands out known; gives back its task's key. */
export function addStep(dag: Dag, room: Room, planned: PlannedStep, { after, condition, status }: StepOptions): string {
  const { node, path } = planned;
  const own = new Map<string, Value>();
  const here = { ...standing(room, dag), own };
  const artifacts = ownValues(room, planned, own, dag, status);
  const pieces = (text: Text): readonly Value[] => {
    const value = typeof text === "string" ? literal(text) : valueIn(text, here);
    return value.kind === "text" ? value.parts : [value.kind === "range" ? here.workOut(value, typeOfValue(value)) : value];
  };
  const config = executorConfig(room, planned);
  const resources = resourcesOf(node);
  const more = taskPolicies(planned);
  const env = Object.entries(node.env).flatMap(([name, value]) => (isText(value) ? [[name, pieces(value)] as const] : []));
  const key = addContainer(dag, {
    name: `${room.prefix}${kebab(node.name)}`,
    title: node.name,
    path: `${room.path}${path}`,
    image: node.image.reference,
    words: (planned.command ?? []).map(pieces),
    env,
    outputs: node.outputs,
    artifacts,
    ...(resources !== undefined && { resources }),
    config,
    ...(node.cache !== undefined && cacheOf(planned, node.cache.key.flatMap(pieces))),
    more,
    ...(after !== undefined && { after }),
    condition,
  });
  for (const [name, type] of Object.entries(node.outputs)) {
    const expression = expressionKey({ op: "output", node: node.id, name });
    const readable = `${room.prefix}${captureName({ op: "output", node: node.id, name }, room.plan.flow)}`;
    if (isArtifact(type)) room.artifacts.set(expression, artifactOutputChannel(dag, key, outputKey(name), readable));
    else room.values.set(expression, wireOf(outputChannel(dag, key, outputKey(name), readable), type));
  }
  return key;
}

/** What only this step's texts may name; gives back the artifacts that come in. */
function ownValues(
  room: Room,
  { node }: PlannedStep,
  own: Map<string, Value>,
  dag: Dag,
  status: StepOptions["status"],
): readonly ArtifactInput[] {
  const artifacts: ArtifactInput[] = [];
  const place = (placeholder: string): Value => ({ kind: "place", placeholder });
  for (const [name, expression] of Object.entries(node.inputs)) {
    const type = typeOf(expression, room.plan.flow);
    if (!isArtifact(type)) {
      own.set(expressionKey({ op: "input", name }), valueIn(expression, standing(room, dag)));
      continue;
    }
    const channel = artifactOf(room, expressionKey(expression));
    artifacts.push({ name, channel, depth: type.type === "artifacts" ? type.depth : 0 });
    own.set(expressionKey({ op: "inputPath", name }), place(inputPath(name)));
  }
  for (const [name, type] of Object.entries(node.outputs))
    own.set(expressionKey({ op: "outputPath", name }), place(isArtifact(type) ? outputPath(outputKey(name)) : outputFile(outputKey(name))));
  if (status !== undefined) own.set(expressionKey({ op: "status" }), literal(status));
  return artifacts;
}

export function artifactOf(room: Room, key: string): ArtifactChannel {
  const channel = room.artifacts.get(key);
  if (channel === undefined) throw new TypeError(`no task hands out the artifact ${key}`);
  return channel;
}

function isText(value: EnvironmentValue): value is Text {
  return typeof value === "string" || "op" in value;
}

/** How long a wait between attempts may be in all: the backend counts from the first attempt's start, and ends the retries there. */
const longest = "315360000s";

function taskPolicies({ retry, node }: PlannedStep): Partial<Task> {
  return {
    ...(node.cache !== undefined && { cachingOptions: { enableCache: true } }),
    ...(retry.limit > 0 && { retryPolicy: retryPolicy(retry) }),
  };
}

function retryPolicy({ limit, backoff }: Retry): NonNullable<Task["retryPolicy"]> {
  return {
    backoffDuration: `${backoff === undefined ? 0 : (parseDuration(backoff.initial) ?? 0) / 1000}s`,
    backoffFactor: backoff?.factor ?? 1,
    backoffMaxDuration: longest,
    maxRetryCount: limit,
  };
}

/**
 * What the backend's own key leaves out of ours
 *
 * It is made of the image, the command as it is written, and all inputs, but not of the environment. A declared key of the backend would stand in the place of all that.
 *
 * Source: kubeflow/pipelines 2.17.0, backend/src/v2/driver/cache.go (getFingerPrint)
 */
function cacheOf({ node }: PlannedStep, key: readonly Value[]) {
  const fixed = { env: node.env, key: key.map((piece) => (piece.kind === "literal" ? piece.value : "")), outputs: node.outputs };
  const hash = createHash("sha256").update(JSON.stringify(fixed, withoutPlaces)).digest("hex").slice(0, 32);
  return { remark: `cache ${hash}`, cacheKey: key.flatMap(wiresOf) };
}

function withoutPlaces(name: string, member: unknown): unknown {
  return name === "calls" ? undefined : member;
}

function wiresOf(value: Value): readonly Wire[] {
  switch (value.kind) {
    case "wire":
      return [value];
    case "text":
      return value.parts.flatMap(wiresOf);
    case "orElse":
      return [...wiresOf(value.of), ...wiresOf(value.other)];
    case "json":
      return wiresOf(value.of);
    default:
      return [];
  }
}
