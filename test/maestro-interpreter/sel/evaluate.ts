/**
 * What an expression of SEL comes to
 *
 * As Maestro's evaluator does it: both sides of `&&` and `||` are worked out, only `?:` and `if` are lazy; texts compare with texts alone; a name that is nothing is null.
 *
 * Source: netflix-sel, SelParserEvaluationVisitor and the types beside it
 */
import { callMethod, construct } from "./methods.ts";
import { type Expression, parseSel, type Statement } from "./parse.ts";
import { isDouble, isLong, type Long, printedValue, typeOfValue, type Value } from "./values.ts";

/** What surrounds an expression. */
export interface Surroundings {
  /** A parameter by its name, worked out when it is asked for; undefined where there is none. */
  readonly parameter: (name: string) => Value | undefined;
  /** The functions of `params` but `get`. */
  readonly call: (method: string, args: readonly string[]) => Value;
}

/** The words that are classes of SEL. */
const classes: ReadonlySet<string> = new Set(["String", "Long", "Double", "Math", "Util", "DateTime", "DateTimeZone", "params"]);
const loopLimit = 25_001;
const lengthLimit = 10_000;

class Thrown extends Error {}

/** The value of an expression. Throws where Maestro would fail the step. */
export function evaluateSel(source: string, surroundings: Surroundings): Value {
  if (source.length >= lengthLimit) throw new Error("SEL: the expression is too long");
  const statements = parseSel(source);
  const locals = new Map<string, Value>();
  // Parameters that it names are looked up before anything is worked out, also those of a branch that is not taken.
  for (const name of namesOf(statements)) value(name);
  const { result } = run(statements, true);
  if (result === undefined || result === null) throw new Error("SEL: the expression gives nothing");
  return result;

  function value(name: string): Value {
    const known = locals.get(name) ?? surroundings.parameter(name);
    if (known === undefined) throw new Error(`SEL: there is no parameter "${name}"`);
    if (!Array.isArray(known) || locals.has(name)) return known;
    // What an expression does to an array does not reach the parameter.
    const copy = [...known];
    locals.set(name, copy);
    return copy;
  }

  function run(list: readonly Statement[], outermost: boolean): { readonly returned: boolean; readonly result: Value | undefined } {
    let last: Value | undefined;
    for (const one of list) {
      const { returned, result: found } = execute(one);
      if (returned) return { returned, result: found };
      last = found;
    }
    return { returned: false, result: outermost ? last : undefined };
  }

  function execute(one: Statement): { readonly returned: boolean; readonly result: Value | undefined } {
    switch (one.is) {
      case "block":
        return run(one.statements, false);
      case "declare": {
        const found = one.value === undefined ? empty(one.type) : evaluate(one.value);
        const wanted = declaredTypes[one.type];
        if (wanted !== typeOfValue(found)) throw new Error(`SEL: a ${typeOfValue(found)} where a ${one.type} is declared`);
        locals.set(one.name, found);
        return { returned: false, result: undefined };
      }
      case "expression":
        return { returned: false, result: evaluate(one.of) };
      case "return":
        return { returned: true, result: evaluate(one.of) };
      case "throw":
        throw new Thrown(text(evaluate(one.of)));
      case "if": {
        const branch = truth(evaluate(one.test)) ? one.yes : one.no;
        if (branch === undefined) return { returned: false, result: undefined };
        const { returned, result: found } = execute(branch);
        return { returned, result: returned ? found : undefined };
      }
      case "for": {
        execute(one.first);
        for (let count = 0; truth(evaluate(one.test)); count += 1) {
          if (count >= loopLimit) throw new Error("SEL: too many rounds of a loop");
          const { returned, result: found } = execute(one.body);
          if (returned) return { returned, result: found };
          evaluate(one.step);
        }
        return { returned: false, result: undefined };
      }
    }
  }

  function evaluate(expression: Expression): Value {
    switch (expression.is) {
      case "text":
      case "boolean":
        return expression.value;
      case "long":
        return { long: expression.value };
      case "double":
        return { double: expression.value };
      case "name":
        return value(expression.name);
      case "ternary":
        return evaluate(truth(evaluate(expression.test)) ? expression.yes : expression.no);
      case "binary":
        return operate(expression.operator, evaluate(expression.left), evaluate(expression.right));
      case "unary": {
        const of = evaluate(expression.of);
        return expression.operator === "!" ? !truth(of) : { long: -long(of).long };
      }
      case "array":
        return Array.from({ length: size(long(evaluate(expression.length)).long) }, () => null);
      case "items":
        return expression.items.map((item) => text(evaluate(item)));
      case "new":
        return construct(expression.type, expression.args.map(evaluate));
      case "field": {
        const of = evaluate(expression.of);
        if (expression.name !== "length" || !Array.isArray(of)) throw new Error(`SEL: the field "${expression.name}"`);
        return { long: of.length };
      }
      case "index":
        return item(evaluate(expression.of), long(evaluate(expression.at)).long);
      case "assign":
        return assign(expression);
      case "call":
        return call(expression);
    }
  }

  function assign({ name, at, operator, value: given }: Extract<Expression, { is: "assign" }>): Value {
    const before = at === undefined ? locals.get(name) : item(value(name), long(evaluate(at)).long);
    const added = evaluate(given);
    if (before !== undefined && before !== null && operator === "=" && typeOfValue(before) !== typeOfValue(added))
      throw new Error(`SEL: a ${typeOfValue(added)} for "${name}", which is a ${typeOfValue(before)}`);
    const after = operator === "=" ? added : operate(operator.slice(0, 1), before ?? null, added);
    if (at === undefined) locals.set(name, after);
    else (value(name) as (string | null)[])[long(evaluate(at)).long] = text(after);
    return after;
  }

  function call({ of, method, args }: Extract<Expression, { is: "call" }>): Value {
    const given = args.map(evaluate);
    if (of.is === "name" && of.name === "params") {
      const texts = given.map(text);
      return method === "get" ? (surroundings.parameter(texts[0] ?? "") ?? null) : surroundings.call(method, texts);
    }
    const isClass = of.is === "name" && classes.has(of.name) && !locals.has(of.name);
    return callMethod(isClass ? { class: of.name } : { of: evaluate(of) }, method, given);
  }
}

const declaredTypes: Readonly<Record<string, string>> = {
  String: "STRING",
  "String[]": "STRING_ARRAY",
  int: "LONG",
  long: "LONG",
  boolean: "BOOLEAN",
  double: "DOUBLE",
};

function empty(type: string): Value {
  return type === "String" ? "" : type === "boolean" ? false : { long: 0 };
}

function operate(operator: string, left: Value, right: Value): Value {
  if (operator === "&&") return truth(left) && truth(right);
  if (operator === "||") return truth(left) || truth(right);
  if (typeof left === "string") {
    if (operator === "+") return left + printedValue(right);
    if (operator !== "==" && operator !== "!=") throw new Error(`SEL: "${operator}" between texts`);
    if (right !== null && typeof right !== "string") throw new Error(`SEL: a text "${operator}" a ${typeOfValue(right)}`);
    return (left === right) === (operator === "==");
  }
  if (typeof left === "boolean") {
    if (typeof right !== "boolean" || (operator !== "==" && operator !== "!="))
      throw new Error(`SEL: a boolean "${operator}" a ${typeOfValue(right)}`);
    return (left === right) === (operator === "==");
  }
  const [one, other] = [number(left), number(right)];
  const both = isLong(left) && isLong(right);
  switch (operator) {
    case "==":
      return one === other;
    case "!=":
      return one !== other;
    case "<":
      return one < other;
    case ">":
      return one > other;
    case "<=":
      return one <= other;
    case ">=":
      return one >= other;
    case "+":
      return both ? { long: one + other } : { double: one + other };
    case "-":
      return both ? { long: one - other } : { double: one - other };
    case "*":
      return both ? { long: one * other } : { double: one * other };
    default:
      throw new Error(`SEL: "${operator}" between numbers`);
  }
}

function number(value: Value): number {
  if (isLong(value)) return value.long;
  if (isDouble(value)) return value.double;
  throw new Error(`SEL: a ${typeOfValue(value)} where a number is needed`);
}

function truth(value: Value): boolean {
  if (typeof value !== "boolean") throw new Error(`SEL: a ${typeOfValue(value)} where a boolean is needed`);
  return value;
}

function long(value: Value): Long {
  if (!isLong(value)) throw new Error(`SEL: a ${typeOfValue(value)} where a whole number is needed`);
  return value;
}

function text(value: Value): string {
  if (typeof value !== "string") throw new Error(`SEL: a ${typeOfValue(value)} where a text is needed`);
  return value;
}

function size(length: number): number {
  if (length < 0 || length >= loopLimit) throw new Error("SEL: an array of that length");
  return length;
}

function item(of: Value, at: number): Value {
  if (!Array.isArray(of) || at < 0 || at >= of.length) throw new Error("SEL: there is no such item");
  return of[at] ?? null;
}

/** Names in it that are neither declared or assigned in it nor words of SEL: those of parameters. */
function namesOf(statements: readonly Statement[]): ReadonlySet<string> {
  const [named, own] = [new Set<string>(), new Set<string>(classes)];
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    if (Array.isArray(node)) {
      for (const member of node) visit(member);
      return;
    }
    const { is, name } = node as { readonly is?: string; readonly name?: string };
    if (is === "name") named.add(name ?? "");
    if (is === "declare" || is === "assign") own.add(name ?? "");
    for (const member of Object.values(node)) visit(member);
  };
  visit(statements);
  return new Set([...named].filter((name) => !own.has(name)));
}
