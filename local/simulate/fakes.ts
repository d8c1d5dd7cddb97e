/** What steps do in a simulated run. */
import type * as z from "zod";
import type { Json } from "../../schema/record.ts";
import type { Artifact, Ports } from "../../schema/values/language.ts";
import type { Duration } from "../../schema/words/quantities.ts";

/** Outputs by name. An artifact that is left out lies at a path of its own. */
export interface FakeOutputs {
  readonly [output: string]: Json | undefined;
}

/** What `ok` and `fail` made: outputs may have any name. */
const MADE: unique symbol = Symbol("made");

/** An attempt that succeeds. */
export interface Success<O = FakeOutputs> {
  readonly [MADE]: true;
  readonly succeeds: O;
  readonly takes?: Duration;
}

/** An attempt that fails. */
export interface FailedAttempt {
  readonly [MADE]: true;
  readonly fails: string;
  readonly exitCode: number;
  readonly message?: string;
  readonly takes?: Duration;
}

/** What a fake is told of the attempt that it stands for. */
export interface FakeAttempt {
  /** "per-shard[2]/count". */
  readonly path: string;
  /** From 1. */
  readonly attempt: number;
  readonly inputs: { readonly [name: string]: Json | undefined };
  /** The words that the command would have; paths are "inputs/model", "outputs/auc", "checkpoint". */
  readonly command: readonly string[];
  readonly env: { readonly [name: string]: string };
}

type Result<O> = O | Success<O> | FailedAttempt;

/** One result for all attempts, a function of the attempt, or a list: one an attempt, the last for all further ones. */
export type Fake<O = FakeOutputs> = Result<O> | ((attempt: FakeAttempt) => Result<O>) | readonly Result<O>[];

type LeftOut<P> = P extends Artifact<string> ? true : P extends z.ZodType ? (undefined extends z.infer<P> ? true : false) : never;
type OutputOf<P> = P extends z.ZodType ? z.infer<P> : string;
/** The outputs that a step with these `outputs` gives; artifacts and optional ones may be left out. */
export type OutputsOf<P extends Ports> = { readonly [K in keyof P as LeftOut<P[K]> extends true ? never : K]: OutputOf<P[K]> } & {
  readonly [K in keyof P as LeftOut<P[K]> extends true ? K : never]?: OutputOf<P[K]>;
};

/**
 * Fakes that the editor checks: by the `outputs` that steps declare, a member a step
 *
 * For flows whose definition exports what its steps give: `export const outputs = { count: { rows: z.int() } }`, and `outputs: outputs.count` in the step.
 */
export function fakes<S extends Readonly<Record<string, Ports>>>(
  _outputs: S,
  given: { readonly [K in keyof S]?: Fake<OutputsOf<S[K]>> },
): Readonly<Record<string, Fake>> {
  return given as Readonly<Record<string, Fake>>;
}

/** An attempt that succeeds with these outputs, after a time of the virtual clock. */
export function ok<O extends FakeOutputs>(outputs: O = {} as O, options: { readonly takes?: Duration } = {}): Success<O> {
  return { [MADE]: true, succeeds: outputs, ...options };
}

/** An attempt that fails: with a word of Kubernetes ("OOMKilled", "Evicted", "Error"), or with the exit code of the command. */
export function fail(
  reason: string | number = "Error",
  options: { readonly message?: string; readonly takes?: Duration } = {},
): FailedAttempt {
  if (typeof reason === "number") return { [MADE]: true, fails: "Error", exitCode: reason, ...options };
  return { [MADE]: true, fails: reason, exitCode: reason === "OOMKilled" ? 137 : 1, ...options };
}

/** What a fake makes of an attempt. */
export function resultOf(fake: Fake | undefined, attempt: FakeAttempt): Success | FailedAttempt {
  const result = isList(fake)
    ? (fake[Math.min(attempt.attempt, fake.length) - 1] ?? {})
    : typeof fake === "function"
      ? fake(attempt)
      : fake;
  if (result === undefined) return ok();
  return isSuccess(result) || isFailure(result) ? result : ok(result);
}

function isList(fake: Fake | undefined): fake is readonly Result<FakeOutputs>[] {
  return Array.isArray(fake);
}

function isSuccess(result: Result<FakeOutputs>): result is Success {
  return Object.hasOwn(result, MADE) && "succeeds" in result;
}

function isFailure(result: Result<FakeOutputs>): result is FailedAttempt {
  return Object.hasOwn(result, MADE) && "fails" in result;
}
