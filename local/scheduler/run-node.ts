/** Runs one node: a value that cannot be worked out fails it. */
import type { PlannedNode } from "../../compiler/plan.ts";
import { absentSteps, placeOf } from "./absent.ts";
import type { Outcome } from "./instance.ts";
import { guarded, type Machine } from "./machine.ts";
import { runApproval } from "./run-approval.ts";
import { runBranch } from "./run-branch.ts";
import { runCall } from "./run-call.ts";
import { runForEach } from "./run-for-each.ts";
import { runRepeatUntil } from "./run-repeat-until.ts";
import { runStep } from "./run-step.ts";
import type { Scope } from "./scope.ts";

/** Begins a node; `done` is told once, with what became of it. */
export function runNode(machine: Machine, node: PlannedNode, scope: Scope, done: (outcome: Outcome) => void): void {
  const begun = guarded(machine, scope, node.node.name, () => begin(machine, node, scope, done));
  if (begun) return;
  for (const absent of absentSteps(node, placeOf(scope), "not-run")) machine.absent.push(absent);
  done("failed");
}

function begin(machine: Machine, node: PlannedNode, scope: Scope, done: (outcome: Outcome) => void): void {
  switch (node.kind) {
    case "step":
      runStep(machine, node, scope, done);
      break;
    case "approval":
      runApproval(machine, node, scope, done);
      break;
    case "branch":
      runBranch(machine, node, scope, done);
      break;
    case "forEach":
      runForEach(machine, node, scope, done);
      break;
    case "repeatUntil":
      runRepeatUntil(machine, node, scope, done);
      break;
    case "call":
      runCall(machine, node, scope, done);
      break;
  }
}
