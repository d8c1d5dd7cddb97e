/**
 * From a proposal to one pull request
 *
 * Whatever is there already is found and gone on from: a run that was killed anywhere, two that run at once, and one that comes again end alike.
 */
import type { ProposalFile } from "../proposal-file.ts";
import { branchOfKey } from "./branch-name.ts";
import { percentMore } from "./compare-values.ts";
import { conflict } from "./diagnostics.ts";
import { type ChangeRequest, type Forge, type Issue, PublishFault } from "./forge.ts";
import { readMarker, withMarker } from "./marker.ts";
import { heldBack } from "./rules.ts";
import { bodyOf } from "./texts/body.ts";
import { labelsOf, ourLabel, titleOf } from "./texts/title.ts";
import { writeBranch } from "./write-branch.ts";

export interface Outcome {
  readonly branch: string;
  /** opened, updated, unchanged: there is one open that says it. closed: it is not needed any more. hands-off: people work on it. ignored: people said no. waiting: a limit or a time. */
  readonly state: "opened" | "updated" | "unchanged" | "closed" | "hands-off" | "ignored" | "waiting";
  readonly number: number | null;
  readonly url: string | null;
  /** That the branch leads to; null where it was not looked at. */
  readonly commit: string | null;
  /** Why nothing was opened; null where something was. */
  readonly reason: string | null;
}

export interface PublishOptions {
  readonly now: Date;
  /** Says what would be done, and writes nothing. */
  readonly dryRun: boolean;
}

const rounds = 3;

/** Makes one pull request be open that says what the proposal says, or says why not. Throws a `PublishFault`. */
export async function publishProposal(forge: Forge, proposal: ProposalFile, { now, dryRun }: PublishOptions): Promise<Outcome> {
  const branch = branchOfKey(proposal.key);
  for (let round = 0; round < rounds; round++) {
    const own = await forge.requestsFrom(branch);
    const open = own.find(({ state }) => state === "open");
    if (open === undefined) {
      const held = heldBack(proposal, { own, all: await forge.labelled(ourLabel), now });
      if (held !== undefined) return { branch, number: null, url: null, commit: null, ...held };
    }
    if (dryRun) return planned(branch, proposal, open);
    const { state: written, commit } = await writeBranch(forge, proposal);
    if (written === "theirs") {
      const reason = `people have pushed to "${branch}", so it is left to them`;
      return { branch, state: "hands-off", number: open?.number ?? null, url: open?.url ?? null, commit, reason };
    }
    if (open !== undefined) {
      const changed = await updateRequest(forge, proposal, open);
      return {
        branch,
        state: changed || written !== "kept" ? "updated" : "unchanged",
        number: open.number,
        url: open.url,
        commit,
        reason: null,
      };
    }
    const title = titleOf(proposal);
    const body = withMarker(proposal, title, bodyOf(proposal));
    const request = await forge.openRequest({ branch, base: proposal.base.branch, title, body });
    // Somebody else opened it between the look and the try: it is looked at again.
    if (request === undefined) continue;
    await setLabels(forge, proposal, request);
    return { branch, state: "opened", number: request.number, url: request.url, commit, reason: null };
  }
  throw new PublishFault(conflict.at(null, { what: branch, times: rounds }));
}

function planned(branch: string, proposal: ProposalFile, open: ChangeRequest | undefined): Outcome {
  const title = titleOf(proposal);
  const same = open !== undefined && sameText(open, title, withMarker(proposal, title, bodyOf(proposal)));
  const state = open === undefined ? "opened" : same ? "unchanged" : "updated";
  return { branch, state, number: open?.number ?? null, url: open?.url ?? null, commit: null, reason: null };
}

/** A person may have mended the words: what counts is the fingerprint of what was said. */
function sameText({ body }: ChangeRequest, title: string, wanted: string): boolean {
  return title !== "" && readMarker(body)?.fingerprint === readMarker(wanted)?.fingerprint;
}

async function updateRequest(forge: Forge, proposal: ProposalFile, open: ChangeRequest): Promise<boolean> {
  const title = titleOf(proposal);
  const body = withMarker(proposal, title, bodyOf(proposal));
  const same = sameText(open, title, body);
  if (!same) await forge.updateRequest(open.number, { title, body });
  return (await setLabels(forge, proposal, open)) || !same;
}

const ofValue = /^(?:risk:(?:low|med)|cost:[+-]?\d{1,9}%)$/;

/** Adds what is missing and takes away what says something else; labels of people stay. */
async function setLabels(forge: Forge, proposal: ProposalFile, { number, labels }: Pick<Issue, "number" | "labels">): Promise<boolean> {
  const wanted = labelsOf(proposal, percentMore(proposal.change.from, proposal.change.to));
  const missing = wanted.filter((label) => !labels.includes(label));
  const stale = labels.filter((label) => ofValue.test(label) && !wanted.includes(label));
  if (missing.length > 0) await forge.addLabels(number, missing);
  for (const label of stale) await forge.removeLabel(number, label);
  return missing.length + stale.length > 0;
}
