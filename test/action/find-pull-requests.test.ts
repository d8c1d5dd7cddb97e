import { expect, test } from "vitest";
import { findPullRequests } from "../../action/github/find-pull-requests.ts";
import { type Api, openApi } from "../../remediation/publish/github/rest.ts";
import { type GithubServer, type Pull, startGithub } from "./github-server.ts";

const sha = "a".repeat(40);
const other = "b".repeat(40);

function apiOf({ address }: GithubServer): Api {
  return openApi({ address, repository: "acme/platform", token: "t0ken" });
}

test("a pull request from a fork is found by its last commit", async () => {
  const github = await startGithub({
    pulls: [
      { number: 3, head: { sha: other } },
      { number: 4, head: { sha, owner: "ada", branch: "fix" } },
    ],
  });
  expect(await findPullRequests(apiOf(github), { head: sha, owner: "ada", branch: "fix" })).toEqual([4]);
  expect(github.requests).toHaveLength(1);
});

test("a branch whose name would change the address changes nothing", async () => {
  const branch = "x&state=closed#../../evil";
  const github = await startGithub({ pulls: [{ number: 4, head: { sha, owner: "ada", branch } }] });
  expect(await findPullRequests(apiOf(github), { head: sha, owner: "ada", branch })).toEqual([4]);
  expect(github.requests).toHaveLength(1);
});

test("of a branch that moved on, and of a closed pull request, nothing is found", async () => {
  const pulls: readonly Pull[] = [
    { number: 4, head: { sha: other, owner: "ada", branch: "fix" } },
    { number: 5, state: "closed", head: { sha, owner: "ada", branch: "fix" } },
  ];
  const github = await startGithub({ pulls });
  expect(await findPullRequests(apiOf(github), { head: sha, owner: "ada", branch: "fix" })).toEqual([]);
});

test("without the branch, all open ones are looked through, page by page", async () => {
  const many = Array.from({ length: 230 }, (_, index) => ({ number: index + 1, head: { sha: other } }));
  const github = await startGithub({ pulls: [...many, { number: 900, head: { sha } }, { number: 901, head: { sha } }] });
  expect(await findPullRequests(apiOf(github), { head: sha })).toEqual([900, 901]);
  expect(github.requests).toHaveLength(3);
});
