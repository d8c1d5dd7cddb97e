/** Loops over items: at most so many at a time, results in item order (meaning.md, rules 11 to 14). */
import type { PlannedForEach } from "../../compiler/plan.ts";
import type { Json } from "../../schema/record.ts";
import { EvaluationFault, evaluate, type Value } from "../evaluate-expression.ts";
import { absentBody, placeOf } from "./absent.ts";
import type { Outcome } from "./instance.ts";
import { guarded, isHalted, type LoopProgress, type Machine } from "./machine.ts";
import { exportsOf, expressionKey, innerScope, knownIn, type Scope } from "./scope.ts";

export function runForEach(machine: Machine, planned: PlannedForEach, scope: Scope, done: (outcome: Outcome) => void): void {
  const { node, body } = planned;
  const items = evaluate(node.items, knownIn(scope, machine.moment));
  if (!Array.isArray(items)) throw new EvaluationFault("The items of the loop are no list.");
  const count = items.length;
  const gathered = new Map(body.exports.map(({ expression }) => [expressionKey(expression), new Array<Value>(count)]));
  const progress: LoopProgress = {
    path: `${scope.prefix}${node.name}`,
    total: count,
    startedAt: machine.now,
    running: 0,
    ended: 0,
    failed: 0,
    finishedAt: undefined,
  };
  machine.loops.push(progress);
  let next = 0;
  let failed = false;

  const proceed = (): void => {
    if (next < count && isHalted(machine, scope)) failed = true;
    while (!failed && progress.running < node.parallelism && next < count) {
      const index = next;
      next += 1;
      progress.running += 1;
      const inner = scopeOfItem(planned, scope, index, items[index] as Json);
      machine.runBody(body, inner, (outcome) => {
        progress.running -= 1;
        progress.ended += 1;
        if (outcome === "failed" || !guarded(machine, scope, node.name, () => keep(index, inner))) {
          if (!isHalted(machine, scope)) progress.failed += 1;
          failed = true;
        }
        machine.queue.push(proceed);
      });
    }
    if (progress.running === 0 && progress.finishedAt === undefined && (failed || next === count)) end();
  };
  const end = (): void => {
    progress.finishedAt = machine.now;
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
