/** Steps: how `step`, `script`, `spark` and the handlers record their options. */
import { problem } from "../../recording/recording.ts";
import type { Expression } from "../../values/expression.ts";
import { typeOf, usedExpression } from "../../values/expression-of.ts";
import { plain, recordWord } from "../../values/plain.ts";
import { members, reference } from "../../values/reference.ts";
import { UnsupportedType, type ValueType, valueType } from "../../values/value-type.ts";
import { addNode, named, type Recorder } from "./recorder.ts";

type Options = Readonly<Record<string, unknown>>;

/** A container: gives back the step, with its outputs as references. */
export function recordStep(recorder: Recorder, name: string, options: Options): object {
  const { command, ...rest } = objectOf(options, name);
  const { node, inputs, outputs, said } = begin(recorder, "step", name, rest);
  const scope = {
    inputs: members(inside(inputs), "load/unknown-input", { step: said }),
    outputs: members(outside(outputs), "load/unknown-output", { step: said }),
    checkpoint: { path: reference({ op: "checkpointPath" }, { type: "string" }, "checkpoint.path") },
  };
  Object.assign(recorder.nodes[node]?.options ?? {}, { command: recordCommand(command, scope, said) });
  return handle(node, said, outputs);
}

/** A program in a scripting language. */
export function recordScript(recorder: Recorder, name: string, options: Options): object {
  const { node, outputs, said } = begin(recorder, "script", name, objectOf(options, name));
  return handle(node, said, outputs);
}

/** A Spark application. */
export function recordSpark(recorder: Recorder, name: string, options: Options): object {
  const { arguments: words = [], ...rest } = objectOf(options, name);
  const { node, outputs, said } = begin(recorder, "spark", name, rest);
  Object.assign(recorder.nodes[node]?.options ?? {}, { arguments: wordList(words, said) });
  return handle(node, said, outputs);
}

/** An exit or failure handler: it sees how the run ended. */
export function recordHandler(recorder: Recorder, kind: "onExit" | "onFailure", name: string, options: Options): void {
  const { command, ...rest } = objectOf(options, name);
  const { node, said } = begin(recorder, kind, name, rest);
  const status = reference({ op: "status" }, { type: "string", enum: ["succeeded", "failed", "cancelled"] }, "status");
  Object.assign(recorder.nodes[node]?.options ?? {}, { command: recordCommand(command, { status }, said) });
}

interface Begun {
  readonly node: number;
  readonly inputs: Readonly<Record<string, ValueType>>;
  readonly outputs: Readonly<Record<string, ValueType>>;
  readonly said: string;
}

function begin(recorder: Recorder, kind: "step" | "script" | "spark" | "onExit" | "onFailure", name: unknown, options: Options): Begun {
  const { inputs: given = {}, outputs: ports = {}, env = {}, cache, after, ...rest } = options;
  const said = typeof name === "string" ? name : "?";
  const inputs: Record<string, Expression> = {};
  const inputTypes: Record<string, ValueType> = {};
  for (const [input, source] of Object.entries(objectOf(given, said))) {
    inputs[input] = inputExpression(source);
    inputTypes[input] = typeOf(source) ?? literalType(source);
  }
  const outputs: Record<string, ValueType> = {};
  for (const [output, port] of Object.entries(objectOf(ports, said))) outputs[output] = portType(port, output);
  const node = addNode(
    recorder,
    kind,
    name,
    {
      ...(plain(rest) as Record<string, unknown>),
      inputs,
      outputs,
      env: Object.fromEntries(Object.entries(objectOf(env, said)).map(([variable, value]) => [variable, recordWord(value)])),
      ...(cache !== undefined && { cache: recordCache(objectOf(cache, said), said) }),
    },
    after,
  );
  return { node, inputs: inputTypes, outputs, said };
}

function recordCache({ key, ...rest }: Options, said: string): unknown {
  return { ...(plain(rest) as object), ...(key !== undefined && { key: wordList(key, said) }) };
}

function inputExpression(source: unknown): Expression {
  const expression = usedExpression(source);
  if (expression !== undefined) return expression;
  const recorded = plain(source);
  return typeof recorded === "object" && recorded !== null && "op" in recorded
    ? (recorded as Expression)
    : { op: "literal", value: (recorded ?? null) as never };
}

function literalType(source: unknown): ValueType {
  if (typeof source === "string") return { type: "string" };
  if (typeof source === "number") return { type: Number.isSafeInteger(source) ? "integer" : "number" };
  return typeof source === "boolean" ? { type: "boolean" } : { type: "unknown" };
}

function portType(port: unknown, output: string): ValueType {
  if (typeof port === "object" && port !== null && "artifact" in port && typeof port.artifact === "string")
    return { type: "artifact", format: port.artifact };
  try {
    return valueType(port);
  } catch (error) {
    if (!(error instanceof UnsupportedType)) throw error;
    problem("validate/unsupported-type", { where: `Output "${output}"`, found: error.found });
    return { type: "unknown" };
  }
}

/** What the step's command sees of its inputs: values as references, artifacts as objects with a path. */
function inside(types: Readonly<Record<string, ValueType>>): Record<string, unknown> {
  const path = (name: string, member: string): unknown =>
    reference({ op: "inputPath", name }, { type: "string" }, `inputs.${name}.${member}`);
  return Object.fromEntries(
    Object.entries(types).map(([name, type]) => {
      if (type.type === "artifact") return [name, members({ path: path(name, "path") }, "load/unknown-field-of-input", { input: name })];
      if (type.type === "artifacts") return [name, members({ paths: path(name, "paths") }, "load/unknown-field-of-input", { input: name })];
      return [name, reference({ op: "input", name }, type, `inputs.${name}`)];
    }),
  );
}

function outside(types: Readonly<Record<string, ValueType>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(types).map((name) => [name, { path: reference({ op: "outputPath", name }, { type: "string" }, `outputs.${name}.path`) }]),
  );
}

function recordCommand(command: unknown, scope: object, said: string): readonly unknown[] {
  if (typeof command !== "function") {
    problem("load/command-is-function", { step: said, found: Array.isArray(command) ? "a list" : typeof command });
    return [unknownWord];
  }
  return wordList(command(scope), said);
}

/** Stands for words that could not be read, so that nobody takes them for none. */
const unknownWord: Expression = { op: "unknown" };

function wordList(words: unknown, said: string): readonly unknown[] {
  if (Array.isArray(words)) return words.map(recordWord);
  problem("load/command-is-list", { step: said, found: typeof words === "string" ? "one text" : typeof words });
  return [unknownWord];
}

function handle(node: number, said: string, outputs: Readonly<Record<string, ValueType>>): object {
  const seen = Object.fromEntries(
    Object.entries(outputs).map(([name, type]) => [
      name,
      reference({ op: "output", node, name }, type, `outputs.${name} of step "${said}"`),
    ]),
  );
  return named(node, "succeeded", { name: said, outputs: members(seen, "load/unknown-output", { step: said }) });
}

function objectOf(value: unknown, said: string): Options {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Options;
  problem("load/options-are-object", {
    step: String(said),
    found: value === null ? "null" : Array.isArray(value) ? "a list" : typeof value,
  });
  return {};
}
