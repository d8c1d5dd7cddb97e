import { message } from "../../diagnostics/message.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";
import { constantText } from "../walk/literal-texts.ts";

/**
 * Command not empty
 *
 * A step says which program runs: its command has a first word, its script has a text.
 */
export const commandNotEmpty = defineStepRule({
  code: "check/command-not-empty",
  severity: "error",
  law: true,
  needs: ["command", "source", "file"],
  message: message`Step "${"step"}" has ${"found"}, where a program is expected.`,
  why: "What would run then differs between engines: the image's own entry point, or nothing at all.",
  help: message`Write the program and its arguments, as in \`command: () => ["python", "-m", "churn.fit"]\`.`,
  *find(step) {
    const { program } = step;
    if (program.kind === "script" && program.source.trim() === "")
      yield {
        at: ofNode(step, program.file === undefined ? "source" : "file"),
        values: { step: step.name, found: "an empty script" },
        extra: { help: "Write the program in `source`, or name a file that holds it." },
      };
    if (program.kind !== "command") return;
    const [first] = program.words;
    if (first === undefined) yield { at: ofNode(step, "command"), values: { step: step.name, found: "an empty command" } };
    else if (constantText(first)?.trim() === "")
      yield { at: ofNode(step, "command", 0), values: { step: step.name, found: "an empty first word" } };
  },
});
