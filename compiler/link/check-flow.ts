/** The checks of a linked flow: every value where it is used, and what the flow says of itself. */

import type { Text } from "../../schema/record.ts";
import { described } from "../../schema/values/described.ts";
import type { Expression } from "../../schema/values/expression.ts";
import type { ValueType } from "../../schema/values/value-type.ts";
import { type Branch, type Call, definitionId, type Flow, type ForEach, isStep, type Node, type Result, type Step } from "../program.ts";
import { afterAt } from "./after-at.ts";
import { checkArguments } from "./check-arguments.ts";
import { about, checkExpression, checkPrintable, isArtifact, isCondition } from "./check-expression.ts";
import { leaving } from "./check-reference.ts";
import { sparkOutput } from "./flow-diagnostics.ts";
import { capital, say, sayNode } from "./say.ts";
import { isInside, isVisible } from "./scope.ts";
import type { Part, Use } from "./use.ts";
import { artifactAsValue, cycle, loopNeedsList, optionalWithoutDefault } from "./value-diagnostics.ts";

/** Who is told of what is found. */
export type Listener = Pick<Use, "report" | "spoiled">;

/** Checks all values of a flow. `callee` gives the flow that a call is of, where it is there. */
export function checkFlow(flow: Flow, callee: (call: Call) => Flow | undefined, listener: Listener): void {
  for (const node of flow.nodes) checkNode(node, flow, callee, listener);
  checkResult(flow.result, { ...useOf(flow, undefined, "result", [], listener), body: 0 });
}

function checkNode(node: Node, flow: Flow, callee: (call: Call) => Flow | undefined, listener: Listener): void {
  const use = (part: Part, ...path: readonly (string | number)[]): Use => useOf(flow, node, part, path, listener);
  checkAfter(node, (index) => use("input", afterAt(node), "after", index));
  if (isStep(node)) checkStep(node, flow, listener);
  else if (node.kind === "call") checkArguments(node, callee(node), (param) => use("argument", 2, param));
  else if (node.kind === "branch") checkTests(node, use("test", 0));
  else if (node.kind === "forEach") {
    checkItems(node, use("items", 1));
    checkResult(node.result, inside(use("result"), node.runs));
  } else if (node.kind === "repeatUntil") {
    const until = inside(use("until", 1, "until"), node.runs);
    isCondition(node.until, checkExpression(node.until, until), until);
    checkResult(node.result, inside(use("result"), node.runs));
  }
}

function useOf(flow: Flow, node: Node | undefined, part: Part, path: readonly (string | number)[], listener: Listener): Use {
  const calls = node?.calls ?? flow.origin.calls;
  const before = node?.id ?? Number.POSITIVE_INFINITY;
  return { flow, part, body: node?.body ?? 0, before, node, anchor: { calls, path }, ...listener };
}

/** The use of a value in the body of a loop, at the loop itself. */
function inside(use: Use, body: number): Use {
  return { ...use, body, within: body };
}

function checkStep(step: Step, flow: Flow, listener: Listener): void {
  const use = (part: Part, ...path: readonly (string | number)[]): Use => useOf(flow, step, part, [1, ...path], listener);
  for (const [name, source] of Object.entries(step.inputs)) {
    const input = use("input", "inputs", name);
    const type = checkExpression(source, input);
    if (type.type === "optional")
      listener.report(optionalWithoutDefault.at(input.anchor, { what: capital(say(source, flow)) }, about(input)));
  }
  const { program } = step;
  if (program.kind === "command") checkWords(program.words, (word) => ({ ...use("command", "command", word), step }));
  if (program.kind === "spark") {
    checkWords(program.arguments, (word) => ({ ...use("command", "arguments", word), step }));
    for (const [name, type] of Object.entries(step.outputs)) {
      if (isArtifact(type) || type.type === "unknown") continue;
      const values = { output: name, step: step.name, found: described(type) };
      listener.report(sparkOutput.at(use("input", "outputs", name).anchor, values, { definition: definitionId(flow) }));
    }
  }
  for (const [name, value] of Object.entries(step.env))
    if (typeof value === "object" && "op" in value) checkText(value, { ...use("environment", "env", name), step });
  checkWords(step.cache?.key ?? [], (word) => use("cacheKey", "cache", "key", word));
}

function checkWords(words: readonly Text[], use: (index: number) => Use): void {
  for (const [index, word] of words.entries()) if (typeof word !== "string") checkText(word, use(index));
}

function checkText(expression: Expression, use: Use): void {
  checkPrintable(expression, checkExpression(expression, use), use);
}

function checkItems(loop: ForEach, use: Use): void {
  const type = checkExpression(loop.items, use);
  if (type.type === "list" || type.type === "unknown") return;
  const what = say(loop.items, use.flow);
  const found = described(type) === what ? "no list" : described(type);
  if (type.type === "optional") use.report(optionalWithoutDefault.at(use.anchor, { what: capital(what) }, about(use)));
  else if (isArtifact(type)) use.report(artifactAsValue.at(use.anchor, { what: capital(what) }, about(use)));
  else use.report(loopNeedsList.at(use.anchor, { loop: loop.name, what, found }, about(use)));
}

function checkTests(branch: Branch, use: Use): void {
  if (branch.style === "match") checkMatch(branch, use);
  else for (const { test } of branch.cases) if (test !== null) isCondition(test, checkExpression(test, use), use);
}

/** A match is about one value of an enum, with a case for each member. Where it is not, the run time said so when the body was described. */
function checkMatch({ cases }: Branch, use: Use): void {
  const [first] = cases;
  const on = first?.test?.op === "eq" ? first.test.left : undefined;
  const type = on && checkExpression(on, use);
  if (type?.type === "unknown") return;
  const members = type?.type === "string" ? type.enum : undefined;
  const said = JSON.stringify(on);
  const isWhole = cases.every(
    ({ test, member }) =>
      test?.op === "eq" && test.right.op === "literal" && test.right.value === member && JSON.stringify(test.left) === said,
  );
  if (!isWhole || members?.length !== cases.length || !cases.every(({ member = "" }) => members.includes(member))) use.spoiled();
}

function checkAfter(node: Node, useOfMember: (index: number) => Use): void {
  for (const [index, { node: id }] of node.after.entries()) {
    const use = useOfMember(index);
    const awaited = use.flow.nodes[id];
    if (awaited === undefined) continue;
    if (!isVisible(use.flow, awaited.body, node.body)) use.report(leaving(sayNode(awaited), awaited.body, use));
    else if (id >= node.id || isInside(use.flow, node.body, id))
      use.report(cycle.at(use.anchor, { step: capital(sayNode(node)), other: sayNode(awaited) }, about(use)));
  }
}

function checkResult(result: Result, use: Use): void {
  if ("expression" in result) checkExpression(result.expression, use) satisfies ValueType;
  else for (const member of Object.values(result.fields)) checkResult(member, use);
}
