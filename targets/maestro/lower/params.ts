/** Parameters of the workflow: the flow's own, as travelling texts. */
import { textOf } from "../../../compiler/values/check-value.ts";
import type { ParamRecord } from "../../../schema/values/value-type.ts";
import type { Param } from "../schema.ts";
import type { Lowering } from "./lowering.ts";
import type { Frame, Known } from "./place.ts";
import { finished, newProgram } from "./program.ts";
import { literal, render } from "./render.ts";
import { ifScheduled } from "./run-values.ts";
import { parameter, quoted } from "./sel-text.ts";
import { absent, missing, travelling } from "./travelling.ts";

/** What a flow's parameters are, wherever they are used. */
export function knownParams(params: { readonly [name: string]: ParamRecord }): ReadonlyMap<string, Known> {
  return new Map(Object.entries(params).map(([name, { type }]) => [name, { type, source: parameter(name), place: undefined }]));
}

/** Adds the flow's parameters, with their defaults and what a schedule computes. */
export function addWorkflowParams(lowering: Lowering, frame: Frame): void {
  const { params, schedules } = lowering.plan.flow;
  // Schedules that differ in what they compute are refused.
  const computed = schedules[0]?.params ?? {};
  for (const [name, record] of Object.entries(params)) {
    const byDefault = defaultText(record);
    const text = computed[name];
    lowering.params.set(name, text === undefined ? { value: byDefault, type: "STRING" } : scheduled(text, byDefault, lowering, frame));
  }
}

function defaultText({ type, default: value }: ParamRecord): string {
  if (value !== undefined) return travelling(textOf(value));
  return type.type === "optional" ? absent : missing;
}

function scheduled(text: Parameters<typeof render>[0] | string, other: string, lowering: Lowering, frame: Frame): Param {
  const program = newProgram();
  const { source } = typeof text === "string" ? literal(text) : render(text, { lowering, frame, place: frame.place }, program);
  return { expression: finished(program, ifScheduled(source, quoted(other))), type: "STRING" };
}
