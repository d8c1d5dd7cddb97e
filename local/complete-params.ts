/** The parameters of a run: those that are given, checked against their types, and the defaults of the others (meaning.md, rule 2). */

import type { Flow } from "../compiler/program.ts";
import { problemOf, valueOfText } from "../compiler/values/check-value.ts";
import type { Values } from "./scheduler/scope.ts";

/** What is wrong with a parameter; `says` follows its name. */
export interface ParamProblem {
  readonly param: string;
  readonly says: string;
}

export type CompletedParams = { readonly params: Values } | { readonly problems: readonly ParamProblem[] };

/** Parameters from values, as a unit test gives them. */
export function completeParams(flow: Flow, given: Values): CompletedParams {
  const problems: ParamProblem[] = [];
  const params: { [name: string]: Values[string] } = {};
  for (const param of Object.keys(given))
    if (!Object.hasOwn(flow.params, param)) problems.push({ param, says: `is none of flow "${flow.name}"` });
  for (const [param, { type, default: other }] of Object.entries(flow.params)) {
    const value = given[param] ?? other;
    const problem = value === undefined ? missing(type.type) : problemOf(value, type);
    if (problem !== undefined) problems.push({ param, says: problem });
    params[param] = value;
  }
  return problems.length > 0 ? { problems } : { params };
}

/** Parameters from texts, as a command line gives them; `others` hold where there is none. */
export function completeParamsFromText(flow: Flow, texts: { readonly [param: string]: string }, others: Values = {}): CompletedParams {
  const problems: ParamProblem[] = [];
  const given: { [name: string]: Values[string] } = { ...others };
  for (const [param, text] of Object.entries(texts)) {
    const type = flow.params[param]?.type;
    const checked = type === undefined ? { value: text } : valueOfText(text, type);
    if ("problem" in checked) problems.push({ param, says: `${checked.problem}: "${text}"` });
    else given[param] = checked.value;
  }
  if (problems.length === 0) return completeParams(flow, given);
  return { problems };
}

function missing(type: string): string | undefined {
  return type === "optional" ? undefined : "is missing and has no default";
}
