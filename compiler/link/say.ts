/** Values as messages name them: `params.day`, `outputs.auc of step "fit"`. */
import type { Expression } from "../../schema/values/expression.ts";
import type { Flow, Node } from "../program.ts";
import { describeFound, shorten } from "../validate/found.ts";

/** A value in the words of the definition. */
export function say(expression: Expression, flow: Pick<Flow, "nodes">): string {
  switch (expression.op) {
    case "literal":
      return describeFound(expression.value);
    case "param":
      return `params.${shorten(expression.name)}`;
    case "output":
      return `outputs.${shorten(expression.name)} of ${sayNode(flow.nodes[expression.node])}`;
    case "item":
      return `the item of ${sayNode(flow.nodes[expression.loop])}`;
    case "field":
      return `field "${shorten(expression.name)}" of ${say(expression.of, flow)}`;
    case "length":
      return `the length of ${say(expression.of, flow)}`;
    case "gather":
      return `${say(expression.of, flow)}, gathered`;
    case "join":
      return "what the branch gives";
    case "last":
      return `${say(expression.of, flow)}, of the last round`;
    case "result":
      return `outputs.${shorten(expression.path.join("."))} of ${sayNode(flow.nodes[expression.call])}`;
    case "input":
      return `inputs.${shorten(expression.name)}`;
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

/** A node in words: `step "fit"`, `loop "per-shard"`, `a branch`. */
export function sayNode(node: Pick<Node, "kind" | "name"> | undefined): string {
  if (node === undefined) return "a step";
  return node.kind === "branch" ? "a branch" : `${words[node.kind]} "${shorten(node.name)}"`;
}

/** The same at the beginning of a sentence; words of the language stay as they are written. */
export function capital(said: string): string {
  return /^(params|outputs|inputs|run)\.|^(status|range)\b/.test(said) ? said : said.charAt(0).toUpperCase() + said.slice(1);
}
