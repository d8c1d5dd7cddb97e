import type { Step } from "../../compiler/program.ts";
import { raisedMemory } from "./raise.ts";
import type { Change } from "./remedy.ts";

/** A volume whose size the definition says. */
export interface SizedVolume {
  readonly name: string;
  /** An empty directory of the node, or a claim of the run. */
  readonly kind: "empty" | "perRun";
  readonly size: string;
}

export function sizedVolumes({ volumes }: Step): readonly SizedVolume[] {
  return Object.entries(volumes).flatMap(([name, volume]): readonly SizedVolume[] => {
    if ("empty" in volume) return [{ name, kind: "empty", size: volume.empty }];
    return "perRun" in volume && !volume.readOnly ? [{ name, kind: "perRun", size: volume.perRun }] : [];
  });
}

export function volumeChange({ name, kind, size }: SizedVolume): Change {
  return {
    path: ["volumes", name, kind],
    from: size,
    to: raisedMemory(size, undefined) ?? size,
    formula: kind === "empty" ? "double, up to the node's disk" : "double, for the runs to come",
    observed: { size },
    bound: null,
  };
}
