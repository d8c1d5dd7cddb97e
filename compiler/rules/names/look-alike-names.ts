import type { Anchor } from "../../diagnostics/diagnostic.ts";
import { message } from "../../diagnostics/message.ts";
import { definitionId, isStep } from "../../program.ts";
import { defineRule, ofDefinition, ofName, ofNode } from "../rule.ts";
import { looks } from "./looks.ts";

interface Shown {
  readonly name: string;
  readonly at: Anchor;
  readonly definition: string;
}

/**
 * Look-alike names
 *
 * Two names of one kind in one place do not look the same.
 *
 * Names that differ by case or by "-" and "_" only are reported when the definitions are linked.
 *
 * See https://www.unicode.org/reports/tr39/#Confusable_Detection
 */
export const lookAlikeNames = defineRule({
  code: "check/look-alike-names",
  severity: "warning",
  message: message`The ${"kind"} "${"name"}" looks like "${"other"}".`,
  why: "Readers and reviewers take the one for the other.",
  help: message`Rename one of them so that the two differ by a word.`,
  *find({ program }) {
    yield* alike(
      "flow",
      program.flows.map((flow) => ({ name: flow.name, at: ofName(flow), definition: definitionId(flow) })),
    );
    yield* alike(
      "pool",
      program.pools.map((pool) => ({ name: pool.name, at: ofName(pool), definition: definitionId(pool) })),
    );
    for (const flow of program.flows) {
      const definition = definitionId(flow);
      const named = flow.nodes.filter(({ name }) => name !== "");
      yield* alike(
        "step",
        named.map((node) => ({ name: node.name, at: ofName(node), definition })),
      );
      yield* alike(
        "parameter",
        Object.keys(flow.params).map((name) => ({ name, at: ofDefinition(flow, "params", name), definition })),
      );
      for (const step of flow.nodes.filter(isStep))
        for (const [kind, field] of [
          ["input", "inputs"],
          ["output", "outputs"],
          ["environment variable", "env"],
        ] as const)
          yield* alike(
            kind,
            Object.keys(step[field]).map((name) => ({ name, at: ofNode(step, field, name), definition })),
          );
    }
  },
});

function* alike(kind: string, shown: readonly Shown[]) {
  const seen = new Map<string, Shown>();
  for (const { name, at, definition } of shown) {
    const look = looks(name);
    const other = seen.get(look);
    if (other === undefined) seen.set(look, { name, at, definition });
    else if (plainly(other.name) !== plainly(name))
      yield {
        at,
        values: { kind, name, other: other.name },
        definition,
        extra: { related: [{ message: "The other is here.", at: other.at }] },
      };
  }
}

/** What linking compares names by. */
function plainly(name: string): string {
  return name.toLowerCase().replaceAll("_", "-");
}
