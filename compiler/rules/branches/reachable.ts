import type { Expression } from "../../../schema/values/expression.ts";
import { both, type Clause, clausesOf } from "../../conditions/clauses.ts";
import { isSatisfiable } from "../../conditions/satisfiable.ts";
import { typeOf } from "../../link/type-of.ts";
import type { Branch, Flow } from "../../program.ts";

/** Which bodies of a branch can run, one answer a case; all can where nothing certain is known, or where the branch itself can never be met. */
export function reachableCases(flow: Flow, branch: Branch): readonly boolean[] {
  const around = clausesAround(flow, branch);
  if (around === undefined || !isSatisfiable(around, (expression) => typeOf(expression, flow))) return branch.cases.map(() => true);
  return branch.cases.map((_, index) => {
    const clauses = clausesOfCase(branch, index, around);
    return clauses === undefined || isSatisfiable(clauses, (expression) => typeOf(expression, flow));
  });
}

/** Whether a condition in a body of the flow can hold, and whether it can fail to. */
export function outcomes(flow: Flow, condition: Expression): { readonly canHold: boolean; readonly canFail: boolean } {
  const can = (negated: boolean) => {
    const clauses = clausesOf(condition, negated);
    return clauses === undefined || isSatisfiable(clauses, (expression) => typeOf(expression, flow));
  };
  return { canHold: can(false), canFail: can(true) };
}

/** What holds when the case runs: its own test, not those before it, and what `around` says. */
function clausesOfCase({ cases }: Branch, index: number, around: readonly Clause[]): readonly Clause[] | undefined {
  let clauses: readonly Clause[] | undefined = around;
  for (const [position, { test }] of cases.slice(0, index + 1).entries()) {
    const own: readonly Clause[] | undefined = test === null ? [[]] : clausesOf(test, position < index);
    clauses = clauses && own && both(clauses, own);
  }
  return clauses;
}

/** What holds wherever the branch is met: the cases of the branches around it. */
function clausesAround(flow: Flow, branch: Branch): readonly Clause[] | undefined {
  let clauses: readonly Clause[] | undefined = [[]];
  let body = branch.body;
  for (;;) {
    const owner = flow.nodes[flow.bodies[body]?.owner ?? -1];
    if (owner === undefined || clauses === undefined) return clauses;
    const index = owner.kind === "branch" ? owner.cases.findIndex(({ runs }) => runs === body) : -1;
    if (owner.kind === "branch" && index >= 0) clauses = clausesOfCase(owner, index, clauses);
    body = owner.body;
  }
}
