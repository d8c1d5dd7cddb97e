import { expect, it } from "vitest";
import type { ProposalFile } from "../../remediation/proposal-file.ts";
import { PublishFault } from "../../remediation/publish/forge.ts";
import { githubForge } from "../../remediation/publish/github/github-forge.ts";
import { type Api, openApi } from "../../remediation/publish/github/rest.ts";
import { type Outcome, publishProposal } from "../../remediation/publish/publish-proposal.ts";
import { aProposal, branch, pushBase } from "./a-proposal.ts";
import { type Github, startGithub, token } from "./github/server.ts";

const repository = "acme/platform";

function apiOf({ address }: Github): Api {
  return openApi({ address, repository, token, sleep: async () => undefined });
}

async function publish(github: Github, proposal: ProposalFile, api = apiOf(github), now = new Date()): Promise<Outcome> {
  return publishProposal(githubForge(api, repository), proposal, { now, dryRun: false });
}

async function problem(act: Promise<unknown>): Promise<string> {
  const error: unknown = await act.catch((caught: unknown) => caught);
  if (!(error instanceof PublishFault)) throw new Error(`no fault, but ${String(error)}`);
  return error.diagnostic.code;
}

function expectOneRight({ store, issues }: Github, commit: string, to = "16Gi"): void {
  expect(issues.map(({ state, pull }) => [state, pull?.head, pull?.base])).toEqual([["open", branch, "main"]]);
  expect(issues[0]?.labels).toEqual(["remediation", "mem.container_oom", "risk:low", "cost:+100%"]);
  expect(store.textAt(branch, "flows/churn.flow.ts")).toContain(`"${to}"`);
  expect(store.textAt(branch, "deploy/prod/argo/churn.yaml")).toBe(`memory: ${to}\n`);
  expect(
    store
      .git(["diff", "--name-only", `${commit}..${branch}`])
      ?.trim()
      .split("\n"),
  ).toHaveLength(3);
}

it("opens one pull request, and writes nothing when it comes again", async () => {
  const github = await startGithub();
  const proposal = aProposal(pushBase(github));
  expect(await publish(github, proposal)).toMatchObject({ state: "opened", branch, number: 1 });
  expectOneRight(github, proposal.base.commit);
  expect(github.issues[0]?.title).toBe("fix(churn): raise resources.memory of step fit from 8Gi to 16Gi in prod (mem.container_oom)");
  const writes = github.writes().filter((line) => line !== "POST git/trees").length;
  expect(await publish(github, proposal)).toMatchObject({ state: "unchanged", number: 1 });
  expect(github.writes().filter((line) => line !== "POST git/trees")).toHaveLength(writes);
});

class Killed extends Error {}

it("ends in exactly one right pull request after a kill before or after any request", { timeout: 300_000 }, async () => {
  const whole = await startGithub();
  await publish(whole, aProposal(pushBase(whole)));
  const steps = whole.requests.length;
  expect(steps).toBeGreaterThan(10);
  for (let step = 0; step < steps; step++)
    for (const when of ["before", "after"] as const) {
      const github = await startGithub();
      const proposal = aProposal(pushBase(github));
      const api = apiOf(github);
      let made = 0;
      const dying: Api = {
        ...api,
        request: async (...asked): ReturnType<Api["request"]> => {
          const dies = made++ === step;
          if (dies && when === "before") throw new Killed();
          const reply: Awaited<ReturnType<Api["request"]>> = await api.request(...asked);
          if (dies) throw new Killed();
          return reply;
        },
      };
      await expect(publish(github, proposal, dying)).rejects.toThrow(Killed);
      expect(["opened", "updated", "unchanged"]).toContain((await publish(github, proposal)).state);
      expectOneRight(github, proposal.base.commit);
    }
});

it("opens one pull request where two publishers run at once", async () => {
  const github = await startGithub();
  const proposal = aProposal(pushBase(github));
  await Promise.all([publish(github, proposal), publish(github, proposal)]);
  expectOneRight(github, proposal.base.commit);
});

it("updates the pull request where a larger value is proposed", async () => {
  const github = await startGithub();
  const commit = pushBase(github);
  await publish(github, aProposal(commit));
  expect(await publish(github, aProposal(commit, "32Gi"))).toMatchObject({ state: "updated", number: 1 });
  expect(github.issues).toHaveLength(1);
  expect(github.issues[0]?.title).toContain("to 32Gi");
  expect(github.issues[0]?.labels).toContain("cost:+300%");
  expect(github.issues[0]?.labels).not.toContain("cost:+100%");
  expect(github.store.textAt(branch, "deploy/prod/argo/churn.yaml")).toBe("memory: 32Gi\n");
});

it("leaves a branch to the people who pushed to it", async () => {
  const github = await startGithub();
  const commit = pushBase(github);
  await publish(github, aProposal(commit));
  const theirs = github.store.push(branch, { "README.md": "mine\n" });
  expect(await publish(github, aProposal(commit, "32Gi"))).toMatchObject({ state: "hands-off", number: 1 });
  expect(github.store.git(["rev-parse", branch])?.trim()).toBe(theirs);
});

it("makes nothing where the base has other texts by now, or is not of the repository", async () => {
  const github = await startGithub();
  const commit = pushBase(github);
  github.store.push("main", { "flows/churn.flow.ts": "other\n" });
  expect(await problem(publish(github, aProposal(commit)))).toBe("publish/base-moved");
  const foreign = github.store.push("foreign", { "x.txt": "x" });
  expect(await problem(publish(github, aProposal(foreign)))).toBe("publish/no-base");
  expect(github.writes()).toEqual([]);
});

it("takes a pull request that was closed unmerged for a no to this value and lower ones, for as long as its label says", async () => {
  const github = await startGithub();
  const commit = pushBase(github);
  await publish(github, aProposal(commit));
  const [pull] = github.issues;
  if (pull === undefined) throw new Error("no pull request");
  pull.state = "closed";
  pull.closedAt = new Date();
  const later = new Date(Date.now() + 7 * 86_400_000);
  expect(await publish(github, aProposal(commit), apiOf(github), later)).toMatchObject({ state: "ignored" });
  expect(await publish(github, aProposal(commit, "12Gi"), apiOf(github), later)).toMatchObject({ state: "ignored" });
  pull.labels.push("remediation:snooze-3d");
  expect(await publish(github, aProposal(commit), apiOf(github), later)).toMatchObject({ state: "opened" });
});

it("waits after a merge, and where too many are open", async () => {
  const github = await startGithub();
  const commit = pushBase(github);
  const proposal = aProposal(commit);
  await publish(github, proposal);
  const other = {
    ...proposal,
    key: { ...proposal.key, step: "other" },
    policy: { ...proposal.policy, pullRequests: { hourly: 1, open: 9, perFlow: 9 } },
  };
  expect(await publish(github, other)).toMatchObject({ state: "waiting", reason: expect.stringContaining("within an hour") });
  const [pull] = github.issues;
  if (pull?.pull === undefined) throw new Error("no pull request");
  [pull.state, pull.closedAt, pull.pull.mergedAt] = ["closed", new Date(), new Date()];
  expect(await publish(github, aProposal(commit, "64Gi"))).toMatchObject({
    state: "waiting",
    reason: expect.stringContaining("merged lately"),
  });
});

it.each([
  ["publish/revoked-token", (github: Github) => github.tokens.clear()],
  ["publish/missing-permission", (github: Github) => github.tokens.set(token, { contents: "read", pulls: "write", issues: "write" })],
  ["publish/refused", (github: Github) => Object.assign(github, { archived: true })],
] as const)("says %s, and never the token", async (code, spoil) => {
  const github = await startGithub();
  const proposal = aProposal(pushBase(github));
  spoil(github);
  const error: unknown = await publish(github, proposal).catch((caught: unknown) => caught);
  expect((error as PublishFault).diagnostic?.code).toBe(code);
  expect(JSON.stringify((error as PublishFault).diagnostic)).not.toContain(token);
  expect(github.issues).toEqual([]);
});
