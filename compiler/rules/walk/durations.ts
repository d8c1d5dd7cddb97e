import { parseDuration } from "../../../schema/words/quantities.ts";
import type { Anchor } from "../../diagnostics/diagnostic.ts";
import { type Flow, isStep, type Node } from "../../program.ts";
import { ofDefinition, ofNode } from "../rule.ts";

/** A duration as a definition writes it. */
export interface WrittenDuration {
  /** `bound`: something is stopped, or given up, when it is over. `span`: something is kept, or waited for, that long. */
  readonly use: "bound" | "span";
  readonly said: string;
  readonly text: string;
  readonly milliseconds: number;
  readonly at: Anchor;
}

/** All durations of a flow that can be read, but those of retries. */
export function durationsOf(flow: Flow): readonly WrittenDuration[] {
  const found: WrittenDuration[] = [];
  const add = (
    text: string | undefined,
    use: WrittenDuration["use"],
    said: string,
    of: Flow | Node,
    ...path: readonly (string | number)[]
  ) => {
    const milliseconds = text === undefined ? undefined : parseDuration(text);
    if (text === undefined || milliseconds === undefined) return;
    const [kind, at] =
      of.kind === "flow" ? ["flow", ofDefinition(of, ...path)] : [of.kind === "approval" ? "approval" : "step", ofNode(of, ...path)];
    found.push({ use, said: `${said} of ${kind} "${of.name}"`, text, milliseconds, at });
  };
  add(flow.timeout, "bound", "The timeout", flow, "timeout");
  add(flow.keepFinished?.succeeded, "span", "The time to keep succeeded runs", flow, "keepFinished", "succeeded");
  add(flow.keepFinished?.failed, "span", "The time to keep failed runs", flow, "keepFinished", "failed");
  for (const node of flow.nodes) {
    if (node.kind === "approval") add(node.expires, "bound", "The expiry", node, "expires");
    if (!isStep(node)) continue;
    add(node.timeout, "bound", "The timeout", node, "timeout");
    add(node.queueTimeout, "bound", "The queue timeout", node, "queueTimeout");
    add(node.terminationGrace, "span", "The termination grace", node, "terminationGrace");
    add(node.cache?.maxAge, "bound", "The cache's age", node, "cache", "maxAge");
    for (const [index, { for: stay }] of node.tolerations.entries())
      add(stay, "span", "The stay of a toleration", node, "tolerations", index, "for");
  }
  return found;
}
