import { message } from "../../diagnostics/message.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";
import { isText, wordsOf } from "../walk/expressions.ts";
import { literalTexts } from "../walk/literal-texts.ts";

/**
 * No null character
 *
 * A command, an environment variable and a script hold no character U+0000.
 *
 * Source: POSIX.1-2024, exec: arguments and environment are strings that end at the first null byte
 */
export const noNullCharacter = defineStepRule({
  code: "check/no-null-character",
  severity: "error",
  law: true,
  message: message`Step "${"step"}" has a null character in ${"where"}.`,
  why: "No program can be given one: the text would end there, or the program would not start.",
  help: message`Write the text without it; hand binary data over as a file or in base64.`,
  *find(step) {
    const { program } = step;
    const found = (where: string, ...path: readonly (string | number)[]) => ({
      at: ofNode(step, ...path),
      values: { step: step.name, where },
    });
    const field = program.kind === "spark" ? "arguments" : "command";
    for (const [index, word] of wordsOf(step).entries())
      if (literalTexts(word).some(holdsNull)) yield found(`word ${index + 1} of its command`, field, index);
    for (const [name, value] of Object.entries(step.env))
      if (isText(value) && literalTexts(value).some(holdsNull)) yield found(`the environment variable "${name}"`, "env", name);
    if (program.kind === "script" && holdsNull(program.source)) yield found("its script", program.file === undefined ? "source" : "file");
  },
});

function holdsNull(text: string): boolean {
  return text.includes("\u0000");
}
