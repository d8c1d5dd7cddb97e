/**
 * References: typed values that exist only while a flow runs
 *
 * A reference is a Proxy that records what is done with it. Whatever JavaScript would do with its value (decide, cut, spread, serialise) is noted as a mistake
 * at that place, and the evaluation goes on with an unknown value, so that one run shows all mistakes.
 */

import { type Book, currentBook, lastProblem, problem } from "../recording/recording.ts";
import { callSites } from "../recording/sites.ts";
import { described } from "./described.ts";
import { type Comparison, comparisons, type Expression } from "./expression.ts";
import { BOOK, EXPRESSION, expressionOf, SAID, saidOf, TYPE, typeOf, usedExpression } from "./expression-of.ts";
import { foundWords } from "./found-words.ts";
import { type ArgumentPath, valueExpression } from "./plain.ts";
import { holdsReference, token } from "./tokens.ts";
import type { ValueType } from "./value-type.ts";

interface Target {
  expression: Expression;
  type: ValueType;
  book: Book | undefined;
  /** How it is called in a message: `params.day`, `outputs.auc of step "fit"`. */
  said: string;
}

/** A reference to `expression`; `said` is what messages call it. */
export function reference(expression: Expression, type: ValueType, said: string): unknown {
  return new Proxy({ expression, type, said, book: currentBook() }, handler);
}

/** What is left when a mistake was noted: it takes every use without a further word. */
export function unknownReference(said: string): unknown {
  const callable = Object.assign(() => undefined, {
    expression: { op: "unknown" },
    type: { type: "unknown" },
    said,
    book: undefined,
  } satisfies Target);
  return new Proxy(callable, handler as ProxyHandler<typeof callable>);
}

/** The guard puts this around every value that JavaScript decides by. */
export function known<T>(value: T): T {
  if (expressionOf(value) !== undefined) misused(value, "decides by it", "use when(), match() or .eq()");
  else if (typeof value === "string" && holdsReference(value))
    problem("load/reference-as-javascript", { what: "This text", used: "decides by it", instead: "use when(), match() or .eq()" });
  return value;
}

export interface MemberHints {
  /** What messages call the record as a whole. */
  readonly what: string;
  /** What to write instead of an unknown member; "" stands for the record as text. */
  readonly instead: (name: string) => string | undefined;
}

/** A record whose unknown members are mistakes with this code. */
export function members<T extends object>(
  known: T,
  code: string,
  values: Readonly<Record<string, string>>,
  { what, instead: insteadOf }: MemberHints = { what: "this", instead: () => undefined },
): T {
  const asText = (): string => {
    const instead = insteadOf("");
    problem("load/not-text", { what, ...(instead !== undefined && { instead }) });
    return token({ op: "unknown" });
  };
  return new Proxy(known, {
    get(target, key) {
      if (key === Symbol.toPrimitive || key === "toString") return asText;
      if (typeof key === "symbol" || Object.hasOwn(target, key)) return Reflect.get(target, key);
      if (key === "then" || key === "toJSON" || key === "constructor") return undefined;
      const instead = insteadOf(key);
      problem(code, { ...values, name: key, ...(instead !== undefined && { instead }) }, { known: Object.keys(target) });
      return unknownReference(key);
    },
  });
}

function misused(value: unknown, used: string, instead: string): void {
  const said = saidOf(value) ?? "this value";
  if (expressionOf(value)?.op !== "unknown") problem("load/reference-as-javascript", { what: said, used, instead });
}

const handler: ProxyHandler<Target> = {
  get: (target, key, proxy: unknown) => (typeof key === "symbol" ? symbolMember(target, key, proxy) : member(target, key, proxy)),
  apply: (target) => unknownReference(target.said),
  has(target) {
    if (target.expression.op !== "unknown")
      problem("load/reference-as-javascript", { what: target.said, used: "looks into it", instead: "name the fields that are needed" });
    return false;
  },
  set: () => false,
  defineProperty: () => false,
  deleteProperty: () => false,
  ownKeys(target) {
    if (target.expression.op !== "unknown")
      problem("load/reference-as-javascript", {
        what: target.said,
        used: "lists or spreads it",
        instead: "name the fields that are needed",
      });
    return [];
  },
};

function symbolMember(target: Target, key: symbol, proxy: unknown): unknown {
  switch (key) {
    case EXPRESSION:
      return target.expression;
    case TYPE:
      return target.type;
    case BOOK:
      return target.book;
    case SAID:
      return target.said;
    case Symbol.toPrimitive:
      return (hint: string) => {
        if (hint !== "string" && target.expression.op !== "unknown")
          misused(
            proxy,
            hint === "number" ? "calculates with it" : "adds or compares it",
            "compare with .eq(), .gte() or .lt(), join texts in a template literal, and calculate in a step",
          );
        return token(target.expression);
      };
    case Symbol.iterator:
      return () => {
        misused(proxy, "loops over it", "loop with forEach()");
        return [][Symbol.iterator]();
      };
    default:
      return undefined;
  }
}

function member(target: Target, key: string, proxy: unknown): unknown {
  const { expression, type, said } = target;
  if (key === "then") return undefined; // so that `await` gives the reference back
  if (expression.op === "unknown") return key === "toString" ? () => token(expression) : proxy;
  if (key === "toString") return () => token(expression);
  if (key === "toJSON") return () => misused(proxy, "turns it into JSON", "write json({ … }), or pass it as it is");
  if (key === "field" && type.type === "object") return (name: string) => field(target, name);
  if (isComparison(key) && (type.type !== "object" || key === "eq" || key === "ne")) return (other: unknown) => compare(key, target, other);
  if (type.type === "object" && Object.hasOwn(type.fields, key)) return field(target, key);
  if (key === "orElse")
    return (other: unknown) =>
      reference({ op: "orElse", of: expression, other: valueExpression(other, [0]) }, type.type === "optional" ? type.of : type, said);
  if (key === "isTrue" && type.type === "boolean") return condition({ op: "isTrue", of: expression });
  if (key === "length" && type.type === "list")
    return reference({ op: "length", of: expression }, { type: "integer", minimum: 0 }, `${said}.length`);
  if (type.type === "artifact" || type.type === "artifacts") return artifactMember(target, key);
  // The item of a list that is empty, as a config file may have it in one environment: its loop never runs. Or the type got lost in a mistake, which is told there.
  if (type.type === "unknown") return untypedMember(target, key);
  if (key in String.prototype || key in Array.prototype || key in Number.prototype) return javaScriptMember(target, key, proxy);
  problem("load/unknown-field", { what: said, name: key, type: described(type) }, { known: fieldsOf(type) });
  return unknownReference(`${said}.${key}`);
}

function untypedMember({ expression, said }: Target, key: string): unknown {
  if (key === "isTrue") return condition({ op: "isTrue", of: expression });
  if (key === "field") return (name: string) => reference({ op: "field", of: expression, name }, { type: "unknown" }, `${said}.${name}`);
  return reference({ op: "field", of: expression, name: key }, { type: "unknown" }, `${said}.${key}`);
}

function isComparison(key: string): key is Comparison {
  return (comparisons as readonly string[]).includes(key);
}

function field(target: Target, name: string): unknown {
  const { expression, type, said } = target;
  const known = type.type === "object" && Object.hasOwn(type.fields, name) ? type.fields[name] : undefined;
  if (known !== undefined) return reference({ op: "field", of: expression, name }, known, `${said}.${name}`);
  problem("load/unknown-field", { what: said, name, type: described(type) }, { known: fieldsOf(type) });
  return unknownReference(`${said}.${name}`);
}

function fieldsOf(type: ValueType): readonly string[] {
  return type.type === "object" ? Object.keys(type.fields) : [];
}

function artifactMember({ said }: Target, key: string): unknown {
  problem("load/artifact-outside-step", { what: said, name: key });
  return unknownReference(`${said}.${key}`);
}

/** `.slice`, `.map`, `.toFixed` …: asked of the value that is not there yet. */
function javaScriptMember({ said, type }: Target, key: string, proxy: unknown): unknown {
  const loops = type.type === "list" && ["map", "forEach", "filter", "reduce", "flatMap", "entries", "keys", "values"].includes(key);
  misused(proxy, `asks it for ".${key}"`, loops ? "loop with forEach()" : "do this in the step's program");
  return unknownReference(`${said}.${key}`);
}

function compare(op: Comparison, { expression }: Target, other: unknown): unknown {
  return condition({ op, left: expression, right: valueExpression(other, [0]), calls: callSites() });
}

/** A condition; its members make larger ones. */
export function condition(expression: Expression): unknown {
  return Object.freeze({
    [EXPRESSION]: expression,
    [BOOK]: currentBook(),
    [SAID]: "A condition",
    [TYPE]: { type: "boolean" } satisfies ValueType,
    and: (other: unknown) => condition({ op: "and", left: expression, right: conditionOf(other, [0]) }),
    or: (other: unknown) => condition({ op: "or", left: expression, right: conditionOf(other, [0]) }),
    not: () => condition({ op: "not", of: expression }),
    toString: () => token(expression),
  });
}

const conditionOps: ReadonlySet<string> = new Set([...comparisons, "and", "or", "not", "isTrue", "unknown"]);

/** The expression of a condition; anything else is a mistake, a boolean value too: it says `.isTrue`. */
export function conditionOf(value: unknown, path: ArgumentPath): Expression {
  const expression = usedExpression(value, path);
  if (expression !== undefined && conditionOps.has(expression.op)) return expression;
  const type = typeOf(value);
  if (!isMadeByJavaScript(value))
    problem("load/not-a-condition", { found: type === undefined ? foundWords(value) : `${saidOf(value)}, ${described(type)}` }, { path });
  return { op: "unknown" };
}

/** Whether a boolean is what JavaScript made of a reference, which is told already: `when(score >= 0.9, …)`. */
function isMadeByJavaScript(value: unknown): boolean {
  const last = lastProblem();
  if (typeof value !== "boolean" || last?.code !== "load/reference-as-javascript") return false;
  const [[file, line, column] = [-1, 0, 0]] = callSites();
  const [[otherFile, otherLine, otherColumn] = [-2, 0, 0]] = last.calls;
  return file === otherFile && (line < otherLine || (line === otherLine && column <= otherColumn));
}
