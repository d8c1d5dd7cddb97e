/** How each kind of node is lowered. */

import { kebab } from "../../names.ts";
import { lowerApproval } from "./approval.ts";
import { lowerBranch } from "./branch.ts";
import { lowerCall } from "./call.ts";
import { addTask, dependsOf } from "./dag.ts";
import { lowerForEach } from "./loop.ts";
import type { Dispatch } from "./lowering.ts";
import { lowerRepeatUntil } from "./repeat.ts";
import { lowerStep } from "./step.ts";

export const dispatch: Dispatch = {
  addNode(dag, node) {
    if (node.kind === "branch") {
      lowerBranch(dag, node);
      return;
    }
    const callable = dispatch.callableOf(dag.room, node, dag.scope);
    const name = addTask(dag, kebab(node.node.name), callable, { depends: dependsOf(dag, node.needs) });
    dag.done.set(node.node.id, { succeeded: `${name}.Succeeded`, settled: `${name}.Succeeded` });
  },
  callableOf(room, node, scope) {
    switch (node.kind) {
      case "step":
        return lowerStep(room, node, scope);
      case "approval":
        return lowerApproval(room, node);
      case "call":
        return lowerCall(room, node, scope);
      case "forEach":
        return lowerForEach(room, node, scope);
      case "repeatUntil":
        return lowerRepeatUntil(room, node, scope);
    }
  },
};
