import type { Anchor } from "../../diagnostics/diagnostic.ts";
import { definitionId, type Flow, type GpuPool, isStep, type Node, type Program } from "../../program.ts";
import { ofDefinition, ofName, ofNode } from "../rule.ts";

/** A text for people, or a name, that a definition writes. */
export interface WrittenText {
  readonly text: string;
  readonly at: Anchor;
  readonly what: string;
  /** What has it. */
  readonly of: Flow | GpuPool | Node;
  readonly definition: string;
}

/** The texts for people of a program: descriptions, and the messages of approvals. */
export function* proseOf({ flows, pools }: Program): Iterable<WrittenText> {
  for (const of of [...pools, ...flows]) {
    const { description } = of;
    if (description !== undefined)
      yield { text: description, at: ofDefinition(of, "description"), what: "The description", of, definition: definitionId(of) };
  }
  for (const flow of flows) {
    const definition = definitionId(flow);
    for (const param in flow.params) {
      const text = flow.params[param]?.description;
      if (text !== undefined)
        yield { text, at: ofDefinition(flow, "params", param), what: `The description of parameter "${param}"`, of: flow, definition };
    }
    for (const of of flow.nodes) {
      const { description: text } = of;
      if (text !== undefined) yield { text, at: ofNode(of, "description"), what: "The description", of, definition };
      if (of.kind === "approval") yield { text: of.message, at: ofNode(of, "message"), what: "The message", of, definition };
    }
  }
}

/** The names that the definitions of a program give: their own, and those of their parts. */
export function* writtenNames({ flows, pools }: Program): Iterable<WrittenText> {
  for (const of of [...pools, ...flows]) yield { text: of.name, at: ofName(of), what: "The name", of, definition: definitionId(of) };
  for (const flow of flows) {
    const definition = definitionId(flow);
    yield { text: flow.owner, at: ofDefinition(flow, "owner"), what: "The owner", of: flow, definition };
    for (const [index, text] of flow.tags.entries())
      yield { text, at: ofDefinition(flow, "tags", index), what: "A tag", of: flow, definition };
    for (const text in flow.params)
      yield { text, at: ofDefinition(flow, "params", text), what: "The name of a parameter", of: flow, definition };
    for (const of of flow.nodes) {
      if (of.name !== "") yield { text: of.name, at: ofName(of), what: "The name", of, definition };
      if (!isStep(of)) continue;
      for (const text in of.inputs) yield { text, at: ofNode(of, "inputs", text), what: "The name of an input", of, definition };
      for (const text in of.outputs) yield { text, at: ofNode(of, "outputs", text), what: "The name of an output", of, definition };
      for (const text in of.env) yield { text, at: ofNode(of, "env", text), what: "The name of a variable", of, definition };
      for (const text in of.volumes) yield { text, at: ofNode(of, "volumes", text), what: "The name of a volume", of, definition };
    }
  }
}

/** "The owner of flow "churn"". */
export function sayText({ what, of }: WrittenText): string {
  const kind = of.kind === "flow" || of.kind === "approval" ? of.kind : of.kind === "gpuPool" ? "pool" : "step";
  return `${what} of ${kind} "${of.name}"`;
}
