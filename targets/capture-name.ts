import type { Flow } from "../compiler/program.ts";
import type { Expression } from "../schema/values/expression.ts";
import { kebab } from "./names.ts";

/** A readable name for a value: "plan-shards", "per-shard-uri". */
export function captureName(expression: Expression, flow: Flow): string {
  const nodeName = (node: number): string => kebab(flow.nodes[node]?.name ?? "") || "branch";
  switch (expression.op) {
    case "param":
      return kebab(expression.name);
    case "run":
      return `run-${kebab(expression.field)}`;
    case "output":
      return `${nodeName(expression.node)}-${kebab(expression.name)}`;
    case "item":
      return `${nodeName(expression.loop)}-item`;
    case "field":
      return expression.of.op === "item"
        ? `${nodeName(expression.of.loop)}-${kebab(expression.name)}`
        : `${captureName(expression.of, flow)}-${kebab(expression.name)}`;
    case "gather":
    case "last":
    case "length":
      return captureName(expression.of, flow);
    case "join": {
      const [first] = expression.cases;
      return first === undefined ? "joined" : captureName(first, flow);
    }
    case "result":
      return [nodeName(expression.call), ...expression.path.filter((name) => name !== "outputs").map(kebab)].join("-");
    default:
      return "value";
  }
}
