/** What leaves a body: the values it returned, as seen from outside it. */
import { isPlainObject, problem } from "../../recording/recording.ts";
import { commonType } from "../../values/common-type.ts";
import type { Expression } from "../../values/expression.ts";
import { expressionOf, typeOf } from "../../values/expression-of.ts";
import { foundWords } from "../../values/found-words.ts";
import { NODE } from "../../values/node-handle.ts";
import { reference } from "../../values/reference.ts";
import type { ValueType } from "../../values/value-type.ts";
import type { ResultRecord } from "./recorder.ts";

type See = (
  expression: Expression,
  type: ValueType,
  path: readonly string[],
) => { readonly expression: Expression; readonly type: ValueType };

/** The returned value with every reference in it replaced by what `see` makes of it. */
export function seenFromOutside(result: unknown, see: See, said: string, path: readonly string[] = []): unknown {
  const expression = expressionOf(result);
  if (expression !== undefined) {
    const seen = see(expression, typeOf(result) ?? { type: "unknown" }, path);
    return reference(seen.expression, seen.type, path.length === 0 ? said : `${path.join(".")} of ${said}`);
  }
  const fields = fieldsOf(result);
  return fields === undefined
    ? undefined
    : Object.fromEntries(Object.entries(fields).map(([name, member]) => [name, seenFromOutside(member, see, said, [...path, name])]));
}

/** The returned value as plain data: expressions by name. */
export function resultRecord(result: unknown): ResultRecord {
  const expression = expressionOf(result);
  if (expression !== undefined) return { expression };
  const fields: Record<string, ResultRecord> = {};
  for (const [name, member] of Object.entries(fieldsOf(result) ?? {})) {
    if (isStructural(member)) fields[name] = resultRecord(member);
  }
  return { fields };
}

/** The results of several bodies as one: the names that all have. */
export function joined(results: readonly unknown[], branch: number, said: string): unknown {
  const expressions = results.map(expressionOf);
  if (expressions.every((expression) => expression !== undefined)) {
    const types = results.map((result) => typeOf(result) ?? ({ type: "unknown" } satisfies ValueType));
    return reference({ op: "join", branch, cases: expressions }, commonType(types) ?? { type: "unknown" }, said);
  }
  const all = results.map(fieldsOf);
  const [first] = all;
  if (first === undefined || all.includes(undefined)) return undefined;
  const fields: Record<string, unknown> = {};
  for (const name of Object.keys(first)) {
    if (!all.every((result) => result !== undefined && Object.hasOwn(result, name))) continue;
    const member = joined(
      all.map((result) => result?.[name]),
      branch,
      `${name} of ${said}`,
    );
    if (member !== undefined) fields[name] = member;
  }
  return fields;
}

/** The members of what a body returned: those of a step are its `outputs`, those of a loop or branch what its own body returned. */
function fieldsOf(result: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof result !== "object" || result === null) {
    refuseConstant(result);
    return undefined;
  }
  if (!(NODE in result) && !isPlainObject(result)) {
    // A promise has a mistake of its own.
    if (!("then" in result)) refuseConstant(result);
    return undefined;
  }
  const members = Object.entries(result);
  // The name of a step or loop, which stays behind where its members are spread into another object.
  if (!(NODE in result)) for (const [name, member] of members) if (name !== "name" && !isStructural(member)) refuseConstant(member);
  return Object.fromEntries(members.filter(([, member]) => isStructural(member)));
}

function refuseConstant(found: unknown): void {
  if (found !== undefined && found !== null) problem("load/returned-constant", { found: foundWords(found) });
}

function isStructural(member: unknown): boolean {
  return (typeof member === "object" && member !== null) || expressionOf(member) !== undefined;
}
