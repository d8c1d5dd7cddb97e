/** The paths that steps and approvals of a flow can have, and what a test that names none of them is told. */
import { didYouMean } from "../../compiler/diagnostics/suggest.ts";
import type { PlannedBody, PlannedFlow, PlannedNode } from "../../compiler/plan.ts";

/** A path as a pattern, with a star for each position: "per-shard[*]/count"; `name` is that of its step. */
export interface StepPath {
  readonly pattern: string;
  readonly name: string;
  readonly kind: "step" | "approval";
}

/** All paths of a flow, those of its handlers and of the flows that it calls included, in the order of the definition. */
export function stepPaths(plan: PlannedFlow): readonly StepPath[] {
  const handlers = [plan.onFailure, plan.onExit].flatMap((handler) => (handler === undefined ? [] : [stepPath("", handler)]));
  return [...bodyPaths(plan.body, "", plan), ...handlers];
}

function bodyPaths({ nodes }: PlannedBody, prefix: string, plan: PlannedFlow): readonly StepPath[] {
  return nodes.flatMap((node) => nodePaths(node, prefix, plan));
}

function nodePaths(node: PlannedNode, prefix: string, plan: PlannedFlow): readonly StepPath[] {
  const { name } = node.node;
  switch (node.kind) {
    case "step":
    case "approval":
      return [stepPath(prefix, node)];
    case "branch":
      return node.cases.flatMap(({ body }) => bodyPaths(body, prefix, plan));
    case "forEach":
      return bodyPaths(node.body, `${prefix}${name}[*]/`, plan);
    case "repeatUntil":
      return bodyPaths(node.body, `${prefix}${name}#*/`, plan);
    case "call": {
      const callee = plan.called[node.flow];
      return callee === undefined ? [] : bodyPaths(callee.body, `${prefix}${name}/`, callee);
    }
  }
}

function stepPath(prefix: string, { kind, node: { name } }: Extract<PlannedNode, { readonly kind: "step" | "approval" }>): StepPath {
  return { pattern: `${prefix}${name}`, name, kind };
}

/** Throws where a key of a test's names no step (or approval): neither by its name nor, for one instance, by its path. */
export function refuseUnknownKeys(kind: StepPath["kind"], keys: readonly string[], paths: readonly StepPath[], flow: string): void {
  const own = paths.filter((path) => path.kind === kind);
  const known = new Set(own.flatMap(({ pattern, name }) => [pattern, name]));
  const wrong = keys.find((key) => !known.has(patternOf(key)));
  if (wrong === undefined) return;
  const article = kind === "step" ? "a step" : "an approval";
  const [said, near] = wrong.includes("/")
    ? [`the path of ${article}`, own.map(({ pattern }) => firstOf(pattern))]
    : [article, own.map(({ name }) => name)];
  throw new TypeError(`"${wrong}" is not ${said} of flow "${flow}". ${didYouMean(wrong, new Set(near)) ?? ""}`.trim());
}

function patternOf(path: string): string {
  return path.replaceAll(/\[\d+\](?=\/)/g, "[*]").replaceAll(/#\d+(?=\/)/g, "#*");
}

/** The path of the first instance. */
function firstOf(pattern: string): string {
  return pattern.replaceAll("[*]", "[0]").replaceAll("#*", "#1");
}
