/**
 * The check of a run's parameters, made when the run starts
 *
 * Whoever starts a run by other means than `millwright submit` can give it any text. Argo computes labels of a run from expressions before anything else, and an
 * expression that fails ends the run: so one label holds the check (meaning.md, rule 2). It also refuses `{{`, which Argo would take for a variable of its own.
 */
import type { Flow } from "../../../compiler/program.ts";
import type { ValueType } from "../../../schema/values/value-type.ts";
import { quoted, variable } from "./expr-text.ts";
import { absent } from "./render.ts";
import type { FlowSchedules } from "./schedule-params.ts";

export const checkLabel = "millwright.dev/parameters";

/** The expression of the label, or undefined for a flow without parameters. */
export function parameterCheck(flow: Flow, { computed: given, hidden: { schedule } }: FlowSchedules): string | undefined {
  const computed = new Set(given.map(({ param }) => param));
  const checks = Object.entries(flow.params).flatMap(([name, { type }]) => {
    const value = variable(["workflow", "parameters", name]);
    const bad = problemOf(value, type);
    if (bad === undefined) return [];
    const skipped = schedule !== undefined && computed.has(name) ? `${variable(["workflow", "parameters", schedule])} == '' and ` : "";
    return [`${skipped}(${bad}) ? sprig.fail(${quoted(`Parameter ${name} is not ${described(type)}`)}) : `];
  });
  return checks.length === 0 ? undefined : `${checks.join("")}'checked'`;
}

/** A condition that holds where a text is not of its type; what it cannot say, the steps that use the value see. */
function problemOf(value: string, type: ValueType): string | undefined {
  switch (type.type) {
    case "boolean":
      return `not (${value} in ['true', 'false'])`;
    case "integer":
    case "number": {
      const shape = type.type === "integer" ? "^-?(0|[1-9][0-9]*)$" : "^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][-+]?[0-9]+)?$";
      const bounds = [
        type.minimum !== undefined && `float(${value}) < ${type.minimum}`,
        type.maximum !== undefined && `float(${value}) > ${type.maximum}`,
        type.exclusiveMinimum !== undefined && `float(${value}) <= ${type.exclusiveMinimum}`,
        type.exclusiveMaximum !== undefined && `float(${value}) >= ${type.exclusiveMaximum}`,
      ].filter((bound) => bound !== false);
      return [`not (${value} matches ${quoted(shape)})`, ...bounds].join(" or ");
    }
    case "string":
      return stringProblem(value, type);
    case "list":
    case "object":
      return `${value} contains ${quoted("{{")} or ${value} matches '^[^[{]'`;
    case "optional": {
      const bad = problemOf(value, type.of);
      return bad === undefined ? undefined : `${value} != ${quoted(absent)} and (${bad})`;
    }
    default:
      return undefined;
  }
}

function stringProblem(value: string, type: Extract<ValueType, { type: "string" }>): string {
  if (type.enum !== undefined) return `not (${value} in [${type.enum.map(quoted).join(", ")}])`;
  if (type.format === "date") return `not (${value} matches '^[0-9]{4}-[0-9]{2}-[0-9]{2}$')`;
  const lengths = [
    type.minLength !== undefined && `len(${value}) < ${type.minLength}`,
    type.maxLength !== undefined && `len(${value}) > ${type.maxLength}`,
  ].filter((bound) => bound !== false);
  return [`${value} contains ${quoted("{{")}`, ...lengths].join(" or ");
}

function described(type: ValueType): string {
  if (type.type === "optional") return described(type.of);
  if (type.type === "string" && type.enum !== undefined) return `one of ${type.enum.join(", ")}`;
  if (type.type === "string" && type.format === "date") return "a date such as 2026-01-31";
  if (type.type === "string") return "a text of its type, without two opening braces";
  return type.type === "integer" ? "a whole number within its bounds" : `a ${type.type} within its bounds`;
}
