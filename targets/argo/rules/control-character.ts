import { message } from "../../../compiler/diagnostics/message.ts";
import { lostByApply } from "../lower/expr-text.ts";
import { defineArgoRule } from "./argo-rule.ts";
import { parameterTexts } from "./parameter-texts.ts";

/**
 * Control character
 *
 * No default of a parameter, and nothing that a schedule gives to one, holds a control character from U+007F to U+009F.
 *
 * Source: seen on kube-apiserver v1.35.4: the body of a server-side apply is read as YAML, in which U+0085 is the end of a line and the others are refused
 */
export const controlCharacter = defineArgoRule({
  code: "argo/control-character",
  severity: "error",
  message: message`${"what"} holds the control character ${"character"}, which is lost when the template is applied.`,
  why: "A cluster may read what it is given as YAML, which takes U+0085 for the end of a line and refuses its neighbours.",
  help: message`Leave it out, or let a step write the text.`,
  *find({ plan: { flow } }) {
    for (const { text, at, what } of parameterTexts(flow)) {
      const [found] = lostByApply.exec(text) ?? [];
      if (found === undefined) continue;
      const character = `U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
      yield { at, values: { what, character } };
    }
  },
});
