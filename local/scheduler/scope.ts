/** A body that is being run: the values that its nodes gave, and what lies around it. */
import { own, resultAt } from "../../compiler/link/type-of.ts";
import type { PlannedBody, PlannedFlow } from "../../compiler/plan.ts";
import type { Expression, RunField } from "../../schema/values/expression.ts";
import { EvaluationFault, evaluate, type Known, type Value } from "../evaluate-expression.ts";

export interface Values {
  readonly [name: string]: Value;
}

/** A flow that is being run: the outermost one, or one that is called. */
export interface Room {
  readonly plan: PlannedFlow;
  readonly params: Values;
  /** The flow that calls it. */
  readonly caller: Room | undefined;
  /** Whether `failFast` stopped it. */
  halted: boolean;
}

export interface Scope {
  readonly room: Room;
  readonly body: number;
  /** The body around it, in the same flow. */
  readonly around: Scope | undefined;
  /** What stands before the names in paths: "per-shard[2]/". */
  readonly prefix: string;
  /** Where it stands in the order of the definition: positions of nodes and of items. */
  readonly order: readonly number[];
  readonly item: { readonly loop: number; readonly value: Value } | undefined;
  readonly given: Map<number, Given>;
}

/** What a node gave once it succeeded. */
export type Given =
  | { readonly of: "step"; readonly outputs: Values }
  | { readonly of: "loop"; readonly gathered: ReadonlyMap<string, readonly Value[]> }
  | { readonly of: "branch"; readonly taken: number; readonly scope: Scope }
  | { readonly of: "rounds"; readonly scope: Scope }
  | { readonly of: "call"; readonly scope: Scope };

/** What is the same for the whole run, and what only an attempt or a handler knows. */
export interface Moment {
  readonly run: (field: RunField) => Value;
  readonly status?: string;
  readonly inputs?: Values;
  readonly path?: Known["path"];
}

/** A scope for a body inside another. */
export function innerScope(scope: Scope, body: number, more: Partial<Scope> = {}): Scope {
  return { ...scope, body, around: scope, item: undefined, given: new Map(), ...more };
}

/** The text by which an expression is found among the exports of a body. */
export function expressionKey(expression: Expression): string {
  return JSON.stringify(expression);
}

/** What is known in a scope. */
export function knownIn(scope: Scope, moment: Moment): Known {
  const given = <K extends Given["of"]>(node: number, of: K): Extract<Given, { readonly of: K }> => {
    const found = homeOf(node, scope)?.given.get(node);
    if (found?.of !== of) throw new EvaluationFault("A value of a step that did not run was used.");
    return found as Extract<Given, { readonly of: K }>;
  };
  return {
    param: (name) => own(scope.room.params, name),
    output: (node, name) => own(given(node, "step").outputs, name),
    item: (loop) => {
      let at: Scope | undefined = scope;
      while (at !== undefined && at.item?.loop !== loop) at = at.around;
      return at?.item?.value;
    },
    gather: (loop, of) => {
      const list = given(loop, "loop").gathered.get(expressionKey(of));
      if (list === undefined) throw new EvaluationFault("A value that a loop does not gather was used.");
      // A list has no place for what is not there.
      return list.map((value) => value ?? null);
    },
    join: (branch, cases) => {
      const { taken, scope: inner } = given(branch, "branch");
      const of = cases[taken];
      return of === undefined ? undefined : evaluate(of, knownIn(inner, moment));
    },
    last: (loop, of) => evaluate(of, knownIn(given(loop, "rounds").scope, moment)),
    result: (call, path) => {
      const { scope: inner } = given(call, "call");
      const leaf = resultAt(inner.room.plan.flow.result, path);
      return leaf === undefined ? undefined : evaluate(leaf.expression, knownIn(inner, moment));
    },
    run: moment.run,
    status: () => moment.status,
    input: (name) => own(moment.inputs ?? {}, name),
    path: moment.path ?? (() => ""),
  };
}

function homeOf(node: number, scope: Scope): Scope | undefined {
  const body = scope.room.plan.flow.nodes[node]?.body;
  let at: Scope | undefined = scope;
  while (at !== undefined && at.body !== body) at = at.around;
  return at;
}

/** The values that leave a body, by the keys of its exports. */
export function exportsOf(body: PlannedBody, scope: Scope, moment: Moment): ReadonlyMap<string, Value> {
  const known = knownIn(scope, moment);
  return new Map(body.exports.map(({ expression }) => [expressionKey(expression), evaluate(expression, known)]));
}
