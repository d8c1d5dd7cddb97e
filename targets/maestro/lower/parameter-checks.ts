/**
 * The check of a run's parameters (meaning.md, rule 2)
 *
 * Maestro has no parameter without a default, and no bounds. A step that does nothing comes before all others: where its own parameters cannot be worked out it fails, and nothing
 * runs.
 */

import { plainDecimal } from "../../../schema/values/plain-decimal.ts";
import type { StringType, ValueType } from "../../../schema/values/value-type.ts";
import { addParam, addStep } from "./drafts.ts";
import type { Lowering } from "./lowering.ts";
import type { Place, StepDraft } from "./place.ts";
import { parameter, quoted } from "./sel-text.ts";
import { absent, missing, travelling } from "./travelling.ts";

/** Adds the step that checks parameters, where there is something to check. */
export function addParameterCheck(lowering: Lowering, place: Place): StepDraft | undefined {
  const checks = Object.entries(lowering.plan.flow.params).flatMap(([name, { type, default: value }]) => {
    const lines = [...(value === undefined && type.type !== "optional" ? [given(name)] : []), ...ofType(name, type)];
    return lines.length === 0 ? [] : [{ name, expression: [...lines, "return 'checked';"].join(" ") }];
  });
  if (checks.length === 0) return undefined;
  const step = addStep(lowering, place, "parameters", { name: "parameters" });
  for (const { name, expression } of checks) addParam(lowering, step, `checked_${name}`, { expression, type: "STRING" });
  return step;
}

function given(name: string): string {
  return failIf(`${parameter(name)} == ${quoted(missing)}`, name, "was not given");
}

function failIf(test: string, name: string, problem: string): string {
  return `if (${test}) { throw ${quoted(`Parameter "${name}" ${problem}.`)}; }`;
}

function ofType(name: string, type: ValueType): readonly string[] {
  const source = parameter(name);
  switch (type.type) {
    case "optional": {
      const inner = ofType(name, type.of);
      return inner.length === 0 ? [] : [`if (${source} == ${quoted(absent)}) { return 'checked'; }`, ...inner];
    }
    case "string":
      return ofText(name, source, type);
    case "integer":
    case "number": {
      const number = type.type === "integer" ? "-?(?:0|[1-9][0-9]{0,15})" : "-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?";
      const bounds = [
        ["<", type.minimum, "is less than"],
        [">", type.maximum, "is more than"],
        ["<=", type.exclusiveMinimum, "is not more than"],
        [">=", type.exclusiveMaximum, "is not less than"],
        ...(type.type === "integer"
          ? ([
              ["<", -(2 ** 53 - 1), "is less than"],
              [">", 2 ** 53 - 1, "is more than"],
            ] as const)
          : []),
      ] as const;
      return [
        unlike(name, source, number, `is no ${type.type}`),
        ...bounds.flatMap(([sign, bound, said]) =>
          bound === undefined
            ? []
            : [
                failIf(
                  `Double.valueOf(${source}) ${sign} Double.valueOf('${plainDecimal(bound)}')`,
                  name,
                  `${said} ${plainDecimal(bound)}`,
                ),
              ],
        ),
      ];
    }
    case "boolean":
      return [unlike(name, source, "true|false", "is neither true nor false")];
    case "list":
      return [unlike(name, source, "\\[.*\\]", "is no list")];
    case "object":
      return [unlike(name, source, "\\{.*\\}", "is no object")];
    default:
      return [];
  }
}

const shapes: Partial<Record<NonNullable<StringType["format"]>, string>> = {
  date: "[0-9]{4}-[0-9]{2}-[0-9]{2}",
  time: "[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]+)?)?",
  datetime: "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]+)?)?(?:Z|[-+][0-9]{2}:[0-9]{2})",
  uuid: "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}",
};

function ofText(name: string, source: string, { enum: members, format, minLength, maxLength }: StringType): readonly string[] {
  const length = `${source}.replace('\`1', 'x').replace('\`0', 'x').length()`;
  const shape = format === undefined ? undefined : shapes[format];
  return [
    ...(members === undefined
      ? []
      : [
          failIf(
            members.map((member) => `${source} != ${quoted(travelling(member))}`).join(" && "),
            name,
            `is none of ${members.join(", ")}`,
          ),
        ]),
    ...(shape === undefined ? [] : [unlike(name, source, shape, `is no ${format}`)]),
    ...(minLength === undefined ? [] : [failIf(`${length} < ${minLength}`, name, `is shorter than ${minLength}`)]),
    ...(maxLength === undefined ? [] : [failIf(`${length} > ${maxLength}`, name, `is longer than ${maxLength}`)]),
  ];
}

/** The letter keeps an empty text from being taken for one that matches. */
function unlike(name: string, source: string, pattern: string, problem: string): string {
  return failIf(`!('x' + ${source}).replaceAll(${quoted(`(?s)\\Ax(?:${pattern})\\z`)}, '').isEmpty()`, name, problem);
}
