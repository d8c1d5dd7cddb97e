import type { PropertyAnchor } from "../../diagnostics/diagnostic.ts";
import type { Flow } from "../../program.ts";
import { ofDefinition } from "../rule.ts";

/** The place of a property of a flow's schedule: a lone one stands by itself, several in a list. */
export function ofSchedule(flow: Flow, index: number, ...path: readonly string[]): PropertyAnchor {
  return flow.schedules.length === 1 ? ofDefinition(flow, "schedule", ...path) : ofDefinition(flow, "schedule", index, ...path);
}
