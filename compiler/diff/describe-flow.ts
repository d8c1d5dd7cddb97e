/** A flow and a pool as trees of properties. */
import type { Json, Text } from "../../schema/record.ts";
import type { Expression } from "../../schema/values/expression.ts";
import type { ParamRecord, ValueType } from "../../schema/values/value-type.ts";
import { type EnvironmentValue, type Flow, type GpuPool, isStep, type Node, type Result, type Step, type StepProgram } from "../program.ts";
import { sayExpression, sayText, sayType } from "../words/say-expression.ts";
import { type Described, describePresent, items, leaf, record } from "./described.ts";
import type { NodeKeys } from "./node-keys.ts";
import { withNames } from "./with-names.ts";

/** All that a flow says, with `keys` as the names of its nodes; `calls` are left out. */
export function describeFlow(flow: Flow, keys: NodeKeys): Described {
  const { kind, name, origin, params, schedules, nodes, bodies, result, onExit, onFailure, ...plain } = flow;
  const scope = scopeOf(keys);
  const key = (id: number) => keys.get(id) ?? `node ${id}`;
  return record({
    ...describeMembers(plain),
    file: leaf(origin.file),
    exportName: leaf(origin.exportName),
    params: members(params, describeParam),
    schedules: present(
      schedules.map(({ params: rules, ...schedule }) =>
        record({ ...describeMembers(schedule), params: members(rules, (text) => scope.text(text)) }),
      ),
    ),
    steps: record(Object.fromEntries(nodes.map((node) => [key(node.id), describeNode(node, flow, scope, key)]))),
    order: leaf(
      nodes.map(({ id }) => key(id)),
      nodes.map(({ id }) => key(id)).join(", "),
    ),
    result: describeResult(result, scope),
    onExit: onExit === undefined ? undefined : leaf(key(onExit)),
    onFailure: onFailure === undefined ? undefined : leaf(key(onFailure)),
  });
}

/** All that a pool says. */
export function describePool({ kind, name, origin, ...plain }: GpuPool): Described {
  return record({ ...describeMembers(plain), file: leaf(origin.file), exportName: leaf(origin.exportName) });
}

interface Scope {
  readonly expression: (expression: Expression) => Described;
  readonly text: (text: Text) => Described;
}

function scopeOf(keys: NodeKeys): Scope {
  const name = (id: number) => keys.get(id) ?? `node ${id}`;
  const expression = (tree: Expression) => leaf(withNames(tree, keys) as Json, sayExpression(tree, name));
  return { expression, text: (text) => (typeof text === "string" ? leaf(text, sayText(text, name)) : expression(text)) };
}

function describeNode(node: Node, flow: Flow, scope: Scope, key: (id: number) => string): Described {
  const common = {
    kind: leaf(node.kind),
    inside: leaf(bodyKey(flow, node.body, key)),
    after: present(
      node.after.map(({ node: needed, done }) => leaf([key(needed), done], `${key(needed)}${done === "settled" ? " (settled)" : ""}`)),
    ),
    description: describePresent(node.description),
  };
  if (isStep(node)) return record({ ...common, ...describeStep(node, scope) });
  switch (node.kind) {
    case "approval":
      return record({ ...common, message: leaf(node.message), expires: describePresent(node.expires) });
    case "call":
      return record({
        ...common,
        flow: leaf(node.flow.name),
        flowFile: leaf(node.flow.file),
        arguments: members(node.arguments, scope.expression),
        result: describeResult(node.result, scope),
      });
    case "forEach":
      return record({
        ...common,
        items: scope.expression(node.items),
        itemType: describeType(node.itemType),
        parallelism: leaf(node.parallelism),
        result: describeResult(node.result, scope),
      });
    case "repeatUntil":
      return record({
        ...common,
        max: leaf(node.max),
        until: scope.expression(node.until),
        result: describeResult(node.result, scope),
      });
    case "branch":
      return record({
        ...common,
        style: leaf(node.style),
        complete: leaf(node.complete),
        conditions: items(node.cases.map(({ test }) => (test === null ? leaf(null, "otherwise") : scope.expression(test)))),
        members: present(node.cases.flatMap(({ member }) => (member === undefined ? [] : [leaf(member)]))),
      });
  }
}

function describeStep(step: Step, scope: Scope): { readonly [name: string]: Described | undefined } {
  const { kind, id, name, calls, body, after, description, image, inputs, outputs, program, env, cache, ...plain } = step;
  return {
    ...describeMembers(plain),
    image: leaf(image.reference, sayReference(image.reference)),
    imageName: describePresent(image.name),
    inputs: members(inputs, scope.expression),
    outputs: members(outputs, describeType),
    ...describeProgram(program, scope),
    env: members(env, (value) => describeEnvironmentValue(value, scope)),
    cache: cache && record({ key: items(cache.key.map(scope.text)), maxAge: describePresent(cache.maxAge) }),
  };
}

function describeProgram(program: StepProgram, scope: Scope): { readonly [name: string]: Described | undefined } {
  switch (program.kind) {
    case "command":
      return { command: items(program.words.map(scope.text)) };
    case "script":
      return {
        language: leaf(program.language),
        source: leaf(program.source, sayLines(program.source)),
        sourceFile: describePresent(program.file),
      };
    case "spark": {
      const { kind, arguments: words, ...plain } = program;
      return { ...describeMembers(plain), arguments: items(words.map(scope.text)) };
    }
  }
}

function describeEnvironmentValue(value: EnvironmentValue, scope: Scope): Described {
  if (typeof value === "string" || "op" in value) return scope.text(value);
  const said = "secret" in value ? `secret ${value.secret}/${value.key}` : `config map ${value.configMap}/${value.key}`;
  return leaf({ ...value }, said);
}

function describeParam({ type, default: given, description }: ParamRecord): Described {
  return record({
    type: describeType(type),
    default: given === undefined ? undefined : leaf(given, JSON.stringify(given)),
    description: describePresent(description),
  });
}

function describeType(type: ValueType): Described {
  return leaf(type as unknown as Json, sayType(type));
}

function describeResult(result: Result, scope: Scope): Described | undefined {
  if ("expression" in result) return record({ value: scope.expression(result.expression), type: describeType(result.type) });
  return members(result.fields, (field) => describeResult(field, scope));
}

function describeMembers(plain: object): { readonly [name: string]: Described | undefined } {
  return Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, describePresent(value)]));
}

function members<T>(values: { readonly [name: string]: T }, describe: (value: T) => Described | undefined): Described | undefined {
  const entries = Object.entries(values).map(([name, value]) => [name, describe(value)] as const);
  return entries.length === 0 ? undefined : record(Object.fromEntries(entries));
}

function present(list: readonly Described[]): Described | undefined {
  return list.length === 0 ? undefined : items(list);
}

/** "the flow", "per-shard", "publish? 1": the body by the node that owns it, and the position among that node's cases. */
function bodyKey(flow: Flow, body: number, key: (id: number) => string): string {
  const owner = flow.bodies[body]?.owner ?? -1;
  if (owner < 0) return "the flow";
  const node = flow.nodes[owner];
  if (node?.kind !== "branch") return key(owner);
  const position = node.cases.findIndex(({ runs }) => runs === body);
  return `${key(owner)} ${node.cases[position]?.member ?? position + 1}`;
}

/** The first digits of a digest tell two images apart. */
function sayReference(reference: string): string {
  return reference.replace(/(@sha256:[0-9a-f]{12})[0-9a-f]+$/, "$1…");
}

function sayLines(source: string): string {
  const lines = source.trimEnd().split("\n");
  return lines.length === 1 ? JSON.stringify(lines[0]) : `${lines.length} lines beginning ${JSON.stringify(lines[0])}`;
}
