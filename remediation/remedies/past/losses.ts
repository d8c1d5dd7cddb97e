import type { StepHistory } from "../../../runs/step-history.ts";
import { reasons } from "../../status/reasons.ts";

const day = 24 * 3600 * 1000;

/** How many attempts lost their spot node within the day before the last of them. */
export function lossesInADay(history: StepHistory | undefined): number {
  const losses = (history?.attempts ?? [])
    .filter(({ outcome, capacity, reason }) => outcome === "failed" && capacity === "spot" && isLoss(reason))
    .map(({ startedAt }) => Date.parse(startedAt))
    .filter(Number.isFinite);
  const last = Math.max(...losses);
  return losses.filter((moment) => last - moment < day).length;
}

function isLoss(reason: string | null): boolean {
  return reason !== null && Object.hasOwn(reasons, reason) && reasons[reason]?.class === "node.lost";
}
