import { expect, it } from "vitest";
import { githubForge } from "../../remediation/publish/github/github-forge.ts";
import { type Api, openApi } from "../../remediation/publish/github/rest.ts";
import { publishAll } from "../../remediation/publish/publish-all.ts";
import { type PublishLine, readPublishLine } from "../../remediation/publish/publish-line.ts";
import type { Published } from "../../remediation/publish/published.ts";
import { aProposal, branch, pushBase } from "./a-proposal.ts";
import { type Github, startGithub, token } from "./github/server.ts";

const repository = "acme/platform";
const because = 'Step "fit" of flow "churn" succeeded in 2 runs since churn-1. @alice, see #1';

function apiOf({ address }: Github): Api {
  return openApi({ address, repository, token, sleep: async () => undefined });
}

function healed(step = "fit"): PublishLine {
  const line = readPublishLine(
    JSON.stringify({
      formatVersion: 1,
      healed: { environment: "prod", flow: "churn", step, class: "mem.container_oom" },
      because,
      repository: null,
      dashboard: false,
    }),
  );
  if ("problem" in line) throw new Error(line.problem);
  return line;
}

function publish(github: Github, line: PublishLine, api = apiOf(github), dryRun = false): Promise<readonly Published[]> {
  return publishAll(githubForge(api, repository), [line], { now: new Date(), dryRun });
}

async function opened(): Promise<Github> {
  const github = await startGithub();
  await publish(github, { proposal: aProposal(pushBase(github)) });
  return github;
}

it("closes what was opened for a step that succeeds without it, says why once, and opens it again where it fails again", async () => {
  const github = await opened();
  const [issue] = github.issues;
  expect(await publish(github, healed("other"))).toEqual([]);
  expect(await publish(github, healed(), apiOf(github), true)).toMatchObject([{ outcome: { state: "closed", number: 1 } }]);
  expect(issue?.state).toBe("open");
  expect(await publish(github, healed())).toMatchObject([{ kind: "healed", outcome: { state: "closed", branch, number: 1 } }]);
  expect(issue).toMatchObject({ state: "closed", labels: expect.arrayContaining(["remediation:settled"]) });
  expect(issue?.comments).toHaveLength(1);
  expect(issue?.comments[0]).not.toMatch(/@alice|#1/);
  expect(await publish(github, healed())).toEqual([]);
  const proposal = aProposal(github.store.git(["rev-parse", "main"])?.trim() ?? "");
  expect(await publish(github, { proposal })).toMatchObject([{ outcome: { state: "opened", number: 2 } }]);
});

it("leaves a branch to people who pushed to it", async () => {
  const github = await opened();
  github.store.push(branch, { "flows/churn.flow.ts": "mine\n" }, "mine");
  expect(await publish(github, healed())).toMatchObject([{ outcome: { state: "hands-off" } }]);
  expect(github.issues[0]?.state).toBe("open");
});

class Killed extends Error {}

it("ends closed, with one comment and never as a person's no, after a kill before or after any request", { timeout: 120_000 }, async () => {
  const whole = await opened();
  const before = whole.requests.length;
  await publish(whole, healed());
  for (let step = 0; step < whole.requests.length - before; step++)
    for (const when of ["before", "after"] as const) {
      const github = await opened();
      const api = apiOf(github);
      let count = 0;
      const killed: Api = Object.fromEntries(
        Object.entries(api).map(([name, act]) => [
          name,
          typeof act !== "function"
            ? act
            : async (...words: readonly unknown[]) => {
                const isNow = count++ === step;
                if (isNow && when === "before") throw new Killed();
                const answer = await (act as (...all: readonly unknown[]) => Promise<unknown>)(...words);
                if (isNow) throw new Killed();
                return answer;
              },
        ]),
      ) as unknown as Api;
      await publish(github, healed(), killed).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
      });
      const [issue] = github.issues;
      if (issue?.state === "closed") expect(issue.labels).toContain("remediation:settled");
      await publish(github, healed());
      expect([issue?.state, issue?.comments.length]).toEqual(["closed", 1]);
    }
});
