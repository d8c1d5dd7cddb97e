import { raisedMemory } from "./raise.ts";
import type { Change, ClassRemedy, Situation } from "./remedy.ts";
import { sizedVolumes, volumeChange } from "./volume-size.ts";
import { movedOn } from "./within-bound.ts";

/** Disk of the node over its limit: that of the step, or of the volume that the platform names. */
export const diskEvicted: ClassRemedy = {
  words({ asked, measuredByPlatform }) {
    const from = measuredByPlatform ? (asked.ephemeralStorage ?? null) : null;
    const to = from === null ? null : raisedMemory(from, undefined);
    return { field: "resources.ephemeralStorage", from, to, rule: "double, up to the node's disk" };
  },
  change: moreDisk,
};

function moreDisk({ flow, step, asked, facts }: Situation): Change | string {
  const volume = sizedVolumes(step).find(({ name }) =>
    facts.some(({ rung, message }) => rung !== "workload" && message.includes(`EmptyDir volume "${name}"`)),
  );
  if (volume !== undefined) return volumeChange(volume, flow, step);
  const from = step.resources.ephemeralStorage;
  if (from === undefined)
    return `Step "${step.name}" says no "resources.ephemeralStorage", so the node's own disk was full: ask who runs it.`;
  return (
    movedOn("resources.ephemeralStorage", from, asked.ephemeralStorage) ?? {
      path: ["resources", "ephemeralStorage"],
      from,
      to: raisedMemory(from, undefined) ?? from,
      formula: "double, up to the node's disk",
      observed: { ephemeralStorage: from },
      bound: null,
    }
  );
}
