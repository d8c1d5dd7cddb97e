import { generateKeyPairSync } from "node:crypto";
import { expect, it } from "vitest";
import { PublishFault } from "../../remediation/publish/forge.ts";
import { githubForge } from "../../remediation/publish/github/github-forge.ts";
import { installationToken } from "../../remediation/publish/github/installation-token.ts";
import { openApi } from "../../remediation/publish/github/rest.ts";
import { type Outcome, publishProposal } from "../../remediation/publish/publish-proposal.ts";
import { aProposal, branch, pushBase } from "./a-proposal.ts";
import { type Fault, type Github, startGithub, token } from "./github/server.ts";

const repository = "acme/platform";

interface Given {
  readonly waits?: number[];
  readonly by?: string;
}

async function publish(github: Github, commit: string, { waits = [], by = token }: Given = {}): Promise<Outcome | string> {
  const sleep = async (milliseconds: number) => void waits.push(milliseconds);
  const api = openApi({ address: github.address, repository, token: by, sleep });
  try {
    return await publishProposal(githubForge(api, repository), aProposal(commit), { now: new Date(), dryRun: false });
  } catch (error) {
    if (error instanceof PublishFault) return error.diagnostic.code;
    throw error;
  }
}

/** The n-th request is answered so, once. */
function once(github: Github, n: number, fault: Fault): void {
  const first = github.requests.length;
  github.fault = (_, index) => (index === first + n ? fault : undefined);
}

function isOneRight({ issues, store }: Github): void {
  expect(issues.map(({ state, pull }) => [state, pull?.head])).toEqual([["open", branch]]);
  expect(store.textAt(branch, "deploy/prod/argo/churn.yaml")).toBe("memory: 16Gi\n");
}

const faults: readonly (readonly [string, Fault])[] = [
  ["502 that did nothing", { status: 502, body: { message: "Bad Gateway" } }],
  ["502 that did it", { status: 502, body: { message: "Bad Gateway" }, done: true }],
  ["connection that is cut before", { breaks: "before" }],
  ["connection that is cut after", { breaks: "after" }],
];

it.each(faults)(
  "ends in one right pull request, now or the next time, after a %s at any request",
  { timeout: 120_000 },
  async (_, fault) => {
    const whole = await startGithub();
    await publish(whole, pushBase(whole));
    for (let n = 0; n < whole.requests.length; n++) {
      const github = await startGithub();
      const commit = pushBase(github);
      once(github, n, fault);
      const outcome = await publish(github, commit);
      if (typeof outcome === "string") expect(outcome).toBe("publish/unreachable");
      expect(await publish(github, commit)).toMatchObject({ number: 1 });
      isOneRight(github);
    }
  },
);

it("waits as long as a rate limit asks for, and a minute where it only says that it is one", async () => {
  const github = await startGithub();
  const commit = pushBase(github);
  const waits: number[] = [];
  once(github, 3, { status: 403, headers: { "retry-after": "7" }, body: { message: "You have exceeded a secondary rate limit." } });
  expect(await publish(github, commit, { waits })).toMatchObject({ state: "opened" });
  once(github, 3, { status: 403, body: { message: "You have exceeded a secondary rate limit. Please wait a few minutes." } });
  expect(await publish(github, commit, { waits })).toMatchObject({ state: "unchanged" });
  expect(waits).toEqual([7_000, 60_000]);
});

it("ends with a diagnostic where a limit lasts longer than a job may stand still, and goes on the next time", async () => {
  const github = await startGithub();
  const commit = pushBase(github);
  once(github, 6, { status: 429, headers: { "retry-after": "3600" }, body: { message: "Too many requests" } });
  expect(await publish(github, commit)).toBe("publish/rate-limited");
  expect(await publish(github, commit)).toMatchObject({ state: "opened" });
  isOneRight(github);
});

it("publishes with the token that an App makes for this repository", async () => {
  const github = await startGithub();
  const commit = pushBase(github);
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  github.app = { id: "4711", key: publicKey };
  const pem = String(privateKey.export({ type: "pkcs8", format: "pem" }));
  const options = { address: github.address, repository };
  const made = await installationToken({ id: "4711", privateKey: pem.replaceAll("\n", "\\n") }, options);
  expect(await publish(github, commit, { by: made })).toMatchObject({ state: "opened" });
  isOneRight(github);
  await expect(installationToken({ id: "4712", privateKey: pem }, options)).rejects.toThrow(PublishFault);
  await expect(installationToken({ id: "4711", privateKey: "key.pem" }, options)).rejects.toThrow(PublishFault);
});
