/** Words of a command and values of the environment: literals, and references to parameters that hold what is known only when the step starts. */

import { textOf } from "../../../compiler/values/check-value.ts";
import type { Text } from "../../../schema/record.ts";
import type { Expression, JsonTemplate } from "../../../schema/values/expression.ts";
import type { ValueType } from "../../../schema/values/value-type.ts";
import { addParam } from "./drafts.ts";
import { forKubernetes, forMaestro, reference } from "./escaped-literal.ts";
import type { Lowering } from "./lowering.ts";
import type { StepDraft } from "./place.ts";
import { finished, newProgram } from "./program.ts";
import { render, type Site } from "./render.ts";
import { quoted } from "./sel-text.ts";

/** Gives the texts of a step; what they refer to is added to its parameters. */
export function textsOf(step: StepDraft, site: Site): (text: Text) => string {
  const names = new Map<string, string>();
  return (text) => {
    const pieces = piecesOf(text, site);
    return pieces
      .map((piece, index) =>
        typeof piece === "string" ? literalText(site.lowering, step, piece, index < pieces.length - 1) : reference(nameOf(piece.program)),
      )
      .join("");
  };

  function nameOf(program: string): string {
    const name = names.get(program) ?? addParam(site.lowering, step, "value", { expression: program, type: "STRING" });
    names.set(program, name);
    return name;
  }
}

/** A literal as Maestro takes it. */
export function literalText(lowering: Lowering, step: StepDraft, text: string, followed = false): string {
  const escaped = forMaestro(forKubernetes(text, followed), lowering.dollar);
  if (escaped.usesDollar) needDollar(lowering, step);
  return escaped.text;
}

export function needDollar({ dollar }: Lowering, step: StepDraft): void {
  step.params.set(dollar, { expression: "'$'", type: "STRING" });
}

type Piece = string | { readonly program: string };

/** What is known now, and programs; neighbours that are known are one. */
function piecesOf(text: Text, site: Site): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const piece of typeof text === "string" ? [text] : pieceOf(text, site)) {
    const last = pieces.at(-1);
    if (typeof piece === "string" && typeof last === "string") pieces[pieces.length - 1] = last + piece;
    else pieces.push(piece);
  }
  return pieces;
}

function pieceOf(expression: Expression, site: Site): readonly Piece[] {
  if (expression.op === "text") return expression.parts.flatMap((part) => (typeof part === "string" ? [part] : pieceOf(part, site)));
  if (expression.op === "json" && isPlain(expression.value)) return [JSON.stringify(plainOf(expression.value))];
  const program = newProgram();
  const { literal, source, type } = render(expression, site, program);
  if (literal !== undefined) return [literal.value === undefined ? "" : textOf(literal.value)];
  return [{ program: finished(program, untravelled(source, type)) }];
}

/** The text itself from a travelling one, as Kubernetes must be given it: each dollar doubled. */
function untravelled(source: string, type: ValueType): string {
  if (type.type === "integer" || type.type === "number" || type.type === "boolean") return source;
  return `${source}.replace(${quoted("`1")}, '$$').replace(${quoted("`0")}, ${quoted("`")})`;
}

function isPlain(template: JsonTemplate): boolean {
  if (typeof template !== "object" || template === null) return true;
  if ("expression" in template) return false;
  return ("list" in template ? template.list : Object.values(template.object)).every(isPlain);
}

function plainOf(template: JsonTemplate): unknown {
  if (typeof template !== "object" || template === null) return template;
  if ("list" in template) return template.list.map(plainOf);
  return "object" in template ? Object.fromEntries(Object.entries(template.object).map(([key, member]) => [key, plainOf(member)])) : null;
}
