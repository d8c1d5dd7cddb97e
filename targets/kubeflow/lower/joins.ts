import type { PlannedFlow } from "../../../compiler/plan.ts";
import type { Expression } from "../../../schema/values/expression.ts";
import { expressionKey } from "../../expression-key.ts";
import { visitExpressions } from "../../visit-expressions.ts";

/** What the branches of a flow give that something names, by the branch. */
export function joinsOf({ body, flow }: Pick<PlannedFlow, "body" | "flow">): ReadonlyMap<number, readonly Expression[]> {
  const joins = new Map<number, Map<string, Expression>>();
  visitExpressions([body, leaves(flow.result)], (expression) => {
    if (expression.op !== "join") return;
    const ofBranch = joins.get(expression.branch) ?? new Map<string, Expression>();
    joins.set(expression.branch, ofBranch.set(expressionKey(expression), expression));
  });
  return new Map([...joins].map(([branch, expressions]) => [branch, [...expressions.values()]]));
}

/** The result under a name that the walk does not leave out. */
function leaves(result: PlannedFlow["flow"]["result"]): unknown {
  return "expression" in result ? result.expression : Object.values(result.fields).map(leaves);
}
