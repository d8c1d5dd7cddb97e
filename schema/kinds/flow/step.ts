/** Steps: how `step`, `script`, `spark` and the handlers record their options. */
import { isPlainObject, problem } from "../../recording/recording.ts";
import type { Expression } from "../../values/expression.ts";
import { foundWords } from "../../values/found-words.ts";
import { literalType } from "../../values/literal-type.ts";
import { type ArgumentPath, plain, recordWord, valueExpression } from "../../values/plain.ts";
import { members, reference, unknownReference } from "../../values/reference.ts";
import { UnsupportedType, type ValueType, valueType } from "../../values/value-type.ts";
import { addNode, named, type Recorder } from "./recorder.ts";

type Options = Readonly<Record<string, unknown>>;

/** A container: gives back the step, with its outputs as references. */
export function recordStep(recorder: Recorder, name: string, options: Options): object {
  const { command, ...rest } = objectOf(options, name);
  const { node, inputs, outputs, said } = begin(recorder, "step", name, rest);
  const scope = {
    inputs: members(inputs, "load/unknown-input", { step: said }),
    outputs: members(outside(outputs), "load/unknown-output", { step: `step "${said}"` }),
    checkpoint: { path: reference({ op: "checkpointPath" }, { type: "string" }, "the path of the checkpoint") },
  };
  Object.assign(recorder.nodes[node]?.options ?? {}, { command: recordCommand(command, scope, said, isPlainObject(options)) });
  return handle(node, `step "${said}"`, said, outputs);
}

/** A program in a scripting language. */
export function recordScript(recorder: Recorder, name: string, options: Options): object {
  const { node, outputs, said } = begin(recorder, "script", name, objectOf(options, name));
  return handle(node, `script "${said}"`, said, outputs);
}

/** A Spark application. */
export function recordSpark(recorder: Recorder, name: string, options: Options): object {
  const { arguments: words = [], ...rest } = objectOf(options, name);
  const { node, outputs, said } = begin(recorder, "spark", name, rest);
  Object.assign(recorder.nodes[node]?.options ?? {}, { arguments: wordList(words, said, [1, "arguments"]) });
  return handle(node, `Spark application "${said}"`, said, outputs);
}

/** An exit or failure handler: it sees how the run ended. */
export function recordHandler(recorder: Recorder, kind: "onExit" | "onFailure", name: string, options: Options): void {
  const { command, ...rest } = objectOf(options, name);
  const { node, said } = begin(recorder, kind, name, rest);
  const status = reference({ op: "status" }, { type: "string", enum: ["succeeded", "failed", "cancelled"] }, "status");
  Object.assign(recorder.nodes[node]?.options ?? {}, { command: recordCommand(command, { status }, said, isPlainObject(options)) });
}

interface Begun {
  readonly node: number;
  /** What the command sees of each input. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, ValueType>>;
  readonly said: string;
}

function begin(recorder: Recorder, kind: "step" | "script" | "spark" | "onExit" | "onFailure", name: unknown, options: Options): Begun {
  const { inputs: given = {}, outputs: ports = {}, env = {}, cache, after, ...rest } = options;
  const said = typeof name === "string" ? name : "unknown";
  const inputs: Record<string, Expression> = {};
  const seen: Record<string, unknown> = {};
  for (const [input, source] of Object.entries(objectOf(given, said, 1, "inputs"))) {
    const expression = valueExpression(source, [1, "inputs", input]);
    inputs[input] = expression;
    // Of a mistake that was noted where the input came from, its command has nothing to add.
    seen[input] = expression.op === "unknown" ? unknownReference(`input "${input}"`) : inside(input, literalType(source));
  }
  const outputs: Record<string, ValueType> = {};
  for (const [output, port] of Object.entries(objectOf(ports, said, 1, "outputs"))) outputs[output] = portType(port, output);
  const node = addNode(
    recorder,
    kind,
    name,
    {
      ...(plain(rest, [1]) as Record<string, unknown>),
      inputs,
      outputs,
      env: Object.fromEntries(
        Object.entries(objectOf(env, said, 1, "env")).map(([variable, value]) => [variable, recordWord(value, [1, "env", variable])]),
      ),
      ...(cache !== undefined && { cache: recordCache(objectOf(cache, said, 1, "cache"), said) }),
    },
    after,
  );
  return { node, inputs: seen, outputs, said };
}

function recordCache({ key, ...rest }: Options, said: string): unknown {
  return {
    ...(plain(rest, [1, "cache"]) as object),
    ...(key !== undefined && { key: wordList(key, said, [1, "cache", "key"], "cache key") }),
  };
}

function portType(port: unknown, output: string): ValueType {
  if (typeof port === "object" && port !== null && "artifact" in port && typeof port.artifact === "string")
    return { type: "artifact", format: port.artifact };
  try {
    return valueType(port);
  } catch (error) {
    if (!(error instanceof UnsupportedType)) throw error;
    problem("validate/unsupported-type", { where: `Output "${output}"`, found: error.found }, { path: [1, "outputs", output] });
    return { type: "unknown" };
  }
}

/** What the step's command sees of an input: a value as a reference, an artifact as an object with a path. */
function inside(name: string, type: ValueType): unknown {
  const member = type.type === "artifact" ? "path" : type.type === "artifacts" ? "paths" : undefined;
  if (member === undefined) return reference({ op: "input", name }, type, `input "${name}"`);
  const path = reference({ op: "inputPath", name }, { type: "string" }, `the path of input "${name}"`);
  const hints = { what: `input "${name}"`, instead: (wrong: string) => (wrong === "" ? `write inputs.${name}.${member}` : undefined) };
  return members({ [member]: path }, "load/unknown-field-of-input", { input: name }, hints);
}

function outside(types: Readonly<Record<string, ValueType>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(types).map((name) => [
      name,
      { path: reference({ op: "outputPath", name }, { type: "string" }, `the path of output "${name}"`) },
    ]),
  );
}

function recordCommand(command: unknown, scope: object, said: string, isThere: boolean): readonly unknown[] {
  if (!isThere) return [unknownWord];
  if (typeof command !== "function") {
    problem("load/command-is-function", { step: said, found: foundWords(command) }, { path: [1, "command"] });
    return [unknownWord];
  }
  return wordList(command(scope), said, [1, "command"]);
}

/** Stands for words that could not be read, so that nobody takes them for none. */
const unknownWord: Expression = { op: "unknown" };

function wordList(words: unknown, said: string, path: ArgumentPath, what = "command"): readonly unknown[] {
  if (Array.isArray(words)) return words.map((word: unknown, index) => recordWord(word, [...path, index]));
  problem("load/command-is-list", { what, step: said, found: foundWords(words) }, { path });
  return [unknownWord];
}

function handle(node: number, said: string, name: string, outputs: Readonly<Record<string, ValueType>>): object {
  const seen = Object.fromEntries(
    Object.entries(outputs).map(([output, type]) => [
      output,
      reference({ op: "output", node, name: output }, type, `output "${output}" of ${said}`),
    ]),
  );
  const seenMembers = { name, outputs: members(seen, "load/unknown-output", { step: said }) };
  return members(
    named(node, "succeeded", said, seenMembers),
    "load/unknown-member",
    { step: said },
    {
      what: said,
      instead: (member) => (Object.hasOwn(outputs, member) ? `write outputs.${member}` : undefined),
    },
  );
}

/** The options of a word, or none where they are no object: the mistake is noted. */
export function objectOf(value: unknown, said: unknown, ...path: ArgumentPath): Options {
  if (isPlainObject(value)) return value;
  const step = typeof said === "string" ? said : "unknown";
  problem("load/options-are-object", { step, found: foundWords(value) }, { path: path.length === 0 ? [1] : path });
  return {};
}
