import type { Result } from "../compiler/program.ts";
import type { Json } from "../schema/record.ts";
import { EvaluationFault, evaluate } from "./evaluate-expression.ts";
import { knownIn, type Moment, type Scope } from "./scheduler/scope.ts";

/** What a flow that succeeded returns, as data; artifacts are where they lie. Undefined where it returns nothing. */
export function flowResult(scope: Scope, moment: Moment): Json | undefined {
  return dataOf(scope.room.plan.flow.result, scope, moment);
}

function dataOf(result: Result, scope: Scope, moment: Moment): Json | undefined {
  if ("expression" in result) {
    try {
      return evaluate(result.expression, knownIn(scope, moment));
    } catch (error) {
      // A step that was skipped gives nothing.
      if (error instanceof EvaluationFault) return undefined;
      throw error;
    }
  }
  const fields = Object.entries(result.fields).flatMap(([name, member]) => {
    const value = dataOf(member, scope, moment);
    return value === undefined ? [] : [[name, value] as const];
  });
  return fields.length === 0 ? undefined : Object.fromEntries(fields);
}
