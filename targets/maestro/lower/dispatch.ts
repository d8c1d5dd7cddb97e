/** How each kind of node is lowered. */
import { invariant } from "../../../compiler/invariant.ts";
import { lowerBranch } from "./branch.ts";
import { lowerCall } from "./call.ts";
import { lowerForEach } from "./loop.ts";
import type { Dispatch } from "./lowering.ts";
import { lowerRepeatUntil } from "./repeat.ts";
import { lowerStep } from "./step.ts";

export const dispatch: Dispatch = {
  lowerNode(lowering, frame, node, connect) {
    switch (node.kind) {
      case "step":
        return lowerStep(lowering, frame, node, connect);
      case "branch":
        return lowerBranch(lowering, frame, node, connect);
      case "forEach":
        return lowerForEach(lowering, frame, node, connect);
      case "repeatUntil":
        return lowerRepeatUntil(lowering, frame, node, connect);
      case "call":
        return lowerCall(lowering, frame, node, connect);
      case "approval":
        invariant(false, "approvals are refused before anything is lowered");
    }
  },
};
