/** The checks of what a flow says of itself: parameters, schedules, targets, names, handlers. */
import type { Json, Text } from "../../schema/record.ts";
import { type Expression, operands } from "../../schema/values/expression.ts";
import type { ParamRecord, ValueType } from "../../schema/values/value-type.ts";
import { type Anchor, type Diagnostic, keyAt } from "../diagnostics/diagnostic.ts";
import { didYouMean, nearHelp } from "../diagnostics/suggest.ts";
import { definitionId, type Flow, type Schedule } from "../program.ts";
import type { FlowDefinition } from "../validate/definition.ts";
import { shorten } from "../validate/found.ts";
import { ofScheduleRecord } from "../validate/places.ts";
import { typeProblem } from "./assignable.ts";
import { at, isRequired, unknownParam } from "./check-arguments.ts";
import type { LinkConfig } from "./context.ts";
import {
  argumentType,
  defaultType,
  duplicateHandler,
  handlerInBody,
  handlerOption,
  otherwiseTwice,
  scheduleMissesParameter,
  unknownEnvironment,
  unknownTarget,
} from "./flow-diagnostics.ts";
import { literalProblem } from "./literal-problem.ts";
import { nestedReference } from "./nested-reference.ts";
import { say, sayNode } from "./say.ts";
import { own, typeOf } from "./type-of.ts";
import { scheduleValue } from "./value-diagnostics.ts";

/** What is wrong with the options of a flow. `spoiled` is told of values of which a mistake was reported already. */
export function optionProblems(flow: Flow, config: LinkConfig, spoiled: () => void): readonly Diagnostic[] {
  return [
    ...paramProblems(flow, spoiled),
    ...flow.schedules.flatMap((schedule, index) => scheduleProblems(schedule, index, flow, spoiled)),
    ...unknownTargets(flow, config),
    ...handlerProblems(flow),
  ];
}

function paramProblems(flow: Flow, spoiled: () => void): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const [param, { type, default: value }] of Object.entries(flow.params)) {
    if (value === undefined) continue;
    if (nestedReference(value)?.op === "unknown") {
      spoiled();
      continue;
    }
    const problem = literalProblem(value, type);
    if (problem === undefined) continue;
    const values = { param, found: at(problem.path, problem.found), expected: problem.expected };
    diagnostics.push(defaultType.at({ calls: flow.origin.calls, path: [1, "params", param] }, values, { definition: definitionId(flow) }));
  }
  return diagnostics;
}

function scheduleProblems({ params }: Schedule, index: number, flow: Flow, spoiled: () => void): readonly Diagnostic[] {
  const count = flow.schedules.length;
  const place = (...path: readonly string[]): Anchor => ofScheduleRecord(flow.origin.calls, index, count, path);
  const what = count === 1 ? `The schedule of flow "${flow.name}"` : `Schedule ${index + 1} of flow "${flow.name}"`;
  const diagnostics: Diagnostic[] = [];
  for (const [param, value] of Object.entries(params)) {
    const anchor = place("params", param);
    const declared = own(flow.params, param);
    if (declared === undefined) diagnostics.push(unknownParam(what, param, flow, { anchor, flow }));
    else diagnostics.push(...scheduledProblems(value, param, declared, flow, anchor, spoiled));
  }
  for (const [param, declared] of Object.entries(flow.params)) {
    if (!isRequired(declared) || Object.hasOwn(params, param)) continue;
    diagnostics.push(scheduleMissesParameter.at(keyAt(place()), { what, param }, { definition: definitionId(flow) }));
  }
  return diagnostics;
}

function scheduledProblems(
  value: Text,
  param: string,
  { type }: ParamRecord,
  flow: Flow,
  anchor: Anchor,
  spoiled: () => void,
): readonly Diagnostic[] {
  const about = { definition: definitionId(flow) };
  if (typeof value === "string") {
    const problem = literalProblem(parsedWord(value, type), type);
    if (problem === undefined) return [];
    const values = { param, flow: flow.name, found: at(problem.path, problem.found), expected: problem.expected };
    return [argumentType.at(anchor, values, about)];
  }
  const foreign = foreignValue(value);
  if (foreign?.op === "unknown") {
    spoiled();
    return [];
  }
  if (foreign !== undefined) return [scheduleValue.at(anchor, { param, flow: flow.name, what: say(foreign, flow) }, about)];
  const problem = typeProblem(typeOf(value, flow), type);
  if (problem === undefined) return [];
  return [
    argumentType.at(anchor, { param, flow: flow.name, found: `${say(value, flow)}, ${problem.found}`, expected: problem.expected }, about),
  ];
}

/** The value that a word stands for, by the type that it is read as. A word that does not parse stands for itself. */
export function parsedWord(word: string, type: ValueType): Json {
  if (type.type === "optional") return parsedWord(word, type.of);
  if (type.type === "string") return word;
  try {
    return JSON.parse(word) as Json;
  } catch {
    return word;
  }
}

/** The part of a scheduled value that is not known before the run starts. */
function foreignValue(expression: Expression): Expression | undefined {
  switch (expression.op) {
    case "run":
      return expression.field === "scheduledAt" || expression.field === "scheduledDate" ? undefined : expression;
    case "literal":
      return undefined;
    case "text":
    case "json":
      for (const operand of operands(expression)) {
        const foreign = foreignValue(operand);
        if (foreign !== undefined) return foreign;
      }
      return undefined;
    default:
      return expression;
  }
}

function unknownTargets(flow: Flow, config: LinkConfig): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const [index, target] of flow.targets.entries()) {
    if (config.targets.includes(target)) continue;
    const anchor = { calls: flow.origin.calls, path: [1, "targets", index] };
    const extra = { definition: definitionId(flow), ...nearHelp(target, config.targets) };
    diagnostics.push(unknownTarget.at(anchor, { flow: flow.name, target: shorten(target) }, extra));
  }
  return diagnostics;
}

/** Environments that a flow names and the config does not have; the flow itself may be left out everywhere. */
export function environmentProblems({ name, origin, options }: FlowDefinition, config: LinkConfig): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const [index, environment] of (options.environments ?? []).entries()) {
    if (config.environments.includes(environment)) continue;
    const help = didYouMean(environment, config.environments);
    const anchor = { calls: origin.calls, path: [1, "environments", index] };
    const extra = { definition: `flow:${name}`, ...(help !== undefined && { help }) };
    diagnostics.push(unknownEnvironment.at(anchor, { flow: name, environment: shorten(environment) }, extra));
  }
  return diagnostics;
}

function handlerProblems(flow: Flow): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const definition = definitionId(flow);
  for (const node of flow.nodes) {
    if (node.kind === "branch" && node.cases.filter(({ test }) => test === null).length > 1)
      diagnostics.push(otherwiseTwice.at({ calls: node.calls, path: [] }, { flow: flow.name }, { definition }));
    if (node.kind !== "onExit" && node.kind !== "onFailure") continue;
    const at = { calls: node.calls, path: [] };
    if (node.id !== flow[node.kind]) diagnostics.push(duplicateHandler.at(at, { flow: flow.name, what: node.kind }, { definition }));
    if (node.body !== 0) {
      const owner = sayNode(flow.nodes[flow.bodies[node.body]?.owner ?? -1]);
      diagnostics.push(handlerInBody.at(at, { handler: node.name, owner }, { definition }));
    }
    if (node.after.length > 0)
      diagnostics.push(handlerOption.at({ calls: node.calls, path: [1, "after"] }, { handler: node.name }, { definition }));
  }
  return diagnostics;
}
