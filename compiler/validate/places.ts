/** Where a property of a record stands in the user's text: below which argument of which call. */
import type { NodeKind } from "../../schema/kinds/flow/recorder.ts";
import type { Site } from "../../schema/record.ts";
import type { Anchor } from "../diagnostics/diagnostic.ts";

export type Path = readonly (string | number)[];

/** The place of a property of a node's recorded options. */
export function ofNodeRecord(kind: NodeKind, calls: readonly Site[], path: Path): Anchor {
  return { calls, path: nodePath(kind, path) };
}

function nodePath(kind: NodeKind, path: Path): Path {
  const [first, ...rest] = path;
  switch (kind) {
    case "call":
      return first === "arguments" ? [2, ...rest] : [1];
    case "forEach":
      return first === "items" ? [1, ...rest] : [2, ...path];
    case "branch":
      return [0];
    default:
      return [1, ...path];
  }
}

/** The place of a property of a schedule of a flow. A single schedule stands without a list. */
export function ofScheduleRecord(calls: readonly Site[], index: number, count: number, path: Path): Anchor {
  return { calls, path: [1, "schedule", ...(count === 1 ? [] : [index]), ...path] };
}
