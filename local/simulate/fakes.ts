/** What steps do in a simulated run. */
import type { Json } from "../../schema/record.ts";
import type { Duration } from "../../schema/words/quantities.ts";

/** Outputs by name. An artifact that is left out lies at a path of its own. */
export interface FakeOutputs {
  readonly [output: string]: Json | undefined;
}

/** What `ok` and `fail` made: outputs may have any name. */
const MADE: unique symbol = Symbol("made");

/** An attempt that succeeds. */
export interface Success {
  readonly [MADE]: true;
  readonly succeeds: FakeOutputs;
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

type Result = FakeOutputs | Success | FailedAttempt;

/** One result for all attempts, a function of the attempt, or a list: one an attempt, the last for all further ones. */
export type Fake = Result | ((attempt: FakeAttempt) => Result) | readonly Result[];

/** An attempt that succeeds with these outputs, after a time of the virtual clock. */
export function ok(outputs: FakeOutputs = {}, options: { readonly takes?: Duration } = {}): Success {
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

function isList(fake: Fake | undefined): fake is readonly Result[] {
  return Array.isArray(fake);
}

function isSuccess(result: Result): result is Success {
  return Object.hasOwn(result, MADE) && "succeeds" in result;
}

function isFailure(result: Result): result is FailedAttempt {
  return Object.hasOwn(result, MADE) && "fails" in result;
}
