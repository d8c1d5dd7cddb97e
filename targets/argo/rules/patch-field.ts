import { message } from "../../../compiler/diagnostics/message.ts";
import { didYouMean } from "../../../compiler/diagnostics/suggest.ts";
import { ofDefinition, ofNode } from "../../../compiler/rules/rule.ts";
import { specFields, strangeFields, templateFields } from "../lower/patch.ts";
import { defineArgoRule } from "./argo-rule.ts";
import { stepsOf } from "./walk.ts";

/**
 * Patch field
 *
 * A patch for Argo has only fields that Millwright does not write itself.
 */
export const patchField = defineArgoRule({
  code: "argo/patch-field",
  severity: "error",
  message: message`The patch of ${"what"} has the field "${"field"}", which no patch for Argo may set.`,
  why: "A patch adds what only Argo has; what the definition says already would come to mean something else.",
  help: message`Say it in the definition, or leave it out.`,
  *find({ plan }) {
    const { flow } = plan;
    for (const path of strangeFields(flow.patch?.["argo"] ?? {}, specFields)) {
      const extra = hint(path, Object.keys(specFields));
      yield { at: ofDefinition(flow, "patch", "argo", ...path), values: { what: `flow "${flow.name}"`, field: path.join(".") }, ...extra };
    }
    for (const { node } of stepsOf(plan)) {
      for (const path of strangeFields(node.patch?.["argo"] ?? {}, templateFields)) {
        const extra = hint(path, Object.keys(templateFields));
        yield { at: ofNode(node, "patch", "argo", ...path), values: { what: `step "${node.name}"`, field: path.join(".") }, ...extra };
      }
    }
  },
});

function hint(path: readonly string[], known: readonly string[]): { readonly extra?: { readonly help: string } } {
  const help = path.length === 1 ? didYouMean(path[0] ?? "", known) : undefined;
  return help === undefined ? {} : { extra: { help } };
}
