/** Runs a body: each node once all that it needs is done (meaning.md, rules 6 to 10). */
import { invariant } from "../../compiler/invariant.ts";
import type { Need, PlannedBody, PlannedNode } from "../../compiler/plan.ts";
import { absentSteps, placeOf } from "./absent.ts";
import type { Outcome } from "./instance.ts";
import { isHalted, type Machine } from "./machine.ts";
import { runNode } from "./run-node.ts";
import type { Scope } from "./scope.ts";

/** Begins a body; `done` is told once every node of it has an outcome. */
export function runBody(machine: Machine, body: PlannedBody, scope: Scope, done: (outcome: "succeeded" | "failed") => void): void {
  const { nodes } = body;
  const outcomes = new Map<number, Outcome>();
  const begun = new Set<number>();
  const dependents = new Map<number, PlannedNode[]>();
  const unmet = new Map<number, number>();
  for (const node of nodes) {
    unmet.set(node.node.id, node.needs.length);
    for (const need of node.needs) {
      const waiting = dependents.get(need.node);
      if (waiting === undefined) dependents.set(need.node, [node]);
      else waiting.push(node);
    }
  }
  const pending = () => nodes.filter(({ node }) => !begun.has(node.id)).flatMap((node) => absentSteps(node, placeOf(scope), "pending"));
  machine.open.add(pending);

  const settle = (node: PlannedNode, outcome: Outcome): void => {
    outcomes.set(node.node.id, outcome);
    for (const waiting of dependents.get(node.node.id) ?? []) {
      const left = (unmet.get(waiting.node.id) ?? 0) - 1;
      unmet.set(waiting.node.id, left);
      if (left === 0) machine.queue.push(() => decide(waiting));
    }
    if (outcomes.size === nodes.length) end();
  };
  const decide = (node: PlannedNode): void => {
    begun.add(node.node.id);
    const outcome = isHalted(machine, scope) ? "not-run" : outcomeOfNeeds(node.needs, outcomes);
    if (outcome === undefined) {
      runNode(machine, node, scope, (ended) => machine.queue.push(() => settle(node, ended)));
      return;
    }
    for (const absent of absentSteps(node, placeOf(scope), outcome)) machine.absent.push(absent);
    settle(node, outcome);
  };
  const end = (): void => {
    machine.open.delete(pending);
    const failed = [...outcomes.values()].some((outcome) => outcome === "failed" || outcome === "not-run");
    done(failed ? "failed" : "succeeded");
  };
  if (nodes.length === 0) end();
  else for (const node of nodes) if (node.needs.length === 0) machine.queue.push(() => decide(node));
}

/** What a node becomes without being run, or undefined where it is to run. */
function outcomeOfNeeds(needs: readonly Need[], outcomes: ReadonlyMap<number, Outcome>): "not-run" | "skipped" | undefined {
  let skipped = false;
  for (const { node, done } of needs) {
    const outcome = outcomes.get(node);
    invariant(outcome !== undefined, "a node is decided on once all that it needs is");
    if (outcome === "failed" || outcome === "not-run") return "not-run";
    if (outcome === "skipped" || (outcome === "not-taken" && done === "succeeded")) skipped = true;
  }
  return skipped ? "skipped" : undefined;
}
