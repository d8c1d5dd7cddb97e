import { type Flow, isStep, type Step } from "../../compiler/program.ts";
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

/** Double. A claim of the run is one for all steps that name it, so it is larger in each of them. */
export function volumeChange({ name, kind, size }: SizedVolume, flow: Flow, step: Step): Change {
  const to = raisedMemory(size, undefined) ?? size;
  const path = ["volumes", name, kind];
  const others = flow.nodes.filter(isStep).filter((other) => kind === "perRun" && other.name !== step.name && hasVolume(other, name));
  return {
    path,
    from: size,
    to,
    formula: kind === "empty" ? "double, up to the node's disk" : "double, for the runs to come",
    observed: { size },
    bound: null,
    alongside: others.map((other) => ({ node: other.name, path, from: size, to, formula: "the same volume of the run" })),
  };
}

function hasVolume({ volumes }: Step, name: string): boolean {
  return Object.hasOwn(volumes, name) && "perRun" in (volumes[name] ?? {});
}
