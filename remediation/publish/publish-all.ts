/** Everything that a publisher was given, one after the other: what fails is said, and the rest goes on */
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { branchOfKey } from "./branch-name.ts";
import { otherRepository } from "./diagnostics.ts";
import { type Forge, PublishFault } from "./forge.ts";
import type { PublishLine } from "./publish-line.ts";
import { type Outcome, type PublishOptions, publishProposal } from "./publish-proposal.ts";

type Kind = "proposal" | "repository";

export type Published =
  | { readonly kind: Kind; readonly outcome: Outcome }
  | { readonly kind: Kind; readonly branch: string | null; readonly diagnostic: Diagnostic };

/** What became of each line. Throws a `PublishFault` where the repository itself cannot be written to. */
export async function publishAll(forge: Forge, lines: readonly PublishLine[], options: PublishOptions): Promise<readonly Published[]> {
  await forge.open();
  const published: Published[] = [];
  for (const { proposal } of lines) {
    const branch = branchOfKey(proposal.key);
    const named = proposal.policy.repository?.replace(/^github:/, "");
    if (named !== undefined && named.toLowerCase() !== forge.repository.toLowerCase()) {
      published.push({ kind: "proposal", branch, diagnostic: otherRepository.at(null, { found: named, expected: forge.repository }) });
      continue;
    }
    published.push(await settled("proposal", branch, () => publishProposal(forge, proposal, options)));
  }
  return published;
}

async function settled(kind: Kind, branch: string, act: () => Promise<Outcome>): Promise<Published> {
  try {
    return { kind, outcome: await act() };
  } catch (error) {
    if (!(error instanceof PublishFault)) throw error;
    return { kind, branch, diagnostic: error.diagnostic };
  }
}
