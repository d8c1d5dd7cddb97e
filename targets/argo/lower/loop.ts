/**
 * Loops: a DAG of its own, so that its bound on parallelism is its own, with one task that runs an item
 *
 * Argo is given the positions of the items, not the items: names of nodes stay short, numbers stay as they are, and each body gets exactly what it uses.
 */
import { typeOf } from "../../../compiler/link/type-of.ts";
import type { Capture, PlannedBody, PlannedForEach } from "../../../compiler/plan.ts";
import type { Expression } from "../../../schema/values/expression.ts";
import { expressionKey } from "../../expression-key.ts";
import { kebab } from "../../names.ts";
import type { OutputParameter } from "../schema.ts";
import { addNodes, bodyTemplate, capturesOfBody } from "./body.ts";
import type { Callable, Given, Take } from "./callable.ts";
import { addTask, close, inputsFor, newDag, open } from "./dag.ts";
import { type GatheredArtifact, gatheredArtifacts, gatheredFolder, gatherTemplate, shapeOf, shapeType } from "./gathered-artifacts.ts";
import { gatheredText, mustMark } from "./gathered-values.ts";
import { type Dag, gathersArtifacts, needsPosition, type Room } from "./lowering.ts";
import { dataOf, fromVariable, type Rendered, render } from "./render.ts";
import { innerScope, type Scope } from "./scope.ts";

export function lowerForEach(room: Room, planned: PlannedForEach, outer: Scope): Callable {
  const { node, body } = planned;
  const name = room.lowering.takeName(`${room.prefix}${kebab(node.name)}`);
  const positioned = needsPosition(body, room.plan) || gathersArtifacts(body, room.plan);
  const outside = capturesOfBody(room, body);
  const { scope, takes, takeInputName } = open(room, outside, outer, positioned);
  const items: Take = { name: takeInputName("items"), kind: "rendered", value: (caller) => render(node.items, caller) };
  const list = fromVariable(["inputs", "parameters", items.name], { type: "list", item: node.itemType });
  const dag = newDag(room, scopeOfItem(scope, planned, list, positioned));
  const callable = itemTemplate(room, planned, dag.scope);
  const each = addTask(dag, "each", callable, { withParam: `{{=toJson(0..(len(${dataOf(list)}) - 1))}}` });
  const artifacts = gatheredArtifacts(room, planned);
  const gives = leavingLoop(callable, body);
  const gathered = [
    ...gives.map((give) => ({ name: give.name, text: gatheredText(each, give) })),
    ...artifacts.filter(({ depth }) => depth > 1).map((artifact) => ({ name: shapeName(artifact), text: gatheredShape(each, artifact) })),
  ];
  const counted = artifacts.filter(({ depth }) => depth === 1);
  const outputs: readonly OutputParameter[] = [
    ...gathered.map(({ name: output, text }) => ({
      name: output,
      valueFrom: { expression: `tasks.${each}.status == 'Skipped' ? '[]' : ${text}` },
    })),
    ...counted.map((artifact) => ({ name: shapeName(artifact), valueFrom: { expression: `toJson(len(${dataOf(list)}))` } })),
  ];
  room.lowering.templates.push({
    name,
    inputs: inputsFor([...takes, items]),
    ...(outputs.length > 0 && { outputs: { parameters: outputs } }),
    parallelism: node.parallelism,
    ...(room.plan.flow.failFast && { failFast: true }),
    dag: { tasks: dag.tasks },
  });
  const gather = (of: Expression): Expression => ({ op: "gather", loop: node.id, of });
  for (const artifact of artifacts.filter(({ depth }) => depth === 0))
    outer.values.set(expressionKey(gather(artifact.expression)), gatheredFolder(artifact, outer.position, ""));
  return {
    template: name,
    takes: [...takes, items],
    gives: [
      ...gives.map(
        (give): Given => ({
          expression: gather(give.expression),
          name: give.name,
          type: { type: "list", item: give.type },
          artifact: false,
        }),
      ),
      ...artifacts
        .filter(({ depth }) => depth > 0)
        .map(
          (artifact): Given => ({
            expression: gather(artifact.expression),
            name: shapeName(artifact),
            type: shapeType(artifact.depth + 1),
            artifact: false,
            within: (shape) => gatheredFolder(artifact, outer.position, dataOf(shape)),
          }),
        ),
    ],
  };
}

/** What the loop gathers: only what leaves it. A step gives out more, and texts that nobody marked cannot be gathered. */
function leavingLoop({ gives }: Callable, { exports }: PlannedBody): readonly Given[] {
  const leaving = new Set(exports.map(({ expression }) => expressionKey(expression)));
  return gives.filter(({ expression }) => leaving.has(expressionKey(expression)));
}

function shapeName({ name }: GatheredArtifact): string {
  return `${name}-shape`;
}

function gatheredShape(each: string, artifact: GatheredArtifact): string {
  return gatheredText(each, { name: shapeName(artifact), type: shapeType(artifact.depth) });
}

/** What runs for an item: the body's only step, or a DAG that also puts artifacts where the loop gathers them. */
function itemTemplate(room: Room, planned: PlannedForEach, outer: Scope): Callable {
  const { node, body } = planned;
  const wanted = `${kebab(node.name)}-item`;
  const artifacts = gatheredArtifacts(room, planned);
  const items = itemUses(room, body, node.id);
  if (artifacts.length === 0 && !body.exports.some(({ type }) => mustMark(type))) return bodyTemplate(room, body, wanted, outer, items);
  const name = room.lowering.takeName(`${room.prefix}${wanted}`);
  const captures = [...capturesOfBody(room, body), ...items];
  const { scope, takes } = open(room, captures, outer, artifacts.length > 0 || needsPosition(body, room.plan));
  const dag = newDag(room, scope);
  addNodes(dag, body.nodes);
  for (const artifact of artifacts.filter(({ inPlace }) => !inPlace)) {
    const from = producerTask(dag, artifact.expression);
    addTask(dag, "gather", gatherTemplate(room, artifact), { depends: from });
  }
  const shapes = artifacts
    .filter(({ depth }) => depth > 1)
    .map((artifact) => ({
      name: shapeName(artifact),
      valueFrom: { expression: `toJson(${shapeOf(render(artifact.expression, scope))})` },
    }));
  const handedOut = new Set(artifacts.map(({ expression }) => expression));
  const values = body.exports.filter(({ expression }) => !handedOut.has(expression));
  return close(dag, name, takes, values, { marked: true, more: shapes });
}

/** What an artifact waits for: the node of this body that hands it out, if one does. */
function producerTask({ done }: Dag, expression: Expression): string | undefined {
  switch (expression.op) {
    case "output":
      return done.get(expression.node)?.succeeded;
    case "gather":
    case "last":
      return done.get(expression.loop)?.succeeded;
    case "join":
      return done.get(expression.branch)?.succeeded;
    case "result":
      return done.get(expression.call)?.succeeded;
    default:
      return undefined;
  }
}

/** The scope in which the arguments of one item's body are written: there the variable `item` is its position. */
function scopeOfItem(scope: Scope, { node }: PlannedForEach, list: Rendered, positioned: boolean): Scope {
  const before = scope.position === undefined ? "" : `${scope.position.source} + '/' + `;
  const position: Rendered = { type: { type: "string" }, form: "data", source: `(${before}sprig.trunc(-5, '0000' + string(item)))` };
  const inner = innerScope(scope, positioned ? position : undefined);
  for (const [key, value] of scope.values) inner.values.set(key, value);
  for (const [key, from] of scope.artifacts) inner.artifacts.set(key, from);
  inner.values.set(expressionKey({ op: "item", loop: node.id }), {
    type: node.itemType,
    form: "data",
    source: `${dataOf(list)}[int(item)]`,
  });
  return inner;
}

/** What a body uses of its loop's item: the item itself, or fields of it. */
function itemUses({ plan: { flow } }: Room, body: PlannedBody, loop: number): readonly Capture[] {
  const uses = new Map<string, Capture>();
  const visit = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    if (isOfItem(part, loop)) uses.set(expressionKey(part), { expression: part, type: typeOf(part, flow) });
    else for (const [name, member] of Object.entries(part)) if (name !== "calls") visit(member);
  };
  visit(body);
  return [...uses.values()];
}

function isOfItem(part: object, loop: number): part is Expression {
  const expression = part as Partial<Expression>;
  if (expression.op === "item") return expression.loop === loop;
  return expression.op === "field" && expression.of !== undefined && isOfItem(expression.of, loop);
}
