import type { Anchor } from "../../diagnostics/diagnostic.ts";
import { message } from "../../diagnostics/message.ts";
import { isStep } from "../../program.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { ofDefinition, ofNode } from "../rule.ts";
import { repeated } from "../walk/repeated.ts";

/**
 * Listed twice
 *
 * A list of names has each name once.
 */
export const listedTwice = defineFlowRule({
  code: "check/listed-twice",
  severity: "warning",
  message: message`${"where"} lists ${"what"} "${"name"}" twice.`,
  why: "The second has no effect. Often another name was meant.",
  help: message`Remove one of the two, or correct it.`,
  *find(flow) {
    const said = `Flow "${flow.name}"`;
    yield* twice(said, "the tag", flow.tags, (index) => ofDefinition(flow, "tags", index));
    yield* twice(said, "the target", flow.targets, (index) => ofDefinition(flow, "targets", index));
    for (const step of flow.nodes.filter(isStep)) {
      const of = `Step "${step.name}"`;
      yield* twice(of, "the capacity", step.resources.gpu?.capacity, (index) => ofNode(step, "resources", "gpu", "capacity", index));
      yield* twice(of, "the pull secret", step.imagePull?.secrets, (index) => ofNode(step, "imagePull", "secrets", index));
    }
  },
});

function* twice(where: string, what: string, names: readonly string[] = [], at: (index: number) => Anchor) {
  for (const index of repeated(names)) yield { at: at(index), values: { where, what, name: names[index] ?? "" } };
}
