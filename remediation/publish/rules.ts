/** When a proposal becomes a pull request, and when not. All of it follows from what the forge shows: nothing else remembers. */
import type { ProposalFile } from "../proposal-file.ts";
import { compareValues } from "./compare-values.ts";
import type { ChangeRequest, Issue } from "./forge.ts";
import { readMarker } from "./marker.ts";

/** Why nothing is opened: it is ignored because people said so, or waits for a time or a place. */
export interface Held {
  readonly state: "ignored" | "waiting";
  readonly reason: string;
}

interface Seen {
  /** From the branch of this key, the latest first. */
  readonly own: readonly ChangeRequest[];
  /** All that bear our label. */
  readonly all: readonly Issue[];
  readonly now: Date;
}

/** Closed by us, and not by somebody who says no. */
export const settledLabel = "remediation:settled";
const hour = 3_600_000;
const day = 24 * hour;

/** Why no new pull request is opened for the proposal; undefined where one is. */
export function heldBack(proposal: ProposalFile, { own, all, now }: Seen): Held | undefined {
  return refusedBefore(proposal, own, now) ?? mergedLately(proposal, own, now) ?? tooMany(proposal, all, now);
}

/** Closed without a merge is a no to this value and to lower ones, for as long as a label of it says, else for ever. */
function refusedBefore({ change }: ProposalFile, own: readonly ChangeRequest[], now: Date): Held | undefined {
  for (const request of own) {
    if (request.state !== "closed" || request.labels.includes(settledLabel)) continue;
    const closed = readMarker(request.body);
    const order = closed === undefined ? undefined : compareValues(change.to, closed.to);
    if (order !== undefined && order > 0) continue;
    const days = request.labels.map((label) => /^remediation:snooze-(\d{1,4})d$/.exec(label)?.[1]).find((found) => found !== undefined);
    const until = days === undefined || request.endedAt === null ? undefined : new Date(request.endedAt.getTime() + Number(days) * day);
    if (until !== undefined && until <= now) continue;
    const how = `#${request.number} was closed without a merge, with ${closed === undefined ? "a value that it does not say" : `"${closed.to}"`}`;
    return { state: "ignored", reason: until === undefined ? how : `${how}, until ${until.toISOString().slice(0, 10)}` };
  }
  return undefined;
}

function mergedLately({ policy }: ProposalFile, own: readonly ChangeRequest[], now: Date): Held | undefined {
  for (const { state, endedAt, number } of own) {
    if (state !== "merged" || endedAt === null) continue;
    const until = new Date(endedAt.getTime() + policy.coolDownSeconds * 1000);
    if (until > now)
      return { state: "waiting", reason: `#${number} was merged lately; the field is left alone until ${until.toISOString()}` };
  }
  return undefined;
}

function tooMany({ policy, key }: ProposalFile, all: readonly Issue[], now: Date): Held | undefined {
  const requests = all.filter(({ isRequest }) => isRequest);
  const { hourly, open, perFlow } = policy.pullRequests;
  const lately = requests.filter(({ createdAt }) => now.getTime() - createdAt.getTime() < hour).length;
  if (lately >= hourly) return { state: "waiting", reason: `${lately} were opened within an hour, at most ${hourly} are` };
  const nowOpen = requests.filter(({ isOpen }) => isOpen);
  if (nowOpen.length >= open) return { state: "waiting", reason: `${nowOpen.length} are open, at most ${open} are` };
  const ofFlow = nowOpen.filter(({ body }) => readMarker(body)?.flow === key.flow).length;
  if (ofFlow >= perFlow) return { state: "waiting", reason: `${ofFlow} of flow "${key.flow}" are open, at most ${perFlow} are` };
  return undefined;
}
