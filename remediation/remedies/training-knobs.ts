/** The size of the batch and the accumulation of gradients, where a definition says them as numbers. */
import type { PropertyPath } from "../../compiler/diff/described.ts";
import type { Flow, Step } from "../../compiler/program.ts";
import type { Scalar } from "../proposal.ts";

export interface Knob {
  readonly path: PropertyPath;
  /** A parameter is the flow's, a word of the command the step's. */
  readonly ofFlow: boolean;
  readonly value: number;
  /** The whole of what the field says. */
  readonly from: Scalar;
  readonly with: (value: number) => Scalar;
}

const names = {
  batch: /^(?:per_?device_?(?:train_?)?|micro_?|train_?|local_?)?batch_?size$/,
  accumulation: /^(?:grad(?:ient)?_?)accum(?:ulation)?(?:_?steps)?$|^accumulate_?grad_?batches$/,
};

/** What a step is told of both, by a parameter with a default or by a word of its command. A schedule that sets the parameter speaks over its default. */
export function knobsOf(flow: Flow, step: Step): { readonly batch: Knob | undefined; readonly accumulation: Knob | undefined } {
  const knob = (name: RegExp) => wordKnob(step, name) ?? paramKnob(flow, step, name);
  return { batch: knob(names.batch), accumulation: knob(names.accumulation) };
}

/** `batchSize` and `--batch-size` are the same name. */
function isNamed(name: string, pattern: RegExp): boolean {
  return pattern.test(
    name
      .replace(/([a-z])([A-Z])/g, "$1_$2")
      .toLowerCase()
      .replaceAll("-", "_"),
  );
}

function paramKnob({ params, schedules }: Flow, step: Step, pattern: RegExp): Knob | undefined {
  const used = JSON.stringify([step.program, step.env, step.inputs]);
  for (const [name, { default: value }] of Object.entries(params)) {
    if (typeof value !== "number" || !Number.isInteger(value) || value < 1 || !isNamed(name, pattern)) continue;
    if (!used.includes(JSON.stringify({ op: "param", name })) || schedules.some(({ params: rules }) => Object.hasOwn(rules, name)))
      continue;
    return { path: ["params", name, "default"], ofFlow: true, value, from: value, with: (number) => number };
  }
  return undefined;
}

/** `--batch-size=32`, or `--batch-size` and the next word. */
function wordKnob({ program }: Step, pattern: RegExp): Knob | undefined {
  const words = program.kind === "command" ? program.words : [];
  for (const [index, word] of words.entries()) {
    const [, dashes, name = "", value] = typeof word === "string" ? (/^(--?)([\w-]{1,60})(?:=(\d{1,9}))?$/.exec(word) ?? []) : [];
    if (dashes === undefined || !isNamed(name, pattern)) continue;
    if (value !== undefined) return knobAt(index, word, Number(value), (number) => `${dashes}${name}=${number}`);
    const next = words[index + 1];
    if (typeof next === "string" && /^\d{1,9}$/.test(next)) return knobAt(index + 1, next, Number(next), String);
  }
  return undefined;
}

function knobAt(index: number, from: unknown, value: number, write: (value: number) => string): Knob | undefined {
  return typeof from === "string" && value > 0 ? { path: ["command", index], ofFlow: false, value, from, with: write } : undefined;
}
