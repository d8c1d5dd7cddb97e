/** Expressions in the few words that fit on an edge: `auc ≥ 0.86 and learningRate < 0.5`. */
import { type Expression, operands, withOperands } from "../../schema/values/expression.ts";
import type { Flow } from "../program.ts";
import { signs } from "../words/say-expression.ts";
import { clip } from "./clip.ts";

const longestLiteral = 40;

/**
 * A condition or value in words
 *
 * An output goes by its own name; where two steps of the same expression have outputs of one name, each of these goes by `step.output`.
 */
export function shortWords(expression: Expression, flow: Flow): string {
  const meanings = new Map<string, Set<string>>();
  for (const source of sources(expression)) {
    const words = say(source, flow, none);
    meanings.set(words, (meanings.get(words) ?? new Set()).add(JSON.stringify(source)));
  }
  return say(expression, flow, (words) => (meanings.get(words)?.size ?? 0) > 1);
}

/** A value with the name of the step that makes it: `plan.shards`. */
export function namedWords(expression: Expression, flow: Flow): string {
  return say(expression, flow, all);
}

/** Which words are too few: those go with the name of their step. */
type TooFew = (words: string) => boolean;
const none: TooFew = () => false;
const all: TooFew = () => true;

/** The outermost parts of an expression that are values of the run. */
function sources(expression: Expression): readonly Expression[] {
  switch (expression.op) {
    case "param":
    case "output":
    case "item":
    case "field":
    case "gather":
    case "join":
    case "last":
    case "result":
    case "run":
      return [expression];
    default:
      return operands(expression).flatMap(sources);
  }
}

function say(expression: Expression, flow: Flow, tooFew: TooFew): string {
  const inner = (part: Expression) => say(part, flow, tooFew);
  const owned = (words: string, nodes: readonly number[]) =>
    tooFew(words) ? `${[...new Set(nodes.map((node) => flow.nodes[node]?.name ?? "?"))].join("/")}.${words}` : words;
  switch (expression.op) {
    case "literal":
      return clip(JSON.stringify(expression.value), longestLiteral);
    case "param":
    case "input":
      return expression.name;
    case "output":
      return owned(expression.name, [expression.node]);
    case "item":
      return `item of ${flow.nodes[expression.loop]?.name ?? "?"}`;
    case "field":
      return expression.of.op === "item" ? expression.name : `${inner(expression.of)}.${expression.name}`;
    case "length":
      return `length of ${inner(expression.of)}`;
    case "gather":
      return `every ${inner(expression.of)}`;
    case "join":
      return joined(expression.cases, flow, owned);
    case "last":
      return inner(expression.of);
    case "result":
      return owned(expression.path.join("."), [expression.call]);
    case "inputPath":
    case "outputPath":
      return `${expression.name}.path`;
    case "checkpointPath":
      return "checkpoint";
    case "run":
      return `run.${expression.field}`;
    case "status":
      return "status";
    case "range":
      return `0 … below ${inner(expression.count)}`;
    case "orElse":
      return `${inner(expression.of)}, else ${inner(expression.other)}`;
    case "json":
      return "json(…)";
    case "text":
      return clip(expression.parts.map((part) => (typeof part === "string" ? part : `{${inner(part)}}`)).join(""), longestLiteral);
    case "and":
    case "or":
      return `${grouped(expression.left, expression.op, inner)} ${expression.op} ${grouped(expression.right, expression.op, inner)}`;
    case "not":
      return isTruth(expression.of) ? `not ${inner(expression.of)}` : `not (${inner(expression.of)})`;
    case "isTrue":
      return inner(expression.of);
    case "unknown":
      return "unknown";
    default:
      return `${inner(expression.left)} ${signs[expression.op]} ${inner(expression.right)}`;
  }
}

/** What either body left: one name where all have it, with the steps that make it where that is too few. */
function joined(cases: readonly Expression[], flow: Flow, owned: (words: string, nodes: readonly number[]) => string): string {
  const words = [...new Set(cases.map((left) => say(left, flow, none)))];
  const makers = cases.flatMap((left) => [...withOperands(left)]).flatMap(makerOf);
  return words.map((one) => owned(one, makers)).join(" or ");
}

function makerOf(expression: Expression): readonly number[] {
  return expression.op === "output" ? [expression.node] : expression.op === "result" ? [expression.call] : [];
}

function grouped(part: Expression, around: "and" | "or", inner: (part: Expression) => string): string {
  return (part.op === "and" || part.op === "or") && part.op !== around ? `(${inner(part)})` : inner(part);
}

function isTruth(expression: Expression): boolean {
  return expression.op === "isTrue";
}
