import type { Anchor } from "../../diagnostics/diagnostic.ts";
import { message } from "../../diagnostics/message.ts";
import { definitionId, isStep } from "../../program.ts";
import { defineRule, ofDefinition, ofName, ofNode } from "../rule.ts";
import { looks } from "./looks.ts";

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
    yield* alike("flow", program.flows, ofName);
    yield* alike("pool", program.pools, ofName);
    for (const flow of program.flows) {
      const definition = definitionId(flow);
      yield* alike("step", flow.nodes, ofName, definition);
      yield* alike("parameter", named(flow.params), ({ name }) => ofDefinition(flow, "params", name), definition);
      for (const step of flow.nodes) {
        if (!isStep(step)) continue;
        yield* alike("input", named(step.inputs), ({ name }) => ofNode(step, "inputs", name), definition);
        yield* alike("output", named(step.outputs), ({ name }) => ofNode(step, "outputs", name), definition);
        yield* alike("environment variable", named(step.env), ({ name }) => ofNode(step, "env", name), definition);
      }
    }
  },
});

interface Named {
  readonly name: string;
}

function named(members: object): readonly Named[] {
  const names = Object.keys(members);
  return names.length < 2 ? [] : names.map((name) => ({ name }));
}

function* alike<N extends Named>(kind: string, all: readonly N[], at: (one: N) => Anchor, definition?: string) {
  if (all.length < 2) return;
  const seen = new Map<string, N>();
  for (const one of all) {
    const look = looks(one.name);
    const other = seen.get(look);
    if (other === undefined) seen.set(look, one);
    else if (plainly(other.name) !== plainly(one.name))
      yield {
        at: at(one),
        values: { kind, name: one.name, other: other.name },
        definition: definition ?? definitionId({ kind: kind === "pool" ? "gpuPool" : "flow", name: one.name }),
        extra: { related: [{ message: "The other is here.", at: at(other) }] },
      };
  }
}

/** What linking compares names by. */
function plainly(name: string): string {
  return name.toLowerCase().replaceAll("_", "-");
}
