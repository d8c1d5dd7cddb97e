/** The words of a flow's body, at run time: each adds a node to the record and gives back what the rest of the body may use. */
import { problem, usedRecord } from "../../recording/recording.ts";
import { described } from "../../values/described.ts";
import type { Expression } from "../../values/expression.ts";
import { expressionOf, saidOf, typeOf, usedExpression } from "../../values/expression-of.ts";
import { foundWords } from "../../values/found-words.ts";
import { literalType } from "../../values/literal-type.ts";
import { plain, valueExpression } from "../../values/plain.ts";
import { conditionOf, members, reference, unknownReference } from "../../values/reference.ts";
import type { ValueType } from "../../values/value-type.ts";
import { type Body, bodyOf } from "./body-of.ts";
import { addNode, type CaseRecord, describeBody, named, type Recorder } from "./recorder.ts";
import { joined, resultRecord, seenFromOutside } from "./results.ts";
import { RETURNED, runReferences } from "./run.ts";
import { objectOf, recordHandler, recordScript, recordSpark, recordStep } from "./step.ts";

type Options = Readonly<Record<string, unknown>>;

/** The builder of `recorder`'s flow; `params` are the references to its parameters. */
export function builder(recorder: Recorder, params: object): Readonly<Record<string, unknown>> {
  const words = {
    params,
    run: runReferences(),
    step: (name: string, options: Options) => recordStep(recorder, name, options),
    script: (name: string, options: Options) => recordScript(recorder, name, options),
    spark: (name: string, options: Options) => recordSpark(recorder, name, options),
    approval: (name: string, options: Options) => approval(recorder, name, options),
    call: (name: string, flow: unknown, args: Options = {}, { after }: Options = {}) => call(recorder, name, flow, args, after),
    forEach: (name: string, items: unknown, ...rest: readonly unknown[]) => forEach(recorder, name, items, rest),
    range: (count: unknown) =>
      reference({ op: "range", count: valueExpression(count, [0]) }, { type: "list", item: { type: "integer", minimum: 0 } }, "range(…)"),
    when: (test: unknown, body: Body) => when(recorder, test, body),
    match: (on: unknown, bodies: unknown) => match(recorder, on, bodies),
    repeatUntil: (name: string, options: Options, body: Body) => repeatUntil(recorder, name, options, body),
    onExit: (name: string, options: Options) => recordHandler(recorder, "onExit", name, options),
    onFailure: (name: string, options: Options) => recordHandler(recorder, "onFailure", name, options),
  };
  return members(words, "load/unknown-word", {});
}

function approval(recorder: Recorder, name: string, given: Options): object {
  const { after, ...options } = objectOf(given, name);
  const node = addNode(recorder, "approval", name, plain(options, [1]) as Record<string, unknown>, after);
  return members(named(node, "succeeded", `approval "${name}"`, { name }), "load/unknown-member", { step: `approval "${name}"` });
}

function call(recorder: Recorder, name: string, flow: unknown, args: Options, after: unknown): object {
  const record = usedRecord(flow);
  if (record?.kind !== "flow") problem("load/call-needs-flow", { name: String(name), found: foundWords(flow) }, { path: [1] });
  const given = Object.fromEntries(
    Object.entries(objectOf(args, name, 2)).map(([param, value]) => [param, valueExpression(value, [2, param])]),
  );
  const node = addNode(recorder, "call", name, { flow: record && { name: record.name, calls: record.calls }, arguments: given }, after);
  const returned = (flow as { readonly [RETURNED]?: unknown } | undefined)?.[RETURNED];
  const said = `call "${name}"`;
  const outputs = seenFromOutside(returned, (_, type, path) => ({ expression: { op: "result", call: node, path }, type }), said) ?? {};
  const seen = typeof outputs === "object" && expressionOf(outputs) === undefined;
  return members(
    named(node, "succeeded", said, { name, outputs: seen ? members(outputs, "load/unknown-output", { step: said }) : outputs }),
    "load/unknown-output",
    { step: said },
  );
}

function forEach(recorder: Recorder, name: string, items: unknown, rest: readonly unknown[]): unknown {
  const [first, second] = rest;
  const { after, ...options } = (rest.length > 1 ? first : {}) as Options;
  const body = bodyOf(rest.length > 1 ? second : first, `loop "${name}"`, [Math.max(rest.length, 1) + 1]);
  const listType = literalType(items);
  const node = addNode(recorder, "forEach", name, {}, after);
  const itemType: ValueType = listType.type === "list" ? listType.item : { type: "unknown" };
  const item =
    listType.type !== "list"
      ? unknownReference(`the item of loop "${name}"`)
      : reference({ op: "item", loop: node }, itemType, `the item of loop "${name}"`);
  const described = describeBody(recorder, node, () => body(item));
  Object.assign(recorder.nodes[node]?.options ?? {}, plain(options, [2]), {
    items: valueExpression(items, [1]),
    body: described.body,
    result: resultRecord(described.result),
  });
  const seen = seenFromOutside(
    described.result,
    (expression, type) => ({ expression: { op: "gather", loop: node, of: expression }, type: gatheredType(type) }),
    `loop "${name}"`,
  );
  return loopResult(node, name, seen);
}

/** What a loop gives back: the value that its body returned, or itself with what the body returned. */
function loopResult(loop: number, name: string, seen: unknown): unknown {
  if (usedExpression(seen) !== undefined) return seen;
  const fields = { ...(seen as Record<string, unknown> | undefined) };
  const said = `loop "${name}"`;
  const values = { step: said };
  const hints = { what: said, instead: (member: string) => `return "${member}" from the body of ${said}` };
  const outputs = fields["outputs"];
  if (typeof outputs === "object" && outputs !== null && usedExpression(outputs) === undefined)
    fields["outputs"] = members(outputs, "load/unknown-output", values, hints);
  return members(named(loop, "succeeded", said, { name, ...fields }), "load/unknown-output", values, hints);
}

function gatheredType(type: ValueType): ValueType {
  if (type.type === "artifact") return { type: "artifacts", format: type.format, depth: 1 };
  if (type.type === "artifacts") return { ...type, depth: type.depth + 1 };
  return type.type === "unknown" ? type : { type: "list", item: type };
}

function when(recorder: Recorder, test: unknown, body: Body): object {
  const expression = conditionOf(test, [0]);
  const cases: CaseRecord[] = [];
  const node = addNode(recorder, "branch", "", { style: "when", cases });
  const taken = describeBody(recorder, node, () => bodyOf(body, "the branch", [1])());
  cases.push({ test: expression, body: taken.body });
  const branch = named(node, "settled", "the branch", {
    name: "",
    otherwise: (other: Body) => {
      const left = describeBody(recorder, node, () => bodyOf(other, "the branch", [0])());
      cases.push({ test: null, body: left.body });
      return result(node, [taken.result, left.result]);
    },
  });
  const otherwise = "add .otherwise(() => …) and use what that gives, or only wait for the branch: after: [branch]";
  return members(branch, "load/half-branch", {}, { what: "the branch", instead: () => otherwise });
}

function match(recorder: Recorder, on: unknown, given: unknown): unknown {
  const bodies = objectOf(given, "match()");
  const expression = usedExpression(on);
  const type = typeOf(on);
  const node = addNode(recorder, "branch", "", {});
  if (expression === undefined || (type?.type !== "unknown" && !(type?.type === "string" && type.enum !== undefined)))
    problem("load/match-needs-enum", { found: sayMatched(on, type) }, { path: [0] });
  else if (type.type === "string") {
    const missing = type.enum?.filter((member) => !Object.hasOwn(bodies, member)) ?? [];
    const extra = Object.keys(bodies).filter((member) => type.enum?.includes(member) !== true);
    for (const member of missing) problem("load/match-misses-member", { member });
    for (const member of extra) {
      const values = { member, on: saidOf(on) ?? "the value" };
      problem("load/match-unknown-member", values, { known: type.enum ?? [], path: [1, member], part: "key" });
    }
  }
  const cases: CaseRecord[] = [];
  const results: unknown[] = [];
  for (const [member, body] of Object.entries(bodies)) {
    const taken = describeBody(recorder, node, () => bodyOf(body, `case "${member}"`, [1, member])());
    const test: Expression = { op: "eq", left: expression ?? { op: "unknown" }, right: { op: "literal", value: member }, calls: [] };
    cases.push({ test, body: taken.body, member });
    results.push(taken.result);
  }
  Object.assign(recorder.nodes[node]?.options ?? {}, { style: "match", cases });
  return result(node, results);
}

/** What a branch gives back: the names that all its bodies return, or only itself, to be waited for. */
function result(branch: number, results: readonly unknown[]): unknown {
  const shared = joined(results, branch, "the branch");
  if (usedExpression(shared) !== undefined) return shared;
  const fields = (shared ?? {}) as Record<string, unknown>;
  const outputs = fields["outputs"];
  const values = { step: "the branch" };
  const hints = { what: "the branch", instead: (member: string) => `return "${member}" from every body of the branch` };
  if (typeof outputs === "object" && outputs !== null && expressionOf(outputs) === undefined)
    fields["outputs"] = members(outputs, "load/unknown-output", values, hints);
  return members(named(branch, "succeeded", "the branch", { name: "", ...fields }), "load/unknown-output", values, hints);
}

function sayMatched(on: unknown, type: ValueType | undefined): string {
  const found = foundWords(on);
  return type === undefined ? found : `${found} (${described(type)})`;
}

function repeatUntil(recorder: Recorder, name: string, given: Options, body: Body): unknown {
  const { until, after, ...options } = objectOf(given, name);
  const node = addNode(recorder, "repeatUntil", name, {}, after);
  const described = describeBody(recorder, node, () => {
    const result = bodyOf(body, `loop "${name}"`, [2])();
    return { result, until: conditionOf(typeof until === "function" ? until(result) : until, [1, "until"]) };
  });
  const { result, until: test } = described.result;
  Object.assign(recorder.nodes[node]?.options ?? {}, plain(options, [1]), {
    until: test,
    body: described.body,
    result: resultRecord(result),
  });
  const seen = seenFromOutside(
    result,
    (expression, type) => ({ expression: { op: "last", loop: node, of: expression }, type }),
    `loop "${name}"`,
  );
  return loopResult(node, name, seen);
}
