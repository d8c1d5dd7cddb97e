/**
 * What Maestro's server takes without a look, and fails when the workflow runs
 *
 * The graphs of nested steps, every reference in expressions, conditions and texts, dollars, types of loops, keys of containers. What no rule of ours refused is right in all of it, or the
 * mistake is ours.
 *
 * Source: maestro.md, 6.2 and 6.3
 */
import { documentCheck } from "../document-check.ts";
import { graphProblem, stepsBefore } from "./check-graph.ts";
import { conditionNames, referencesOf, textProblem } from "./check-text.ts";
import { containerSchema, paramSchema, requestSchema, stepSchema } from "./request-schema.ts";
import type { ForeachStep, Param, Params, TypedStep, WorkflowRequest, WrappedStep } from "./schema.ts";

const checkRequest = documentCheck(requestSchema);
const checkStep = documentCheck(stepSchema);
const checkParam = documentCheck(paramSchema);
const checkContainer = documentCheck(containerSchema);

/** What is wrong with a request, as the end of a sentence; undefined where nothing is. */
export function requestProblem(request: WorkflowRequest): string | undefined {
  const { workflow } = request;
  const own = new Set(["RUN_TS", ...Object.keys(workflow.params ?? {})]);
  return (
    checkRequest(request) ??
    paramsProblem(workflow.params ?? {}, { names: own, steps: new Map() }) ??
    stepsProblem(workflow.steps, own, new Set())
  );
}

/** What can be named where a text stands: parameters, and steps that are over by then, with theirs. */
interface Known {
  readonly names: ReadonlySet<string>;
  readonly steps: ReadonlyMap<string, AnyStep>;
}

type AnyStep = TypedStep | ForeachStep;

function stepsProblem(steps: readonly WrappedStep[], names: ReadonlySet<string>, ids: Set<string>): string | undefined {
  for (const [index, wrapped] of steps.entries()) {
    const problem = checkStep(wrapped) ?? (Object.keys(wrapped).length === 1 ? undefined : " is not one step");
    if (problem !== undefined) return `/steps/${index}${problem}`;
  }
  const all = steps.map(anyStep);
  for (const { id } of all) {
    if (ids.has(id)) return `the id "${id}" is there twice`;
    ids.add(id);
  }
  const graph = graphProblem(all);
  if (graph !== undefined) return graph;
  const before = stepsBefore(all);
  for (const step of all) {
    const problem = stepProblem(step, names, before.get(step.id) ?? new Map(), ids);
    if (problem !== undefined) return `step "${step.id}" ${problem}`;
  }
  return undefined;
}

function anyStep(wrapped: WrappedStep): AnyStep {
  return "step" in wrapped ? wrapped.step : wrapped.foreach;
}

function stepProblem(
  step: AnyStep,
  names: ReadonlySet<string>,
  before: ReadonlyMap<string, AnyStep>,
  ids: Set<string>,
): string | undefined {
  const { params = {}, transition } = step;
  const shadowed = Object.keys(params).find((name) => names.has(name));
  if (shadowed !== undefined) return `has the parameter "${shadowed}", which hides one of the workflow`;
  const known: Known = { names: new Set([...names, ...Object.keys(params), "step_attempt_id"]), steps: before };
  const problem = paramsProblem(params, known);
  if (problem !== undefined) return problem;
  for (const condition of Object.values(transition.successors ?? {})) {
    // A step's own parameters are known once it is over.
    const unknown = textProblem(condition) ?? conditionNames(condition).find((name) => !known.names.has(name));
    if (unknown !== undefined) return `has the condition "${condition}": ${unknown}`;
  }
  if ("concurrency" in step) return loopProblem(step, known, ids);
  if (step.type === "NoOp") return undefined;
  const container = params["kubernetes"];
  if (container === undefined || !("value" in container) || container.type !== "MAP") return "has no container";
  return checkContainer(container.value);
}

function loopProblem({ params = {}, steps }: ForeachStep, known: Known, ids: Set<string>): string | undefined {
  const loop = params["loop_params"];
  if (loop === undefined || !("value" in loop) || loop.type !== "MAP") return "has no loop_params";
  const items = Object.entries(loop.value);
  // Several would be multiplied with each other.
  if (items.length !== 1 || items.some(([, { type }]) => type !== "STRING_ARRAY")) return "does not loop over one array of texts";
  const carried = Object.keys(params).filter((name) => name !== "loop_params");
  const inside = [...known.names].filter((name) => name !== "step_attempt_id" && name !== "loop_params");
  return stepsProblem(steps, new Set([...inside, ...carried, ...items.map(([name]) => name)]), ids);
}

function paramsProblem(params: Params, known: Known): string | undefined {
  for (const [name, param] of Object.entries(params)) {
    if (!/^(?!.*__)[_a-zA-Z][.\-_a-zA-Z0-9]{0,127}$/.test(name)) return `has a parameter "${name}"`;
    const problem = checkParam(param) ?? paramProblem(param, known);
    if (problem !== undefined) return `has the parameter "${name}": ${problem}`;
  }
  return undefined;
}

function paramProblem(param: Param, known: Known): string | undefined {
  if ("expression" in param)
    return "value" in param
      ? "both a value and an expression"
      : (textProblem(param.expression) ?? expressionProblem(param.expression, known));
  if (param.value === undefined) return "neither a value nor an expression";
  switch (param.type) {
    case "STRING":
      return literalProblem(param.value, known);
    case "STRING_ARRAY":
      return firstProblem(param.value, known);
    case "STRING_MAP":
      return firstProblem(Object.entries(param.value).flat(), known);
    case "MAP":
      return paramsProblem(param.value, known);
  }
}

function firstProblem(texts: readonly string[], known: Known): string | undefined {
  for (const text of texts) {
    const problem = literalProblem(text, known);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** A text in which Maestro replaces references, and halves doubled dollars. */
function literalProblem(text: string, known: Known): string | undefined {
  const { names, problem } = referencesOf(text);
  return problem ?? unknownName(names, known);
}

function expressionProblem(expression: string, known: Known): string | undefined {
  for (const [, step = "", param = ""] of expression.matchAll(/params\.getFromStep\('([^']+)', '([^']+)'\)/g)) {
    const found = known.steps.get(step);
    if (found === undefined) return `"${step}" is not over by then`;
    if (found.params?.[param] === undefined) return `step "${step}" has no parameter "${param}"`;
  }
  for (const [, loop = "", step = "", param = ""] of expression.matchAll(/params\.getFromForeach\('([^']+)', '([^']+)', '([^']+)'\)/g)) {
    const found = known.steps.get(loop);
    if (found === undefined || !("concurrency" in found)) return `"${loop}" is no loop that is over by then`;
    const inner = found.steps.map(anyStep).find(({ id }) => id === step);
    if (inner?.params?.[param] === undefined) return `loop "${loop}" has no step "${step}" with the parameter "${param}"`;
  }
  return unknownName(conditionNames(expression), known);
}

function unknownName(names: readonly string[], known: Known): string | undefined {
  const unknown = names.find((name) => !known.names.has(name));
  return unknown === undefined ? undefined : `there is no "${unknown}"`;
}
