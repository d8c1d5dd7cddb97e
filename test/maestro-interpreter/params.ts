/**
 * Parameters of workflows and steps, worked out as Maestro does
 *
 * Source: maestro abdbdad, E/eval/ParamEvaluator.java: of a step, what is worked out already comes before a parameter of the workflow, and that before what is not worked out yet
 */
import { interpolated, namesIn } from "./interpolate.ts";
import { evaluateSel, type Surroundings } from "./sel/evaluate.ts";
import type { Value } from "./sel/values.ts";

export interface ParamDefinition {
  readonly value?: unknown;
  readonly expression?: string;
  readonly type: string;
}

export type Evaluated = string | boolean | number | string[] | { readonly [name: string]: Evaluated };
export type Definitions = { readonly [name: string]: ParamDefinition };

/** Works out all parameters; throws where Maestro would fail. `outer` are those of the workflow, when these are a step's. */
export function evaluateParams(
  definitions: Definitions,
  outer: ReadonlyMap<string, Evaluated>,
  call: Surroundings["call"],
): Map<string, Evaluated> {
  const done = new Map<string, Evaluated>();
  const under = new Set<string>();
  for (const name of Object.keys(definitions)) one(name);
  return done;

  function one(name: string): Evaluated {
    const known = done.get(name);
    if (known !== undefined) return known;
    const definition = definitions[name];
    if (definition === undefined) throw new Error(`there is no parameter "${name}"`);
    if (under.has(name)) throw new Error(`parameter "${name}" refers to itself`);
    under.add(name);
    const value = evaluate(definition);
    under.delete(name);
    done.set(name, value);
    return value;
  }

  function find(name: string): Evaluated | undefined {
    return done.get(name) ?? outer.get(name) ?? (name in definitions ? one(name) : undefined);
  }

  function evaluate({ value, expression, type }: ParamDefinition): Evaluated {
    if (expression !== undefined) return ofType(type, evaluateSel(expression, { parameter: (name) => asSel(find(name)), call }));
    if (type === "MAP") return Object.fromEntries(Object.entries(value as Definitions).map(([name, inner]) => [name, evaluate(inner)]));
    if (type === "STRING") return text(value as string);
    if (type === "STRING_ARRAY") return (value as string[]).map(text);
    if (type === "STRING_MAP")
      return Object.fromEntries(Object.entries(value as Record<string, string>).map(([key, member]) => [text(key), text(member)]));
    return value as Evaluated;
  }

  function text(literal: string): string {
    const known = new Map(namesIn(literal).map((name) => [name, required(name)]));
    return interpolated(literal, (name) => {
      const value = known.get(name) ?? required(name);
      return typeof value === "object" ? JSON.stringify(value) : String(value);
    });
  }

  function required(name: string): Evaluated {
    const value = find(name);
    if (value === undefined) throw new Error(`"${name}" is not a parameter, and is referred to`);
    return value;
  }
}

/** A boolean that decides: a transition. */
export function evaluateCondition(
  expression: string,
  params: ReadonlyMap<string, Evaluated>,
  outer: ReadonlyMap<string, Evaluated>,
  call: Surroundings["call"],
): boolean {
  const value = evaluateSel(expression, { parameter: (name) => asSel(params.get(name) ?? outer.get(name)), call });
  if (typeof value !== "boolean") throw new Error(`the condition ${expression} is no boolean`);
  return value;
}

function asSel(value: Evaluated | undefined): Value | undefined {
  if (typeof value === "number") return { long: value };
  return typeof value === "object" && !Array.isArray(value) ? undefined : value;
}

function ofType(type: string, value: Value): Evaluated {
  if (type === "STRING" && typeof value === "string") return value;
  if (type === "BOOLEAN" && typeof value === "boolean") return value;
  if (type === "STRING_ARRAY" && Array.isArray(value)) return value.map((member) => member ?? "null");
  throw new Error(`an expression for a ${type} gave ${JSON.stringify(value)}`);
}
