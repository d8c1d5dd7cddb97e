/** Values as messages name them: `parameter "day"`, `output "auc" of step "fit"`. */
import type { Expression } from "../../schema/values/expression.ts";
import type { Flow, Node } from "../program.ts";
import { describeFound, shorten } from "../validate/found.ts";
import type { Use } from "./use.ts";

/** A value in the words of the definition. */
export function say(expression: Expression, flow: Pick<Flow, "nodes">): string {
  switch (expression.op) {
    case "literal":
      return describeFound(expression.value);
    case "param":
      return `parameter "${shorten(expression.name)}"`;
    case "output":
      return `output "${shorten(expression.name)}" of ${sayNode(flow.nodes[expression.node])}`;
    case "item":
      return `the item of ${sayNode(flow.nodes[expression.loop])}`;
    case "field":
      return `field "${shorten(expression.name)}" of ${say(expression.of, flow)}`;
    case "length":
      return `the length of ${say(expression.of, flow)}`;
    case "gather":
      return `${say(expression.of, flow)}, gathered by ${sayNode(flow.nodes[expression.loop])}`;
    case "join":
      return "what the branch gives";
    case "last":
      return `${say(expression.of, flow)}, of the last round`;
    case "result":
      return `output "${shorten(expression.path.join("."))}" of ${sayNode(flow.nodes[expression.call])}`;
    case "input":
      return `input "${shorten(expression.name)}"`;
    case "run":
      return expression.field === "scheduledDate" ? "run.scheduledAt.date" : `run.${expression.field}`;
    case "status":
      return "status";
    case "orElse":
      return say(expression.of, flow);
    case "range":
      return "range(…)";
    case "text":
    case "json":
      return "this text";
    case "inputPath":
    case "outputPath":
    case "checkpointPath":
      return "this path";
    case "unknown":
      return "this value";
    default:
      return "this condition";
  }
}

/** The place of a use in words: `input "table" of step "fit"`, `word 3 of the command of step "fit"`. */
export function sayUse({ part, anchor, node, flow }: Pick<Use, "part" | "anchor" | "node" | "flow">): string {
  const last = "path" in anchor ? anchor.path.at(-1) : undefined;
  const owner = node === undefined ? `flow "${shorten(flow.name)}"` : sayNode(node);
  switch (part) {
    case "input":
      return `input "${shorten(String(last))}" of ${owner}`;
    case "argument":
      return `argument "${shorten(String(last))}" of ${owner}`;
    case "environment":
      return `variable "${shorten(String(last))}" of ${owner}`;
    case "command":
      return `word ${Number(last) + 1} of the command of ${owner}`;
    case "cacheKey":
      return `word ${Number(last) + 1} of the cache key of ${owner}`;
    case "items":
      return `what ${owner} goes over`;
    case "test":
      return "one side of the condition";
    case "until":
      return `one side of the condition of ${owner}`;
    case "result":
      return `what ${owner} returns`;
  }
}

const words = {
  step: "step",
  script: "script",
  spark: "Spark application",
  onExit: "exit handler",
  onFailure: "failure handler",
  approval: "approval",
  call: "call",
  forEach: "loop",
  repeatUntil: "loop",
} as const;

/** A node in words: `step "fit"`, `loop "per-shard"`, `the branch`. */
export function sayNode(node: Pick<Node, "kind" | "name"> | undefined): string {
  if (node === undefined) return "a step";
  return node.kind === "branch" ? "the branch" : `${words[node.kind]} "${shorten(node.name)}"`;
}

/** The same at the beginning of a sentence; words of the language stay as they are written. */
export function capital(said: string): string {
  return /^run\.|^(status|range)\b/.test(said) ? said : said.charAt(0).toUpperCase() + said.slice(1);
}
