import type { Anchor } from "../../diagnostics/diagnostic.ts";
import { message } from "../../diagnostics/message.ts";
import { isStep, type Step } from "../../program.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { ofDefinition, ofNode } from "../rule.ts";
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
export const secretWrittenAsLiteral = defineFlowRule({
  code: "check/secret-written-as-literal",
  severity: "error",
  message: message`${"what"} has ${"found"} in ${"where"}.`,
  why: "Whoever reads the repository, its artifacts or a pod could use it. It must be replaced where it came from, since history keeps it.",
  help: message`Keep it in a Kubernetes secret and name it, as in \`env: { TOKEN: secret("churn", "token") }\`.`,
  *find(flow) {
    const what = `Flow "${flow.name}"`;
    for (const [param, { default: value }] of Object.entries(flow.params)) {
      const found = typeof value === "string" ? (credentialIn(value) ?? byName(param, value)) : undefined;
      const where = `the default of parameter "${param}"`;
      if (found !== undefined) yield { at: ofDefinition(flow, "params", param), values: { what, found, where } };
    }
    for (const step of flow.nodes) {
      if (!isStep(step)) continue;
      for (const finding of literalsOf(step)) {
        const found = finding.found();
        const { at, where, help } = finding;
        const values = { what: `Step "${step.name}"`, found: found ?? "", where };
        if (found !== undefined) yield { at, values, ...(help !== undefined && { extra: { help } }) };
      }
    }
  },
});

interface Literal {
  readonly at: Anchor;
  readonly where: string;
  /** The credential in it, in words. */
  readonly found: () => string | undefined;
  readonly help?: string;
}

function* literalsOf(step: Step): Iterable<Literal> {
  for (const [name, value] of Object.entries(step.env)) {
    if (!isText(value)) continue;
    yield {
      at: ofNode(step, "env", name),
      where: `the environment variable "${name}"`,
      found: () => inTexts(literalTexts(value)) ?? byName(name, constantText(value)),
      help: `Write \`${name}: secret("${step.name}", "${keyFor(name)}")\`, with the names of your Kubernetes secret.`,
    };
  }
  for (const [name, value] of Object.entries(step.inputs))
    yield {
      at: ofNode(step, "inputs", name),
      where: `the input "${name}"`,
      found: () => inTexts(literalTexts(value)) ?? byName(name, constantText(value)),
    };
  const words = wordsOf(step);
  for (const [index, word] of words.entries())
    yield {
      at: ofNode(step, step.program.kind === "spark" ? "arguments" : "command", index),
      where: `word ${index + 1} of its command`,
      found: () => inTexts(literalTexts(word)) ?? inWord(constantText(word)) ?? afterFlag(words[index - 1], constantText(word)),
    };
  const { program } = step;
  if (program.kind === "script") {
    const at = ofNode(step, program.file === undefined ? "source" : "file");
    yield { at, where: "its script", found: () => credentialIn(program.source) };
  }
  if (program.kind === "spark")
    for (const [name, value] of Object.entries(program.conf))
      yield {
        at: ofNode(step, "conf", name),
        where: `the Spark property "${name}"`,
        found: () => credentialIn(value) ?? byName(name, value),
      };
}

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
