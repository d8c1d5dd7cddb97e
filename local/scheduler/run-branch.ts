/** Branches: the first case whose test holds runs, the others are skipped with all in them (meaning.md, rule 8). */
import type { PlannedBranch } from "../../compiler/plan.ts";
import { evaluate } from "../evaluate-expression.ts";
import { absentBody, placeOf } from "./absent.ts";
import type { Outcome } from "./instance.ts";
import type { Machine } from "./machine.ts";
import { innerScope, knownIn, type Scope } from "./scope.ts";

export function runBranch(machine: Machine, { node, cases }: PlannedBranch, scope: Scope, done: (outcome: Outcome) => void): void {
  const known = knownIn(scope, machine.moment);
  const taken = cases.findIndex(({ test }) => evaluate(test, known) === true);
  for (const [index, { body }] of cases.entries())
    if (index !== taken) for (const absent of absentBody(body, placeOf(scope), "skipped")) machine.absent.push(absent);
  const body = cases[taken]?.body;
  if (body === undefined) {
    done("not-taken");
    return;
  }
  const inner = innerScope(scope, body.id);
  machine.runBody(body, inner, (outcome) => {
    if (outcome === "succeeded") scope.given.set(node.id, { of: "branch", taken, scope: inner });
    done(outcome);
  });
}
