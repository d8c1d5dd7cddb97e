import { message } from "../../../compiler/diagnostics/message.ts";
import { didYouMean } from "../../../compiler/diagnostics/suggest.ts";
import { ofDefinition, ofNode } from "../../../compiler/rules/rule.ts";
import { stepsOf } from "../../steps-of.ts";
import { patchProblems, specFields, stepPatch } from "../lower/patch.ts";
import { defineArgoRule } from "./argo-rule.ts";

/**
 * Patch field
 *
 * A patch for Argo has only fields that Millwright does not write itself, each of its shape.
 */
export const patchField = defineArgoRule({
  code: "argo/patch-field",
  severity: "error",
  message: message`The patch of ${"what"} has the field "${"field"}", ${"problem"}.`,
  why: "A patch adds what only Argo has; what the definition says already would come to mean something else.",
  help: message`Say it in the definition, or leave it out.`,
  *find({ plan }) {
    const { flow } = plan;
    for (const { path, problem } of patchProblems(flow.patch?.["argo"] ?? {}, specFields)) {
      const extra = hint(path, Object.keys(specFields));
      yield {
        at: ofDefinition(flow, "patch", "argo", ...path),
        values: { what: `flow "${flow.name}"`, field: path.join("."), problem },
        ...extra,
      };
    }
    for (const { node } of stepsOf(plan)) {
      for (const { path, problem } of patchProblems(node.patch?.["argo"] ?? {}, stepPatch)) {
        const extra = hint(path, Object.keys(stepPatch));
        yield {
          at: ofNode(node, "patch", "argo", ...path),
          values: { what: `step "${node.name}"`, field: path.join("."), problem },
          ...extra,
        };
      }
    }
  },
});

function hint(path: readonly string[], known: readonly string[]): { readonly extra?: { readonly help: string } } {
  const help = path.length === 1 ? didYouMean(path[0] ?? "", known) : undefined;
  return help === undefined ? {} : { extra: { help } };
}
