/** The check of a value's origin: may it be used where it is used (meaning.md, rule 7). */
import type { Expression } from "../../schema/values/expression.ts";
import type { ValueType } from "../../schema/values/value-type.ts";
import type { Diagnostic, Extra } from "../diagnostics/diagnostic.ts";
import { definitionId, isStep, type Node } from "../program.ts";
import { forgedRecord } from "../validate/diagnostics.ts";
import { capital, say, sayNode } from "./say.ts";
import { isInside, isVisible, ownerToLeave } from "./scope.ts";
import { own, resultAt } from "./type-of.ts";
import type { Use } from "./use.ts";
import {
  attemptOutsideStep,
  checkpointPath,
  cycle,
  handlerUsesStep,
  outOfScope,
  portOutsideStep,
  statusOutsideHandler,
} from "./value-diagnostics.ts";

const references = new Set([
  "param",
  "output",
  "item",
  "gather",
  "join",
  "last",
  "result",
  "input",
  "inputPath",
  "outputPath",
  "checkpointPath",
  "run",
  "status",
  "unknown",
]);

/** Whether an expression takes its value from the run, not from its operands. */
export function isReference({ op }: Expression): boolean {
  return references.has(op);
}

type Check = (expression: Expression, use: Use) => ValueType;

/** Whether a reference means something where it is used; reports where it does not. `check` is used for what a body returned, inside that body. */
export function checkReference(expression: Expression, use: Use, check: Check): boolean {
  switch (expression.op) {
    case "unknown":
      use.spoiled();
      return false;
    case "param":
      return own(use.flow.params, expression.name) !== undefined || impossible(expression, use);
    case "run":
      return expression.field !== "attempt" || use.step !== undefined || report(use, attemptOutsideStep.at(use.anchor, {}, about(use)));
    case "status":
      return isHandler(use.step) || report(use, statusOutsideHandler.at(use.anchor, {}, about(use)));
    case "input":
    case "inputPath":
    case "outputPath":
    case "checkpointPath":
      return checkPort(expression, use);
    default:
      return checkNodeReference(expression, use, check);
  }
}

type PortReference = Extract<Expression, { readonly op: "input" | "inputPath" | "outputPath" | "checkpointPath" }>;

function checkPort(expression: PortReference, use: Use): boolean {
  const { step } = use;
  if (step === undefined || !hasPort(expression, step)) return report(use, portOutsideStep.at(use.anchor, {}, about(use)));
  if (expression.op !== "checkpointPath" || step.checkpoint) return true;
  return report(use, checkpointPath.at(use.anchor, { step: capital(sayNode(step)) }, about(use)));
}

function hasPort(expression: PortReference, step: NonNullable<Use["step"]>): boolean {
  if (expression.op === "checkpointPath") return true;
  return own<unknown>(expression.op === "outputPath" ? step.outputs : step.inputs, expression.name) !== undefined;
}

function checkNodeReference(expression: Expression, use: Use, check: Check): boolean {
  const { flow } = use;
  const id = nodeOf(expression);
  const node = id === undefined ? undefined : flow.nodes[id];
  if (id === undefined || node === undefined || !isOfKind(expression, node)) return impossible(expression, use);
  if (isHandler(use.node))
    return report(use, handlerUsesStep.at(use.anchor, { handler: use.node?.name ?? "", what: say(expression, flow) }, about(use)));
  const home = expression.op === "item" && node.kind === "forEach" ? node.runs : node.body;
  if (!isVisible(flow, home, use.body)) return report(use, leaving(say(expression, flow), home, use));
  const isLater = id >= use.before && (use.within === undefined || !isVisible(flow, use.within, home));
  if (isLater || (expression.op !== "item" && isInside(flow, use.body, id)))
    return report(use, cycle.at(use.anchor, { step: capital(sayNode(use.node)), other: sayNode(node) }, about(use)));
  return returned(expression, node).every(([value, body]) => {
    // What a loop returns is reported at the loop; what a branch returns, here.
    const quiet = expression.op === "join" ? use.report : () => undefined;
    return check(value, { ...use, body, report: quiet, part: "result" }).type !== "unknown";
  });
}

function nodeOf(expression: Expression): number | undefined {
  switch (expression.op) {
    case "output":
      return expression.node;
    case "item":
    case "gather":
    case "last":
      return expression.loop;
    case "join":
      return expression.branch;
    case "result":
      return expression.call;
    default:
      return undefined;
  }
}

function isOfKind(expression: Expression, node: Node): boolean {
  switch (expression.op) {
    case "output":
      return isStep(node) && own(node.outputs, expression.name) !== undefined;
    case "item":
    case "gather":
      return node.kind === "forEach";
    case "last":
      return node.kind === "repeatUntil";
    case "join":
      return node.kind === "branch" && node.cases.length === expression.cases.length;
    case "result":
      return node.kind === "call" && resultAt(node.result, expression.path) !== undefined;
    default:
      return false;
  }
}

/** What bodies returned, each with the body in which it must mean something. */
function returned(expression: Expression, node: Node): readonly (readonly [Expression, number])[] {
  if ((expression.op === "gather" || expression.op === "last") && (node.kind === "forEach" || node.kind === "repeatUntil"))
    return [[expression.of, node.runs]];
  if (expression.op !== "join" || node.kind !== "branch") return [];
  return expression.cases.flatMap((taken, index) => {
    const body = node.cases[index]?.runs;
    return body === undefined ? [] : [[taken, body] as const];
  });
}

/** The diagnostic of a value, or of a step that is waited for, that belongs to a body which does not enclose its user. */
export function leaving(what: string, home: number, use: Use): Diagnostic {
  const { flow } = use;
  const owner = flow.nodes[ownerToLeave(flow, home, use.body) ?? -1];
  const help =
    owner?.kind === "branch"
      ? "Return it from every body: const taken = when(…, () => one).otherwise(() => other), and use what that gives."
      : `Return it from the body of ${sayNode(owner)}, and use what ${owner?.kind === "repeatUntil" ? "repeatUntil()" : "forEach()"} gives back.`;
  const related = owner === undefined ? [] : [{ message: `${capital(sayNode(owner))} is here.`, at: { calls: owner.calls, path: [] } }];
  return outOfScope.at(use.anchor, { what: capital(what), owner: sayNode(owner) }, { ...about(use), help, related });
}

function isHandler(node: Node | undefined): boolean {
  return node?.kind === "onExit" || node?.kind === "onFailure";
}

function impossible(expression: Expression, use: Use): false {
  const values = { subject: `flow "${use.flow.name}"`, found: `it uses ${say(expression, use.flow)}, which does not exist` };
  return report(use, forgedRecord.at(use.anchor, values, about(use)));
}

function report(use: Use, diagnostic: Diagnostic): false {
  use.report(diagnostic);
  return false;
}

function about({ flow }: Use): Extra {
  return { definition: definitionId(flow) };
}
