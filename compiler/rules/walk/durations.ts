import { parseDuration } from "../../../schema/words/quantities.ts";
import type { Anchor } from "../../diagnostics/diagnostic.ts";
import { type Flow, isStep } from "../../program.ts";
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
export function* durationsOf(flow: Flow): Iterable<WrittenDuration> {
  for (const { text, ...rest } of written(flow)) {
    const milliseconds = text === undefined ? undefined : parseDuration(text);
    if (text !== undefined && milliseconds !== undefined) yield { ...rest, text, milliseconds };
  }
}

type Written = Omit<WrittenDuration, "milliseconds" | "text"> & { readonly text: string | undefined };

function* written(flow: Flow): Iterable<Written> {
  const ofFlow = `of flow "${flow.name}"`;
  yield { use: "bound", said: `The timeout ${ofFlow}`, text: flow.timeout, at: ofDefinition(flow, "timeout") };
  for (const outcome of ["succeeded", "failed"] as const) {
    const at = ofDefinition(flow, "keepFinished", outcome);
    yield { use: "span", said: `The time to keep ${outcome} runs ${ofFlow}`, text: flow.keepFinished?.[outcome], at };
  }
  for (const node of flow.nodes) {
    if (node.kind === "approval")
      yield { use: "bound", said: `The expiry of approval "${node.name}"`, text: node.expires, at: ofNode(node, "expires") };
    if (!isStep(node)) continue;
    const ofStep = `of step "${node.name}"`;
    yield { use: "bound", said: `The timeout ${ofStep}`, text: node.timeout, at: ofNode(node, "timeout") };
    yield { use: "bound", said: `The queue timeout ${ofStep}`, text: node.queueTimeout, at: ofNode(node, "queueTimeout") };
    yield { use: "span", said: `The termination grace ${ofStep}`, text: node.terminationGrace, at: ofNode(node, "terminationGrace") };
    yield { use: "bound", said: `The cache's age ${ofStep}`, text: node.cache?.maxAge, at: ofNode(node, "cache", "maxAge") };
    for (const [index, { for: stay }] of node.tolerations.entries())
      yield { use: "span", said: `The stay of a toleration ${ofStep}`, text: stay, at: ofNode(node, "tolerations", index, "for") };
  }
}
