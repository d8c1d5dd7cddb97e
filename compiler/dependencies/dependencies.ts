/**
 * Who waits for whom, and which values cross into and out of bodies (meaning.md, rules 6 to 8)
 *
 * A node waits only for nodes of its own body. What a step inside a loop or a branch needs from outside, the loop or branch waits for as a whole.
 */
import type { Expression } from "../../schema/values/expression.ts";
import { typeOf } from "../link/type-of.ts";
import type { Capture, Need } from "../plan.ts";
import type { Flow, Node } from "../program.ts";
import { expressionsOf, expressionsOfResult } from "./expressions.ts";
import { type Root, rootsOf } from "./roots.ts";

export interface Dependencies {
  /** By node. */
  readonly needs: readonly (readonly Need[])[];
  /** By body. */
  readonly captures: readonly (readonly Capture[])[];
  readonly exports: readonly (readonly Capture[])[];
}

interface Draft {
  readonly flow: Flow;
  readonly needs: readonly Map<number, Need["done"]>[];
  readonly captures: readonly Map<string, Capture>[];
  readonly exports: readonly Map<string, Capture>[];
}

/** The dependencies of all nodes and bodies of a flow. */
export function dependenciesOf(flow: Flow): Dependencies {
  const draft: Draft = {
    flow,
    needs: flow.nodes.map(() => new Map()),
    captures: flow.bodies.map(() => new Map()),
    exports: flow.bodies.map(() => new Map()),
  };
  for (const node of flow.nodes) {
    for (const { node: awaited, done } of node.after) awaitNode(draft, node, awaited, done);
    for (const expression of expressionsOf(node)) useIn(draft, expression, node.body, node);
    if (node.kind === "repeatUntil") exportUntil(draft, node.until, node.runs);
  }
  for (const expression of expressionsOfResult(flow.result)) exportFrom(draft, expression, 0);
  return {
    needs: draft.needs.map((needs) => [...needs].sort(([one], [other]) => one - other).map(([node, done]) => ({ node, done }))),
    captures: draft.captures.map((captures) => [...captures.values()]),
    exports: draft.exports.map((exports) => [...exports.values()]),
  };
}

function useIn(draft: Draft, expression: Expression, body: number, user: Node | undefined): void {
  for (const root of rootsOf(expression, draft.flow)) useRoot(draft, root, body, user);
}

function useRoot(draft: Draft, root: Root, body: number, user: Node | undefined): void {
  let waiting = user;
  for (let at = body; at !== root.home; ) {
    const capture = draft.captures[at];
    const owner = draft.flow.nodes[draft.flow.bodies[at]?.owner ?? -1];
    if (capture === undefined || owner === undefined) return;
    add(capture, root.expression, draft.flow);
    waiting = owner;
    at = owner.body;
  }
  if (!root.isItem && waiting !== undefined) need(draft, waiting.id, root.node, "succeeded");
  for (const part of root.parts) exportFrom(draft, part.expression, part.body);
}

/** A value of a body that is used outside it. Its own values are in the body already; others are captured. */
function exportFrom(draft: Draft, expression: Expression, body: number): void {
  const exports = draft.exports[body];
  if (exports === undefined || !add(exports, expression, draft.flow)) return;
  useIn(draft, expression, body, undefined);
}

/** The condition of a loop is decided outside the body, by values of it. */
function exportUntil(draft: Draft, until: Expression, body: number): void {
  for (const root of rootsOf(until, draft.flow)) {
    if (root.home === body) exportFrom(draft, root.expression, body);
    else useRoot(draft, root, body, undefined);
  }
}

function add(captures: Map<string, Capture>, expression: Expression, flow: Flow): boolean {
  const key = JSON.stringify(expression);
  if (captures.has(key)) return false;
  captures.set(key, { expression, type: typeOf(expression, flow) });
  return true;
}

function awaitNode(draft: Draft, user: Node, awaited: number, done: Need["done"]): void {
  const home = draft.flow.nodes[awaited]?.body;
  let waiting: Node | undefined = user;
  while (waiting !== undefined && waiting.body !== home) waiting = draft.flow.nodes[draft.flow.bodies[waiting.body]?.owner ?? -1];
  if (waiting !== undefined) need(draft, waiting.id, awaited, done);
}

/** To have succeeded is more than to have settled. */
function need({ needs }: Draft, user: number, awaited: number, done: Need["done"]): void {
  const own = needs[user];
  if (user !== awaited && own?.get(awaited) !== "succeeded") own?.set(awaited, done);
}
