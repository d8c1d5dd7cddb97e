/** Everything that a publisher was given, one after the other: what fails is said, and the rest goes on */
import { branchOfKey } from "./branch-name.ts";
import { closeHealed } from "./close-healed.ts";
import { otherRepository } from "./diagnostics.ts";
import { type Forge, PublishFault } from "./forge.ts";
import { keepDashboard } from "./keep-dashboard.ts";
import type { PublishLine } from "./publish-line.ts";
import { type Outcome, type PublishOptions, publishProposal } from "./publish-proposal.ts";
import type { Kind, Published } from "./published.ts";

/** What became of each line. Throws a `PublishFault` where the repository itself cannot be written to. */
export async function publishAll(forge: Forge, lines: readonly PublishLine[], options: PublishOptions): Promise<readonly Published[]> {
  await forge.open();
  const published: Published[] = [];
  let wantsDashboard = false;
  for (const line of lines) {
    const { kind, branch, policy, act } = workOf(forge, line, options);
    const named = policy.repository?.replace(/^github:/, "");
    if (named !== undefined && named.toLowerCase() !== forge.repository.toLowerCase())
      published.push({ kind, branch, diagnostic: otherRepository.at(null, { found: named, expected: forge.repository }) });
    else published.push(...(await settled(kind, branch, act)));
    wantsDashboard ||= policy.dashboard;
  }
  if (wantsDashboard && !options.dryRun)
    published.push(
      ...(await settled("dashboard", null, async () => {
        await keepDashboard(forge, published, options.now);
        return [];
      })),
    );
  return published;
}

interface Work {
  readonly kind: Kind;
  readonly branch: string | null;
  readonly policy: { readonly repository: string | null; readonly dashboard: boolean };
  readonly act: () => Promise<readonly Outcome[]>;
}

function workOf(forge: Forge, line: PublishLine, options: PublishOptions): Work {
  if ("healed" in line) return { kind: "healed", branch: null, policy: line.healed, act: () => closeHealed(forge, line.healed, options) };
  const { proposal } = line;
  const act = async () => [await publishProposal(forge, proposal, options)];
  return { kind: "proposal", branch: branchOfKey(proposal.key), policy: proposal.policy, act };
}

async function settled(kind: Kind, branch: string | null, act: () => Promise<readonly Outcome[]>): Promise<readonly Published[]> {
  try {
    return (await act()).map((outcome) => ({ kind, outcome }));
  } catch (error) {
    if (!(error instanceof PublishFault)) throw error;
    return [{ kind, branch, diagnostic: error.diagnostic }];
  }
}
