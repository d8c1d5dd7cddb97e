import type { Anchor } from "../../diagnostics/diagnostic.ts";
import { type Flow, isStep, type Strings } from "../../program.ts";
import { ofDefinition, ofNode } from "../rule.ts";

export interface LabelTable {
  readonly where: string;
  readonly field: "labels" | "annotations" | "nodeSelector";
  readonly strings: Strings;
  readonly at: (...path: readonly string[]) => Anchor;
}

/** The labels, annotations and node selectors of a flow and its steps. */
export function* labelsOf(flow: Flow): Iterable<LabelTable> {
  for (const field of ["labels", "annotations"] as const)
    if (!isEmpty(flow[field]))
      yield { where: `Flow "${flow.name}"`, field, strings: flow[field], at: (...path) => ofDefinition(flow, field, ...path) };
  for (const step of flow.nodes) {
    if (!isStep(step)) continue;

    for (const field of ["labels", "annotations", "nodeSelector"] as const)
      if (!isEmpty(step[field]))
        yield { where: `Step "${step.name}"`, field, strings: step[field], at: (...path) => ofNode(step, field, ...path) };
  }
}

function isEmpty(strings: Strings): boolean {
  for (const _ in strings) return false;
  return true;
}

/** What one entry of a table is called. */
export const said = { labels: "the label", annotations: "the annotation", nodeSelector: "the node label" } as const;
