/** The type of what a simulated run gives back, from the type of what the flow's body returned. */
import type { ArtifactListRef, ArtifactRef, Ref } from "../../schema/values/language.ts";

/** Values as they are, artifacts as where they lie. What is made by a branch that was not taken is not there. */
export type Returned<R> = [R] extends [void]
  ? undefined
  : R extends Ref<infer T>
    ? T
    : R extends ArtifactRef<string>
      ? string
      : R extends ArtifactListRef<string>
        ? readonly unknown[]
        : { readonly [K in keyof R as R[K] extends object ? K : never]?: Returned<R[K]> };
