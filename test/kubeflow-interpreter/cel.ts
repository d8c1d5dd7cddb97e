/** CEL as the backend evaluates it: conditions over inputs, selectors over one value. Source: kubeflow/pipelines 2.17.0, backend/src/v2/expression */
import { type Cel, parseCel } from "./cel-parse.ts";

type Names = Readonly<Record<string, unknown>>;

/** Whether a task runs. Throws where the condition cannot be evaluated or gives no boolean: then the driver fails. */
export function condition(text: string, parameters: Names): boolean {
  const result = evaluate(parseCel(text), { inputs: { parameter_values: parameters } });
  if (typeof result !== "boolean") throw new TypeError(`the condition gives ${String(result)}`);
  return result;
}

/** A part of a value; `text` is its text, as \`string_value\` always is. */
export function select(text: string, stringValue: string): unknown {
  const result = evaluate(parseCel(text), { string_value: stringValue });
  return typeof result === "bigint" ? Number(result) : result;
}

const kinds = ["string", "double", "bool", "list", "map", "int"];

function evaluate(cel: Cel, names: Names): unknown {
  switch (cel.is) {
    case "literal":
      return cel.value;
    case "name":
      if (Object.hasOwn(names, cel.name)) return names[cel.name];
      if (kinds.includes(cel.name)) return { kind: cel.name };
      throw new ReferenceError(`undeclared reference to ${cel.name}`);
    case "member":
      return memberOf(evaluate(cel.of, names), cel.name);
    case "index":
      return memberOf(evaluate(cel.of, names), evaluate(cel.at, names));
    case "list":
      return cel.members.map((member) => evaluate(member, names));
    case "map":
      return Object.fromEntries(cel.entries.map(([key, value]) => [String(evaluate(key, names)), evaluate(value, names)]));
    case "call":
      return call(cel, names);
    case "operation":
      return operate(cel, names);
  }
}

function memberOf(of: unknown, key: unknown): unknown {
  if (Array.isArray(of)) {
    const at = Number(key);
    if (!(at >= 0 && at < of.length)) throw new RangeError(`index ${String(key)} is out of bounds`);
    return of[at];
  }
  if (typeof of !== "object" || of === null || !Object.hasOwn(of, String(key))) throw new ReferenceError(`no such key: ${String(key)}`);
  return (of as Names)[String(key)];
}

function call({ name, target, args }: Extract<Cel, { is: "call" }>, names: Names): unknown {
  if (target !== undefined) return method(name, evaluate(target, names), args, names);
  const [value] = args.map((argument) => evaluate(argument, names));
  switch (name) {
    case "size":
      if (typeof value === "string") return BigInt([...value].length);
      if (typeof value !== "object" || value === null) throw new TypeError("no such overload: size");
      return BigInt(Array.isArray(value) ? value.length : Object.keys(value).length);
    case "double":
      if (typeof value === "string" && !/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(value)) throw new TypeError(`no double: ${value}`);
      return Number(value);
    case "int":
      if (typeof value !== "number" || !Number.isFinite(value) || Math.abs(value) >= 2 ** 63) throw new RangeError("no int");
      return BigInt(Math.trunc(value));
    case "parseJson":
      if (typeof value !== "string") throw new TypeError("no such overload: parseJson");
      return JSON.parse(value) as unknown;
    case "type":
      return { kind: kindOf(value) };
    default:
      throw new ReferenceError(`undeclared reference to ${name}`);
  }
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "list";
  return { string: "string", number: "double", boolean: "bool", bigint: "int", object: value === null ? "null_type" : "map" }[
    typeof value as "string"
  ];
}

function method(name: string, target: unknown, args: readonly Cel[], names: Names): unknown {
  if (name === "all") {
    const [variable, test] = args;
    if (variable?.is !== "name" || test === undefined || !Array.isArray(target)) throw new TypeError("no such overload: all");
    return target.every((item) => evaluate(test, { ...names, [variable.name]: item }) === true);
  }
  const [argument] = args.map((one) => evaluate(one, names));
  if (typeof target !== "string" || typeof argument !== "string") throw new TypeError(`no such overload: ${name}`);
  if (name === "matches") return regularExpression(argument).test(target);
  throw new ReferenceError(`undeclared reference to ${name}`);
}

/** RE2 as a pattern of JavaScript. */
function regularExpression(pattern: string): RegExp {
  return new RegExp(pattern.replace(/\\z/g, "$").replace(/\\x\{([0-9a-f]+)\}/g, "\\u{$1}"), "u");
}

function operate({ name, operands }: Extract<Cel, { is: "operation" }>, names: Names): unknown {
  const of = (index: number): unknown => {
    const operand = operands[index];
    if (operand === undefined) throw new TypeError(`${name} lacks an operand`);
    return evaluate(operand, names);
  };
  switch (name) {
    case "&&":
      return absorbing(
        () => of(0),
        () => of(1),
        false,
      );
    case "||":
      return absorbing(
        () => of(0),
        () => of(1),
        true,
      );
    case "?:":
      return boolean(of(0)) ? of(1) : of(2);
    case "!":
      return !boolean(of(0));
    case "negate":
      return negated(of(0));
    case "==":
      return equal(of(0), of(1));
    case "!=":
      return !equal(of(0), of(1));
    case "in":
      return isIn(of(0), of(1));
    case "+":
      return added(of(0), of(1));
    case "%":
      return remainder(of(0), of(1));
    default:
      return ordered(name, of(0), of(1));
  }
}

function boolean(value: unknown): boolean {
  if (typeof value !== "boolean") throw new TypeError(`no such overload: ${String(value)} is no boolean`);
  return value;
}

/** One side that decides makes up for an error of the other. */
function absorbing(left: () => unknown, right: () => unknown, decides: boolean): boolean {
  let failed: unknown;
  for (const side of [left, right]) {
    try {
      if (boolean(side()) === decides) return decides;
    } catch (error) {
      failed = error;
    }
  }
  if (failed !== undefined) throw failed;
  return !decides;
}

function negated(value: unknown): unknown {
  if (typeof value === "bigint" || typeof value === "number") return -value;
  throw new TypeError("no such overload: -");
}

function equal(left: unknown, right: unknown): boolean {
  if (isNumber(left) && isNumber(right)) return Number(left) === Number(right);
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((one, index) => equal(one, right[index]));
  if (typeof left === "object" && typeof right === "object" && left !== null && right !== null) {
    const [a, b] = [left as Names, right as Names];
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]));
  }
  return left === right;
}

function isNumber(value: unknown): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

function isIn(value: unknown, of: unknown): boolean {
  if (Array.isArray(of)) return of.some((member) => equal(member, value));
  if (typeof of !== "object" || of === null) throw new TypeError("no such overload: in");
  return Object.hasOwn(of, String(value));
}

function added(left: unknown, right: unknown): unknown {
  if (typeof left === "string" && typeof right === "string") return left + right;
  throw new TypeError("no such overload: +");
}

function remainder(left: unknown, right: unknown): bigint {
  if (typeof left !== "bigint" || typeof right !== "bigint") throw new TypeError("no such overload: %");
  return left % right;
}

function ordered(name: string, left: unknown, right: unknown): boolean {
  const comparable = (isNumber(left) && isNumber(right)) || (typeof left === "string" && typeof right === "string");
  if (!comparable) throw new TypeError(`no such overload: ${name}`);
  const [a, b] = isNumber(left) ? [Number(left), Number(right)] : [left as string, right as string];
  if (name === "<") return a < b;
  if (name === "<=") return a <= b;
  return name === ">" ? a > b : a >= b;
}
