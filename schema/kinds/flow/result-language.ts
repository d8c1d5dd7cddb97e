/** What steps and bodies give to the rest of a flow, as the editor shows it. */
import type { ArtifactListRef, ArtifactRef, Ports, Ref, Seen, Value } from "../../values/language.ts";

/** Something that a step can come after. */
export interface Named {
  /** Its name in the flow; empty for a branch. */
  readonly name: string;
}

declare const ports: unique symbol;
/** A step of a flow; its outputs are for other steps. */
export interface Step<O extends Ports> extends Named {
  readonly [ports]: O;
  /** What the step declared under `outputs`: using one elsewhere draws the edge. */
  readonly outputs: { readonly [K in keyof O]: Seen<O[K]> };
}

/** What a body may return: steps, values, artifacts, and objects of them. */
export type Out = Named | Ref<unknown> | ArtifactRef<string> | ArtifactListRef<string> | { readonly [name: string]: Out } | void;

/** What a loop hands out: the results of its body gathered in item order; a loop can always be waited for. */
export type Gathered<R> = R extends { readonly name: string; readonly outputs: infer O }
  ? Named & {
      /** The outputs of the body's step: of each a list, or a folder, with one entry an item. */
      readonly outputs: { readonly [K in keyof O]: Many<O[K]> };
    }
  : R extends Ref<unknown> | ArtifactRef<string> | ArtifactListRef<string>
    ? Many<R>
    : [Beside<R>] extends [never]
      ? Named
      : Named & { readonly [K in Beside<R>]: Gathered<R[K]> };
/** What a body returned beside something to wait for. */
type Beside<R> = Exclude<keyof R & string, keyof Named>;
type Many<S> =
  S extends ArtifactRef<infer K>
    ? ArtifactListRef<K>
    : S extends ArtifactListRef<infer K>
      ? ArtifactListRef<K>
      : S extends Ref<infer T>
        ? Value<T[]>
        : never;

/** The result of whichever body ran: the names that all have, each of one kind. */
export type Joined<U> = [U] extends [void]
  ? Named
  : [U] extends [Ref<unknown> | ArtifactRef<string> | ArtifactListRef<string>]
    ? Merged<U>
    : [U] extends [{ readonly outputs: infer O }]
      ? Named & {
          /** The outputs that the steps of all bodies have: those of the body that ran. */
          readonly outputs: { readonly [K in keyof O & string]: Merged<O[K]> };
        }
      : [Beside<U>] extends [never]
        ? Named
        : Named & { readonly [K in Beside<U>]: Joined<U[K]> };
type Merged<X> = [X] extends [ArtifactRef<infer K>]
  ? ArtifactRef<K>
  : [X] extends [ArtifactListRef<infer K>]
    ? ArtifactListRef<K>
    : [X] extends [Ref<infer T>]
      ? Value<T>
      : never;

/** A branch that may not be taken: without `otherwise` it can only be waited for, where "not taken" counts as done. */
export interface Branch<A> extends Named {
  /** The other body; exactly one of the two runs. The result has what both bodies return. */
  otherwise<B extends Out>(body: () => B): Joined<A | B>;
}
