import { Buffer } from "node:buffer";
import { message } from "../../diagnostics/message.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";
import { isText, wordsOf } from "../walk/expressions.ts";
import { literalTexts } from "../walk/literal-texts.ts";

const mostOfAWord = 131_071;
const mostOfAll = 1_000_000;

/**
 * Word size
 *
 * A word of a command or environment has at most 131,071 bytes, all of a step together at most 1,000,000.
 *
 * Source: Linux, include/uapi/linux/binfmts.h: MAX_ARG_STRLEN is 32 pages, its last byte is the end mark; a Kubernetes object is at most 1.5 MiB
 */
export const wordSize = defineStepRule({
  code: "check/word-size",
  severity: "error",
  law: true,
  message: message`Step "${"step"}" has ${"what"} of ${"bytes"} bytes, where at most ${"most"} fit.`,
  why: 'The kernel starts no program with a longer word, and the engine stores no larger step: it would fail with "argument list too long".',
  help: message`Put the data into a file of the image, a config map, or an artifact of an earlier step.`,
  *find(step) {
    let all = 0;
    const words = wordsOf(step).map((word, index) => ({
      word,
      at: [wordsField(step.program.kind), index],
      what: `word ${index + 1} of its command`,
    }));
    const variables = Object.entries(step.env).flatMap(([name, value]) =>
      isText(value) ? [{ word: value, at: ["env", name], what: `an environment variable "${name}"` }] : [],
    );
    for (const { word, at, what } of [...words, ...variables]) {
      const bytes = literalTexts(word).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
      all += bytes;
      if (bytes > mostOfAWord) yield { at: ofNode(step, ...at), values: { step: step.name, what, bytes, most: mostOfAWord } };
    }
    if (all > mostOfAll)
      yield { at: ofNode(step), values: { step: step.name, what: "a command and environment", bytes: all, most: mostOfAll } };
  },
});

function wordsField(kind: "command" | "script" | "spark"): string {
  return kind === "spark" ? "arguments" : "command";
}
