import { moreAttempts } from "./attempts.ts";
import { lossesInADay } from "./past/losses.ts";
import { always, type Change, type ClassRemedy, type Situation } from "./remedy.ts";

/** A node that went away: the attempt is repeated elsewhere. Where spot nodes go away again and again, and the step begins where it was, capacity that stays. */
export const nodeLost: ClassRemedy = {
  words: always("retry.limit", "3 attempts on infrastructure errors"),
  change(situation) {
    const losses = lossesInADay(situation.history);
    const spot = situation.step.resources.gpu?.capacity.indexOf("spot") ?? -1;
    return losses >= 3 && spot >= 0 ? steadier(situation, spot, losses) : moreAttempts(situation, "infrastructure", false);
  },
};

/** Kinds of capacity are alternatives in no order, so spot has to go. */
function steadier({ step, pool }: Situation, spot: number, losses: number): Change | string {
  const asked = step.resources.gpu?.capacity ?? [];
  const other = (["reserved", "onDemand"] as const).find((kind) => pool?.capacity[kind] !== undefined && !asked.includes(kind));
  const lost = `Step "${step.name}" lost its spot node ${losses} times in a day`;
  if (!step.checkpoint)
    return `${lost} and begins anew each time: say \`checkpoint: true\`, or take "spot" out of "resources.gpu.capacity".`;
  if (other === undefined)
    return asked.length > 1
      ? `${lost}: take "spot" out of "resources.gpu.capacity", which names all other kinds of the pool already.`
      : `${lost}, and pool "${pool?.name}" has no other capacity.`;
  return {
    path: ["resources", "gpu", "capacity", spot],
    from: "spot",
    to: other,
    formula: "capacity that stays, after three losses in a day",
    observed: { lossesInADay: losses },
    bound: null,
    review: true,
  };
}
