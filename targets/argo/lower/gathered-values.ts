/**
 * Lists of what the items of a loop gave
 *
 * Argo gathers texts: `["1.5","2"]` of numbers. Only where every text is a JSON list or object it gathers data. Both are set right here (meaning.md, rule 14):
 * texts are turned into data, and free texts, which could all look like JSON, travel as JSON texts with quotes.
 */
import type { ValueType } from "../../../schema/values/value-type.ts";
import type { Given } from "./callable.ts";
import { variable } from "./expr-text.ts";
import { dataOf } from "./render.ts";

/** Whether a value must leave the body as JSON text, so that Argo cannot take it for data. */
export function mustMark(type: ValueType): boolean {
  if (type.type === "optional") return type.of.type === "list" || type.of.type === "object" || mustMark(type.of);
  return type.type === "string" && type.format === undefined && !(type.enum?.every((member) => !/^\s*[[{]/.test(member)) ?? false);
}

/** The JSON list, from what Argo gathered of the output `name` of the task `each`. */
export function gatheredText(each: string, { name, type }: Pick<Given, "name" | "type">): string {
  const texts = variable(["tasks", each, "outputs", "parameters", name]);
  if (type.type === "list" || type.type === "object") return texts;
  const data = dataOf({ type, form: "text", source: mustMark(type) ? "fromJSON(#)" : "#" });
  return data === "#" ? texts : `toJson(map(fromJSON(${texts}), {${data}}))`;
}
