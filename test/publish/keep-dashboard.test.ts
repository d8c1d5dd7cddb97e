import { expect, it } from "vitest";
import type { ProposalFile } from "../../remediation/proposal-file.ts";
import { githubForge } from "../../remediation/publish/github/github-forge.ts";
import { openApi } from "../../remediation/publish/github/rest.ts";
import { publishAll } from "../../remediation/publish/publish-all.ts";
import { aProposal, branch, pushBase } from "./a-proposal.ts";
import { type Github, startGithub, token } from "./github/server.ts";

const repository = "acme/platform";

async function publish({ address }: Github, now: string, ...proposals: readonly ProposalFile[]): Promise<void> {
  const api = openApi({ address, repository, token, sleep: async () => undefined });
  const lines = proposals.map((proposal) => ({ proposal }));
  await publishAll(githubForge(api, repository), lines, { now: new Date(now), dryRun: false });
}

function dashboards({ issues }: Github): Github["issues"] {
  return issues.filter(({ labels }) => labels.includes("remediation:dashboard"));
}

it("keeps one issue with what is open, what the last run held back and when that was", async () => {
  const github = await startGithub();
  const commit = pushBase(github);
  const policy = { ...aProposal(commit).policy, dashboard: true };
  await publish(github, "2026-11-24T03:00:00Z", aProposal(commit, "16Gi", { policy }));
  const [issue] = dashboards(github);
  expect(issue?.body).toContain("Last run: 2026-11-24T03:00:00.000Z.");
  expect(issue?.body).toContain(`- #1 \`${branch}\`: \`8Gi\` → \`16Gi\``);
  expect(issue?.body).toMatch(/### Held back by the last run\s+Nothing\./);
  const key = { ...aProposal(commit).key, flow: "other" };
  const full = { ...policy, pullRequests: { hourly: 1, open: 1, perFlow: 1 } };
  await publish(github, "2026-11-24T04:00:00Z", aProposal(commit, "16Gi", { policy: full, key }));
  expect(dashboards(github)).toHaveLength(1);
  expect(issue?.body).toContain("Last run: 2026-11-24T04:00:00.000Z.");
  expect(issue?.body).toMatch(/remediate\/prod\/other\/fit\/mem\.container_oom\/resources\.memory`, waiting: /);
});

it("is left out where the platform does not want it, and of two the older stays", async () => {
  const github = await startGithub();
  const commit = pushBase(github);
  await publish(github, "2026-11-24T03:00:00Z", aProposal(commit));
  expect(dashboards(github)).toEqual([]);
  const policy = { ...aProposal(commit).policy, dashboard: true };
  await publish(github, "2026-11-24T03:00:00Z", aProposal(commit, "16Gi", { policy }));
  const [first] = dashboards(github);
  if (first === undefined) throw new Error("there is a dashboard");
  github.issues.push({ ...first, number: 99, labels: [...first.labels], comments: [] });
  await publish(github, "2026-11-24T05:00:00Z", aProposal(commit, "16Gi", { policy }));
  expect(dashboards(github).map(({ state }) => state)).toEqual(["open", "closed"]);
});
