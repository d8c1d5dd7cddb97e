/**
 * The linear model as an ONNX file: Gather → Cast → Mul → ReduceSum → Mul → Add → Softmax
 *
 * Weights are bytes with one scale a class: a quarter of the size, and the same verdicts. Takes `ids` (int64, n) and `values` (float, n × 1), gives `chances`.
 *
 * Source: onnx.proto of ONNX 1.16 (IR version 8, opset 17); Protocol Buffers encoding.
 */
import { failureClasses } from "../classes.ts";
import { dimensions } from "../model/features.ts";
import type { LinearModel } from "./fit-model.ts";

const classes = failureClasses.length;
const float = 1;
const int8 = 3;
const int64 = 7;

export function onnxOf({ weights, bias }: LinearModel, metadata: Readonly<Record<string, string>>): Uint8Array {
  const { bytes, scales } = quantised(weights);
  const graph = message([
    ...[
      node("Gather", ["weights", "ids"], "rows", [attribute("axis", 0)]),
      node("Cast", ["rows"], "numbers", [attribute("to", float)]),
      node("Mul", ["numbers", "values"], "weighed", []),
      node("ReduceSum", ["weighed", "axis"], "sums", [attribute("keepdims", 0)]),
      node("Mul", ["sums", "scales"], "scaled", []),
      node("Add", ["scaled", "bias"], "logits", []),
      node("Softmax", ["logits"], "chances", [attribute("axis", 0)]),
    ].map((one) => field(1, one)),
    text(2, "diagnosis"),
    field(5, tensor("weights", int8, [dimensions, classes], bytes)),
    field(5, tensor("scales", float, [classes], bytesOf(scales))),
    field(5, tensor("bias", float, [classes], bytesOf(bias))),
    field(5, tensor("axis", int64, [1], bytesOf(BigInt64Array.of(0n)))),
    field(11, value("ids", int64, ["n"])),
    field(11, value("values", float, ["n", 1])),
    field(12, value("chances", float, [classes])),
  ]);
  return message([
    number(1, 8),
    text(2, "millwright"),
    field(7, graph),
    field(8, message([text(1, ""), number(2, 17)])),
    ...Object.entries(metadata).map(([key, held]) => field(14, message([text(1, key), text(2, held)]))),
  ]);
}

/** What the quantised weights stand for, so that they can be measured as they will run. */
export function quantised(weights: Float32Array): { readonly bytes: Uint8Array; readonly scales: Float32Array } {
  const scales = new Float32Array(classes);
  for (const [at, weight] of weights.entries()) scales[at % classes] = Math.max(scales[at % classes] as number, Math.abs(weight) / 127);
  const bytes = Int8Array.from(weights, (weight, at) => Math.round(weight / ((scales[at % classes] as number) || 1)));
  return { bytes: new Uint8Array(bytes.buffer), scales };
}

function bytesOf(numbers: Float32Array | BigInt64Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

function node(type: string, inputs: readonly string[], output: string, attributes: readonly Uint8Array[]): Uint8Array {
  return message([...inputs.map((input) => text(1, input)), text(2, output), text(4, type), ...attributes.map((one) => field(5, one))]);
}

function attribute(name: string, held: number): Uint8Array {
  return message([text(1, name), number(3, held), number(20, 2)]);
}

function tensor(name: string, type: number, sizes: readonly number[], raw: Uint8Array): Uint8Array {
  return message([...sizes.map((size) => number(1, size)), number(2, type), text(8, name), field(9, raw)]);
}

function value(name: string, type: number, sizes: readonly (number | string)[]): Uint8Array {
  const shape = message(sizes.map((size) => field(1, typeof size === "number" ? message([number(1, size)]) : message([text(2, size)]))));
  return message([text(1, name), field(2, message([field(1, message([number(1, type), field(2, shape)]))]))]);
}

function message(fields: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(fields);
}

function field(id: number, bytes: Uint8Array): Uint8Array {
  return Buffer.concat([varint(id * 8 + 2), varint(bytes.length), bytes]);
}

function text(id: number, held: string): Uint8Array {
  return field(id, Buffer.from(held));
}

function number(id: number, held: number): Uint8Array {
  return Buffer.concat([varint(id * 8), varint(held)]);
}

function varint(held: number): Uint8Array {
  const bytes: number[] = [];
  let rest = held;
  while (rest > 127) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  return Uint8Array.of(...bytes, rest);
}
