import type { Anchor } from "../../diagnostics/diagnostic.ts";
import { definitionId, type Flow, type GpuPool, isStep, type Program } from "../../program.ts";
import { ofDefinition, ofName, ofNode } from "../rule.ts";

/** A text for people, or a name, that a definition writes. */
export interface WrittenText {
  readonly kind: "name" | "prose";
  readonly said: string;
  readonly text: string;
  readonly at: Anchor;
  readonly definition: string;
}

/** All names and texts for people of a program. */
export function* writtenTexts({ flows, pools }: Program): Iterable<WrittenText> {
  for (const flow of flows) yield* textsOf(flow, definitionId(flow), ofFlow(flow));
  for (const pool of pools) yield* textsOf(pool, definitionId(pool), []);
}

type Own = Omit<WrittenText, "definition">;

function* textsOf(of: Flow | GpuPool, definition: string, more: Iterable<Own>): Iterable<WrittenText> {
  const kind = of.kind === "flow" ? "flow" : "pool";
  yield { kind: "name", said: `The name of a ${kind}`, text: of.name, at: ofName(of), definition };
  if (of.description !== undefined)
    yield {
      kind: "prose",
      said: `The description of ${kind} "${of.name}"`,
      text: of.description,
      at: ofDefinition(of, "description"),
      definition,
    };
  for (const text of more) yield { ...text, definition };
}

function* ofFlow(flow: Flow): Iterable<Own> {
  const name = (said: string, text: string, at: Anchor): Own => ({ kind: "name", said, text, at });
  const prose = (said: string, text: string, at: Anchor): Own => ({ kind: "prose", said, text, at });
  yield name(`The owner of flow "${flow.name}"`, flow.owner, ofDefinition(flow, "owner"));
  for (const [index, tag] of flow.tags.entries()) yield name(`A tag of flow "${flow.name}"`, tag, ofDefinition(flow, "tags", index));
  for (const [param, { description }] of Object.entries(flow.params)) {
    yield name(`The name of a parameter of flow "${flow.name}"`, param, ofDefinition(flow, "params", param));
    if (description !== undefined) yield prose(`The description of parameter "${param}"`, description, ofDefinition(flow, "params", param));
  }
  for (const node of flow.nodes) {
    if (node.kind === "branch") continue;
    yield name(`The name of a step of flow "${flow.name}"`, node.name, ofName(node));
    if (node.description !== undefined)
      yield prose(`The description of step "${node.name}"`, node.description, ofNode(node, "description"));
    if (node.kind === "approval") yield prose(`The message of approval "${node.name}"`, node.message, ofNode(node, "message"));
    if (!isStep(node)) continue;
    for (const field of ["inputs", "outputs", "env", "volumes"] as const)
      for (const key of Object.keys(node[field]))
        yield name(`A name in \`${field}\` of step "${node.name}"`, key, ofNode(node, field, key));
  }
}
