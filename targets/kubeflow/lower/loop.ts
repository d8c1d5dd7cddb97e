/**
 * Loops: a DAG that runs once an item
 *
 * What a loop gives is collected by the backend, which fails where there was no item, and lays what loops inside gave end to end. So a list that may be empty has an
 * alternative, and what leaves the body is what a container of the body itself wrote.
 *
 * Source: kubeflow/pipelines 2.17.0, backend/src/v2/driver/resolve.go (resolveUpstreamParameters, CollectInputs)
 */
import type { Capture, PlannedForEach } from "../../../compiler/plan.ts";
import type { Expression } from "../../../schema/values/expression.ts";
import type { ValueType } from "../../../schema/values/value-type.ts";
import { captureName } from "../../capture-name.ts";
import { expressionKey } from "../../expression-key.ts";
import { kebab, uniqueNames } from "../../names.ts";
import { addAlternatives } from "./alternatives.ts";
import { addBody, type Placed, tasksBefore } from "./body.ts";
import { type InputFor, inputValue } from "./cel.ts";
import { isArtifact } from "./container.ts";
import { type ArtifactChannel, addDagTask, artifactOutputChannel, type Dag, openDag, outputChannel, sourceIn, wireOf } from "./dag.ts";
import type { Room } from "./lowering.ts";
import { standing } from "./standing.ts";
import { artifactOf } from "./step.ts";
import { travelingJson } from "./traveling.ts";
import { literal, parameterType, typeOfValue, type Value, valueIn, type Wire } from "./values.ts";
import { workOut } from "./work-out.ts";

export function addForEach(placed: Placed, planned: PlannedForEach): readonly string[] {
  const { dag, room } = placed;
  const { node, body, needs } = planned;
  const after = tasksBefore(placed, needs);
  const name = `${room.prefix}${kebab(node.name)}`;
  const items = itemsOf(valueIn(node.items, standing(room, dag)), dag, room);
  const gathered = gatheredOf(room, node.id, body.exports);
  const nothing = items.kind === "literal" && Array.isArray(items.value) && items.value.length === 0;
  if (items.kind === "literal" || gathered.length === 0) {
    const { task, gives } = addLoop(dag, room, planned, { name, items, after, gathered: nothing ? [] : gathered });
    for (const [index, { key, type }] of gathered.entries())
      if (!nothing) known(room, key, gives[index]);
      else if (!isArtifact(type)) room.values.set(key, literal([]));
    const folders = gathered.filter(({ type }) => isArtifact(type));
    return folders.length === 0 ? [task] : [task, fold(dag, room, { name, path: `${room.path}${planned.path}`, folders })];
  }
  const inner = new Map<Dag, ReturnType<typeof addLoop>>();
  const size = (inputFor: InputFor): string => `size(${inputValue(inputFor(items, false))})`;
  const task = addAlternatives(dag, room, {
    name: `${name}-items`,
    path: `${room.path}${planned.path}`,
    after,
    wanted: gathered,
    alternatives: [
      {
        test: (_, inputFor) => `${size(inputFor)} > 0`,
        body: (of) => void inner.set(of, addLoop(of, room, planned, { name, items, after: [], gathered })),
        gives: (of) => inner.get(of)?.gives ?? [],
      },
      {
        test: (_, inputFor) => `${size(inputFor)} == 0`,
        gives: () => gathered.map(({ type }) => (isArtifact(type) ? undefined : literal([]))),
      },
    ],
  });
  return task === undefined ? [] : [task];
}

interface Gathered {
  readonly key: string;
  readonly name: string;
  readonly type: ValueType;
  readonly of: Capture;
}

function gatheredOf(room: Room, loop: number, exports: readonly Capture[]): readonly Gathered[] {
  const takeName = uniqueNames();
  return exports.map((of) => {
    const gather: Expression = { op: "gather", loop, of: of.expression };
    const type: ValueType = isArtifact(of.type)
      ? { type: "artifacts", format: "", depth: of.type.type === "artifacts" ? of.type.depth + 1 : 1 }
      : { type: "list", item: of.type };
    return { key: expressionKey(gather), name: takeName(captureName(of.expression, room.plan.flow)), type, of };
  });
}

/** The items as one value: what is made of several is written down first. */
function itemsOf(items: Value, dag: Dag, room: Room): Wire | Extract<Value, { kind: "literal" }> {
  if (items.kind === "wire" || items.kind === "literal") return items;
  return standing(room, dag).workOut(items, typeOfValue(items));
}

type Gift = Wire | ArtifactChannel;

function known(room: Room, key: string, gift: Gift | undefined): void {
  if (gift === undefined) return;
  if ("kind" in gift) room.values.set(key, gift);
  else room.artifacts.set(key, gift);
}

interface LoopOptions {
  readonly name: string;
  readonly items: Wire | Extract<Value, { kind: "literal" }>;
  readonly after: readonly string[];
  readonly gathered: readonly Gathered[];
}

/** Adds the loop itself; gives back what it collects. */
function addLoop(
  dag: Dag,
  room: Room,
  { node, body, path }: PlannedForEach,
  { name, items, after, gathered }: LoopOptions,
): { readonly task: string; readonly gives: readonly Gift[] } {
  const inner = openDag(dag.lowering, dag, name);
  const itemInput = inner.takeInputName(`pipelinechannel--${name}-item`);
  const listInput = inner.takeInputName(`pipelinechannel--${name}-items`);
  inner.ownInputs.set(itemInput, { parameterType: parameterType(node.itemType) });
  const item = { id: dag.lowering.nextId(), dag: inner, source: { componentInputParameter: itemInput }, name: `${name}-item` };
  room.values.set(expressionKey({ op: "item", loop: node.id }), wireOf(item, node.itemType));
  addBody(inner, room, body);
  const leaving = gathered.map(({ of, name: readable }) => leaveBody(inner, room, of, { name: readable, path: `${room.path}${path}` }));
  const raw = items.kind === "literal" ? JSON.stringify(travelingJson(items.value)) : undefined;
  if (raw === undefined) inner.ownInputs.set(listInput, { parameterType: "LIST" });
  const task = addDagTask(inner, dag, name, {
    title: node.name,
    after,
    ...(items.kind === "wire" && { given: { [listInput]: sourceIn(dag, items) } }),
    more: {
      iteratorPolicy: { parallelismLimit: node.parallelism },
      parameterIterator: { itemInput, items: raw === undefined ? { inputParameter: listInput } : { raw } },
    },
  });
  return { task, gives: leaving.map((outside) => outside(dag, task)) };
}

/** Makes an output of the loop's DAG of what a container of this very DAG wrote; anything else is written down by one first. */
function leaveBody(
  inner: Dag,
  room: Room,
  { expression, type }: Capture,
  { name, path }: { readonly name: string; readonly path: string },
): (around: Dag, task: string) => Gift {
  const key = expressionKey(expression);
  if (isArtifact(type)) {
    const channel = artifactOf(room, key);
    const own = isWrittenHere(inner, channel.dag, channel.source.taskOutputArtifact?.producerTask);
    const copied = own ? channel : workOut(inner, { name: `${name}-value`, path, values: [], artifacts: [{ name, channel }] }).artifacts[0];
    const source = copied?.source.taskOutputArtifact;
    if (source === undefined) throw new TypeError("a container writes an artifact");
    const output = inner.takeOutputName(name);
    inner.outputArtifacts.set(output, {
      list: true,
      selectors: [{ outputArtifactKey: source.outputArtifactKey, producerSubtask: source.producerTask }],
    });
    return (around, task) => artifactOutputChannel(around, task, output, name, true);
  }
  const value = valueIn(expression, standing(room, inner));
  const own =
    value.kind === "wire" &&
    value.select === "" &&
    isWrittenHere(inner, value.channel.dag, value.channel.source.taskOutputParameter?.producerTask);
  const wire = own ? value : workOut(inner, { name: `${name}-value`, path, values: [{ name, value, type }] }).values[0];
  const source = wire?.channel.source.taskOutputParameter;
  if (source === undefined) throw new TypeError("a container writes a value");
  const output = inner.takeOutputName(name);
  inner.outputs.set(output, {
    type: "LIST",
    output: { valueFromParameter: { outputParameterKey: source.outputParameterKey, producerSubtask: source.producerTask } },
  });
  return (around, task) => wireOf(outputChannel(around, task, output, name), { type: "list", item: type });
}

function isWrittenHere({ tasks, lowering, ...inner }: Dag, dag: Dag | undefined, producer: string | undefined): boolean {
  if (dag?.name !== inner.name || producer === undefined) return false;
  return lowering.components.get(tasks.get(producer)?.componentRef.name ?? "")?.executorLabel !== undefined;
}

/** Makes folders of lists of artifacts, of no list an empty one. */
function fold(
  dag: Dag,
  room: Room,
  { name, path, folders }: { readonly name: string; readonly path: string; readonly folders: readonly Gathered[] },
): string {
  const made = workOut(dag, {
    name: `${name}-folder`,
    path,
    values: [],
    artifacts: folders.map(({ key, name: readable }) => ({ name: readable, channel: room.artifacts.get(key) })),
  });
  for (const [index, { key }] of folders.entries()) known(room, key, made.artifacts[index]);
  return made.task;
}
