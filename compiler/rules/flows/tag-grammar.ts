import { message } from "../../diagnostics/message.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { ofDefinition } from "../rule.ts";

const pattern = /^[a-z0-9][a-z0-9._-]{0,62}$/;

/**
 * Tag grammar
 *
 * A tag is at most 63 small letters, digits, ".", "_" and "-", and begins with a letter or digit.
 *
 * Other characters mean something in a selection: `--select "tag:nightly+ owner:growth"`.
 */
export const tagGrammar = defineFlowRule({
  code: "check/tag-grammar",
  severity: "error",
  message: message`Flow "${"flow"}" has the tag "${"tag"}", where at most 63 small letters, digits, ".", "_" and "-" are expected.`,
  why: "`--select tag:…` could not name it.",
  help: message`Write a word such as "nightly" or "gpu-heavy".`,
  *find(flow) {
    for (const [index, tag] of flow.tags.entries())
      if (!pattern.test(tag)) yield { at: ofDefinition(flow, "tags", index), values: { flow: flow.name, tag } };
  },
});
