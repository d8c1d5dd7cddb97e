import { message } from "../../diagnostics/message.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";
import { isText, wordsOf } from "../walk/expressions.ts";
import { constantText, literalTexts } from "../walk/literal-texts.ts";
import { asksForSecret, credentialIn, looksSecret } from "./credential.ts";

/**
 * Secret written as literal
 *
 * A credential never stands in a definition: `secret(name, key)` names where it is kept.
 *
 * Words and variables are looked at by what they hold, and by the name before them (`--password=…`, `DB_PASSWORD`). The finding never repeats the text.
 *
 * See docs/meaning.md, rule 25
 */
export const secretWrittenAsLiteral = defineStepRule({
  code: "check/secret-written-as-literal",
  severity: "error",
  message: message`Step "${"step"}" has ${"found"} in ${"where"}.`,
  why: "Whoever reads the repository, its artifacts or a pod could use it. It must be replaced where it came from, since history keeps it.",
  help: message`Keep it in a Kubernetes secret and name it, as in \`env: { TOKEN: secret("${"step"}", "token") }\`.`,
  *find(step) {
    for (const [name, value] of Object.entries(step.env)) {
      if (!isText(value)) continue;
      const found = inTexts(literalTexts(value)) ?? byName(name, constantText(value));
      if (found === undefined) continue;
      yield {
        at: ofNode(step, "env", name),
        values: { step: step.name, found, where: `the environment variable "${name}"` },
        extra: {
          help: `Write \`${name}: secret("${step.name}", "${keyFor(name)}")\`, with the names of your Kubernetes secret.`,
        },
      };
    }
    const words = wordsOf(step);
    const field = step.program.kind === "spark" ? "arguments" : "command";
    for (const [index, word] of words.entries()) {
      const found = inTexts(literalTexts(word)) ?? inWord(constantText(word)) ?? afterFlag(words[index - 1], constantText(word));
      if (found !== undefined)
        yield { at: ofNode(step, field, index), values: { step: step.name, found, where: `word ${index + 1} of its command` } };
    }
    if (step.program.kind === "script") {
      const found = credentialIn(step.program.source);
      const at = ofNode(step, step.program.file === undefined ? "source" : "file");
      if (found !== undefined) yield { at, values: { step: step.name, found, where: "its script" } };
    }
    if (step.program.kind === "spark")
      for (const [name, value] of Object.entries(step.program.conf)) {
        const found = credentialIn(value) ?? byName(name, value);
        if (found !== undefined)
          yield { at: ofNode(step, "conf", name), values: { step: step.name, found, where: `the Spark property "${name}"` } };
      }
  },
});

/** `DB_PASSWORD` and `dbPassword` as a key: "db-password". */
function keyFor(variable: string): string {
  return variable
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replaceAll("_", "-");
}

function inTexts(texts: readonly string[]): string | undefined {
  for (const text of texts) {
    const found = credentialIn(text);
    if (found !== undefined) return found;
  }
  return undefined;
}

function byName(name: string, value: string | undefined): string | undefined {
  const what = asksForSecret(name);
  return what !== undefined && value !== undefined && looksSecret(what, value) ? `what looks like a ${what}` : undefined;
}

/** `--password=hunter22` and `password=hunter22`. */
function inWord(word: string | undefined): string | undefined {
  const equals = word?.indexOf("=") ?? -1;
  return word === undefined || equals <= 0 ? undefined : byName(word.slice(0, equals).replace(/^-{1,2}/, ""), word.slice(equals + 1));
}

/** `--password hunter22`. */
function afterFlag(before: Parameters<typeof constantText>[0] | undefined, word: string | undefined): string | undefined {
  const flag = before === undefined ? undefined : constantText(before);
  return flag?.startsWith("--") && !flag.includes("=") && word?.startsWith("-") === false ? byName(flag.slice(2), word) : undefined;
}
