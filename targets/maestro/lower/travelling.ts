/**
 * Texts as they travel
 *
 * Every value travels as the text that commands see (meaning.md, rule 1), in parameters of type STRING. Maestro reads `$` in them again at each border: whatever goes into an
 * iteration or an inline workflow is a literal there, in which `$HOME` is a reference and `$$` is one dollar. So no travelling text holds a dollar: it is written
 * "`1", and a backtick "`0".
 *
 * Source: maestro abdbdad, ForeachStepRuntime.createForeachRunParams, StringParameter.toDefinition, LiteralEvaluator.interpolate
 */
import type { Replaced } from "../../../compiler/shell/logged-text.ts";

/** A text as it travels. */
export function travelling(text: string): string {
  return text.replaceAll("`", "`0").replaceAll("$", "`1");
}

/** The same as the wrapper around commands writes it; one after the other, so that no replacement is replaced. */
export const travellingCharacters: Replaced = [
  ["`", "`0"],
  ["$", "`1"],
];

/** Stands for an optional value that is not there. No travelling text is it. */
export const absent = "`-";

/** Stands for a parameter without default that a run was not given. */
export const missing = "`?";
