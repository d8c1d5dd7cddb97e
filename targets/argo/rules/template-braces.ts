import type { Anchor } from "../../../compiler/diagnostics/diagnostic.ts";
import { message } from "../../../compiler/diagnostics/message.ts";
import { ofNode } from "../../../compiler/rules/rule.ts";
import type { Json, Text } from "../../../schema/record.ts";
import { stepsOf } from "../../steps-of.ts";
import { isInert, tagsOf } from "../lower/braces.ts";
import { type ArgoChecked, defineArgoRule } from "./argo-rule.ts";
import { parameterTexts } from "./parameter-texts.ts";

interface Place {
  readonly text: string;
  readonly at: Anchor;
  readonly what: string;
  /** A value follows: a brace at the end would join its tag. */
  readonly followed?: true;
  /** It travels between steps, where nothing may look like a tag. */
  readonly travels?: true;
}

/**
 * Template braces
 *
 * No text of a definition holds what Argo would take for a template tag of its own.
 *
 * Source: github.com/argoproj/argo-workflows v4.0.5, util/template
 */
export const templateBraces = defineArgoRule({
  code: "argo/template-braces",
  severity: "error",
  message: message`${"what"} holds "${"found"}", which Argo would ${"would"}.`,
  why: "Argo looks through a whole template for two opening braces and knows no escape for them.",
  help: message`Put the text into the image or a config map, or write the braces apart.`,
  *find(checked) {
    for (const place of places(checked)) {
      const found = problemOf(place);
      if (found !== undefined) yield { at: place.at, values: { what: place.what, ...found } };
    }
  },
});

function problemOf({ text, followed, travels }: Place): { readonly found: string; readonly would: string } | undefined {
  for (const tag of tagsOf(text)) {
    if (tag === undefined) return { found: text.slice(text.lastIndexOf("{{")).slice(0, 40), would: "read on from there" };
    if (travels || !isInert(tag)) return { found: `{{${tag}}}`.slice(0, 80), would: "replace" };
  }
  return followed && text.endsWith("{") ? { found: text.slice(-20), would: "read together with the value behind it" } : undefined;
}

function* places({ plan }: ArgoChecked): Iterable<Place> {
  const { flow } = plan;
  for (const given of parameterTexts(flow)) yield { ...given, travels: true };
  for (const { nodes } of [flow, ...plan.called.map((callee) => callee.flow)]) for (const node of nodes) yield* ofOtherNode(node);
  for (const step of stepsOf(plan)) yield* ofStep(step);
}

function* ofOtherNode(node: ArgoChecked["plan"]["flow"]["nodes"][number]): Iterable<Place> {
  if (node.kind === "approval") yield { text: node.message, at: ofNode(node, "message"), what: `The message of approval "${node.name}"` };
  if (node.kind === "forEach" && node.items.op === "literal")
    yield travelling(node.items.value, { calls: node.calls, path: [1] }, `The list of loop "${node.name}"`);
  if (node.kind !== "call") return;
  for (const [name, value] of Object.entries(node.arguments))
    if (value.op === "literal")
      yield travelling(value.value, { calls: node.calls, path: [2, name] }, `Argument "${name}" of call "${node.name}"`);
}

function* ofStep({ node, command }: ReturnType<typeof stepsOf> extends Iterable<infer Step> ? Step : never): Iterable<Place> {
  const said = `step "${node.name}"`;
  for (const [index, word] of (command ?? []).entries()) {
    if (node.kind === "script") yield* piecesOf(word, ofNode(node, "source"), `The source of script "${node.name}"`);
    else yield* piecesOf(word, ofNode(node, "command", index), `Word ${index + 1} of the command of ${said}`);
  }
  for (const [name, value] of Object.entries(node.env))
    if (typeof value === "string" || "op" in value) yield* piecesOf(value, ofNode(node, "env", name), `Variable "${name}" of ${said}`);
  for (const [name, value] of Object.entries(node.inputs))
    if (value.op === "literal") yield travelling(value.value, ofNode(node, "inputs", name), `Input "${name}" of ${said}`);
  for (const kind of ["labels", "annotations"] as const)
    for (const [name, text] of Object.entries(node[kind])) yield { text, at: ofNode(node, kind, name), what: `"${name}" of ${said}` };
}

function travelling(value: Json, at: Anchor, what: string): Place {
  return { text: typeof value === "string" ? value : JSON.stringify(value), at, what, travels: true };
}

function* piecesOf(word: Text, at: Anchor, what: string): Iterable<Place> {
  if (typeof word === "string") yield { text: word, at, what };
  else if (word.op === "text")
    for (const [index, part] of word.parts.entries())
      if (typeof part === "string") yield { text: part, at, what, ...(index < word.parts.length - 1 && { followed: true }) };
}
