/** Rounds of a loop, until its condition holds (meaning.md, rule 15). */
import type { PlannedRepeatUntil } from "../../compiler/plan.ts";
import { EvaluationFault, evaluate } from "../evaluate-expression.ts";
import type { Outcome } from "./instance.ts";
import { guarded, isHalted, type Machine } from "./machine.ts";
import { innerScope, knownIn, type Scope } from "./scope.ts";

export function runRepeatUntil(machine: Machine, planned: PlannedRepeatUntil, scope: Scope, done: (outcome: Outcome) => void): void {
  const { node, body } = planned;
  const begin = (round: number): void => {
    const inner = innerScope(scope, body.id, {
      prefix: `${scope.prefix}${node.name}#${round}/`,
      order: [...scope.order, node.id, round],
    });
    machine.runBody(body, inner, (outcome) => {
      if (outcome === "failed") {
        done("failed");
        return;
      }
      let held = false;
      const known = guarded(machine, scope, node.name, () => {
        held = evaluate(node.until, knownIn(inner, machine.moment)) === true;
        if (!held && round >= node.max) throw new EvaluationFault(`Its condition did not hold within ${node.max} rounds.`);
      });
      if (held) scope.given.set(node.id, { of: "rounds", scope: inner });
      if (held || !known || isHalted(machine, scope)) done(held ? "succeeded" : "failed");
      else machine.queue.push(() => begin(round + 1));
    });
  };
  begin(1);
}
