import { always, type Change, type ClassRemedy, type Situation } from "./remedy.ts";
import { sizedVolumes, volumeChange } from "./volume-size.ts";

/** A full disk. Which one only the log says, so there is a change only where the step writes to one volume of a size. */
export const diskNoSpace: ClassRemedy = { words: always("volume.size", "double; a claim only grows"), change: largerVolume };

function largerVolume({ flow, step }: Situation): Change | string {
  const [only, ...more] = sizedVolumes(step);
  if (only === undefined)
    return `Step "${step.name}" has no volume whose size the definition says: the image's or the node's disk was full.`;
  if (more.length > 0)
    return `Step "${step.name}" has ${more.length + 1} volumes of a size, and which of them was full only the log says: raise it by hand.`;
  return { ...volumeChange(only, flow, step), review: true };
}
