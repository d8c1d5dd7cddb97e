/** Loops over items: at most so many at a time, results in item order (meaning.md, rules 11 to 14). */
import type { PlannedForEach } from "../../compiler/plan.ts";
import type { Json } from "../../schema/record.ts";
import { EvaluationFault, evaluate, type Value } from "../evaluate-expression.ts";
import { absentBody, placeOf } from "./absent.ts";
import type { Outcome } from "./instance.ts";
import { guarded, isHalted, type Machine } from "./machine.ts";
import { exportsOf, expressionKey, innerScope, knownIn, type Scope } from "./scope.ts";

export function runForEach(machine: Machine, planned: PlannedForEach, scope: Scope, done: (outcome: Outcome) => void): void {
  const { node, body } = planned;
  const items = evaluate(node.items, knownIn(scope, machine.moment));
  if (!Array.isArray(items)) throw new EvaluationFault("The items of the loop are no list.");
  const count = items.length;
  const gathered = new Map(body.exports.map(({ expression }) => [expressionKey(expression), new Array<Value>(count)]));
  let next = 0;
  let running = 0;
  let failed = false;

  const proceed = (): void => {
    if (next < count && isHalted(machine, scope)) failed = true;
    while (!failed && running < node.parallelism && next < count) {
      const index = next;
      next += 1;
      running += 1;
      const inner = scopeOfItem(planned, scope, index, items[index] as Json);
      machine.runBody(body, inner, (outcome) => {
        running -= 1;
        if (outcome === "failed" || !guarded(machine, scope, node.name, () => keep(index, inner))) failed = true;
        machine.queue.push(proceed);
      });
    }
    if (running === 0 && !ended && (failed || next === count)) end();
  };
  let ended = false;
  const end = (): void => {
    ended = true;
    for (; next < count; next += 1) {
      const place = placeOf(scopeOfItem(planned, scope, next, null));
      for (const absent of absentBody(body, place, "not-run")) machine.absent.push(absent);
    }
    if (!failed) scope.given.set(node.id, { of: "loop", gathered });
    done(failed ? "failed" : "succeeded");
  };
  const keep = (index: number, inner: Scope): void => {
    for (const [key, value] of exportsOf(body, inner, machine.moment)) {
      const list = gathered.get(key);
      if (list !== undefined) list[index] = value;
    }
  };
  proceed();
}

function scopeOfItem({ node, body }: PlannedForEach, scope: Scope, index: number, value: Json): Scope {
  return innerScope(scope, body.id, {
    prefix: `${scope.prefix}${node.name}[${index}]/`,
    order: [...scope.order, node.id, index],
    item: { loop: node.id, value },
  });
}
