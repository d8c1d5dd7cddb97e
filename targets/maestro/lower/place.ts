/**
 * Where values are known
 *
 * Each iteration of a loop is a workflow of its own on Maestro: its steps see no step outside, only parameters. A place is such a workflow; a frame is a body that is lowered, within a
 * place. What a step in a place needs of a place around it travels as a parameter of the loop.
 */
import type { PlannedFlow } from "../../../compiler/plan.ts";
import type { Expression } from "../../../schema/values/expression.ts";
import type { ValueType } from "../../../schema/values/value-type.ts";
import type { Param, RetryPolicy } from "../schema.ts";

/** A step in the making. */
export interface StepDraft {
  readonly id: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly place: Place;
  readonly params: Map<string, Param>;
  /** Conditions by the id of the step that comes after. */
  readonly successors: Map<string, string>;
  readonly work: Work;
}

export type Work =
  | { readonly kind: "nothing" }
  | { readonly kind: "pod"; readonly seconds: number; readonly retry: RetryPolicy }
  | { readonly kind: "loop"; readonly concurrency: number; readonly inner: Place };

export interface Place {
  /** The loop whose iterations it is, and where that loop stands. */
  readonly outer: { readonly place: Place; readonly loop: () => StepDraft } | undefined;
  readonly steps: StepDraft[];
  /** Names of parameters by what they carry from outside. */
  readonly carried: Map<string, string>;
}

/** The flow whose body is lowered: the flow of the file, or one that it calls, inlined. */
export interface Room {
  readonly plan: PlannedFlow;
  readonly params: ReadonlyMap<string, Known>;
  /** Before the ids of its steps: "prepare_". */
  readonly prefix: string;
}

/** A value, and where its source means something; undefined: in every place. */
export interface Known {
  readonly type: ValueType;
  readonly source: string;
  readonly place: Place | undefined;
  readonly literal?: { readonly value: unknown };
}

export interface Frame {
  readonly room: Room;
  readonly place: Place;
  /** The body around it, in the same flow. */
  readonly around: Frame | undefined;
  /** Before the names of its steps, as a person reads them: "per-shard[]/". */
  readonly path: string;
  readonly item: { readonly loop: number; readonly known: Known } | undefined;
  readonly given: Map<number, Given>;
}

/** What a node gives to those after it. */
export interface Given {
  /** The step that has ended well once the node is done. */
  readonly done: StepDraft;
  /** What one of its values is, where it has values. */
  readonly value: (expression: Expression) => Known;
}
