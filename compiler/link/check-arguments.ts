/** The arguments of a call against the parameters of the flow that it calls. */
import type { Expression } from "../../schema/values/expression.ts";
import type { ParamRecord, ValueType } from "../../schema/values/value-type.ts";
import { type Diagnostic, keyAt } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import type { Call, Flow } from "../program.ts";
import { shorten } from "../validate/found.ts";
import { type TypeProblem, typeProblem } from "./assignable.ts";
import { about, checkExpression, checkPrintable, isArtifact } from "./check-expression.ts";
import { argumentType, missingArgument, unknownArgument } from "./flow-diagnostics.ts";
import { literalProblem } from "./literal-problem.ts";
import { capital, say, sayNode } from "./say.ts";
import { own } from "./type-of.ts";
import type { Use } from "./use.ts";

/** Checks each argument, and that none is missing. Without the called flow only that the values mean something. */
export function checkArguments(call: Call, callee: Flow | undefined, useOf: (param: string) => Use): void {
  for (const [param, value] of Object.entries(call.arguments)) {
    const use = useOf(param);
    const type = checkExpression(value, use);
    if (callee === undefined) continue;
    const declared = own(callee.params, param);
    const problem =
      declared === undefined ? unknownParam(sayNode(call), param, callee, use) : wrongArgument(value, type, param, declared, callee, use);
    if (problem !== undefined) use.report(problem);
  }
  for (const [param, declared] of Object.entries(callee?.params ?? {})) {
    if (!isRequired(declared) || Object.hasOwn(call.arguments, param) || callee === undefined) continue;
    const use = useOf(param);
    use.report(missingArgument.at({ calls: call.calls, path: [2] }, { call: call.name, param, flow: callee.name }, about(use)));
  }
}

/** Whether a run cannot begin without the parameter. */
export function isRequired(param: ParamRecord): boolean {
  return param.default === undefined && param.type.type !== "optional" && param.type.type !== "unknown";
}

/** The diagnostic of a parameter that a flow does not have. */
export function unknownParam(what: string, param: string, flow: Flow, use: Pick<Use, "anchor" | "flow">): Diagnostic {
  const help = didYouMean(param, Object.keys(flow.params));
  return unknownArgument.at(
    keyAt(use.anchor),
    { what: capital(what), param: shorten(param), flow: flow.name },
    { definition: `flow:${use.flow.name}`, ...(help !== undefined && { help }) },
  );
}

function wrongArgument(
  value: Expression,
  type: ValueType,
  param: string,
  declared: ParamRecord,
  callee: Flow,
  use: Use,
): Diagnostic | undefined {
  if (value.op === "literal") {
    const problem = literalProblem(value.value, declared.type);
    return problem && argument(param, callee, { ...problem, found: at(problem.path, problem.found) }, use);
  }
  if (type.type === "unknown") return undefined;
  if (isArtifact(type) || (type.type === "optional" && declared.type.type !== "optional")) {
    checkPrintable(value, type, use);
    return undefined;
  }
  const problem = typeProblem(type, declared.type);
  return problem && argument(param, callee, { ...problem, found: `${say(value, use.flow)}, ${problem.found}` }, use);
}

function argument(param: string, flow: Flow, problem: TypeProblem, use: Use): Diagnostic {
  const { found, expected } = problem;
  return argumentType.at(use.anchor, { param, flow: flow.name, found, expected }, about(use));
}

/** What was found, with its place inside the data. */
export function at(path: readonly (string | number)[], found: string): string {
  return path.length === 0
    ? found
    : `${found} at ${path.map((member) => (typeof member === "number" ? `[${member}]` : `.${member}`)).join("")}`;
}
