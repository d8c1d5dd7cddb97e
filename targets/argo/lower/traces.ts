/** Annotations that lead a failed run back to its definition. */

import type { PlannedFlow } from "../../../compiler/plan.ts";
import type { Strings } from "../schema.ts";
import type { Room } from "./lowering.ts";

/** Annotations of the documents and of each run of a flow. Never a line: a comment above it must not change an artifact. */
export function flowAnnotations({ flow, programHash }: PlannedFlow): Strings {
  return {
    "millwright.dev/flow": flow.name,
    "millwright.dev/source": `${flow.origin.file}#${flow.origin.exportName}`,
    "millwright.dev/program": programHash,
  };
}

/** Annotations of a step's pods: the run's flow, the step's path in it, and where the step is defined, which may be a called flow. */
export function stepAnnotations(room: Room, path: string): Strings {
  const { flow } = room.plan;
  return {
    "millwright.dev/flow": room.lowering.plan.flow.name,
    "millwright.dev/step": `${room.path}${path}`,
    "millwright.dev/source": `${flow.origin.file}#${flow.origin.exportName}/${path}`,
    "millwright.dev/program": room.lowering.plan.programHash,
  };
}
