import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { commentOnRun } from "../../action/comment/comment-on-run.ts";
import { withMarker } from "../../action/github/keep-comment.ts";
import type { Report } from "../../action/report.ts";
import { type Pull, startGithub } from "./github-server.ts";
import { change, noDifference, reportWith } from "./report-of.ts";

const head = "a".repeat(40);
const fork: Pull = { number: 12, head: { sha: head, owner: "ada", branch: "fix" } };
const news = reportWith({ pullRequest: 12, difference: { ...noDifference, changes: [change] } });

interface Options {
  readonly report?: Report | string;
  readonly event?: string;
  readonly inputs?: Readonly<Record<string, string>>;
}

async function run(address: string, { report = news, event = "pull_request", inputs = {} }: Options = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "millwright-comment-"));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  const payload = {
    workflow_run: { head_sha: head, event, head_branch: "fix", head_repository: { owner: { login: "ada" } }, pull_requests: [] },
  };
  fs.writeFileSync(path.join(folder, "event.json"), JSON.stringify(payload));
  fs.writeFileSync(path.join(folder, "report.json"), typeof report === "string" ? report : JSON.stringify({ formatVersion: 1, ...report }));
  let log = "";
  const code = await commentOnRun({
    environment: {
      GITHUB_EVENT_NAME: "workflow_run",
      GITHUB_EVENT_PATH: path.join(folder, "event.json"),
      GITHUB_REPOSITORY: "acme/platform",
      GITHUB_API_URL: address,
      "INPUT_GITHUB-TOKEN": "t0ken",
      INPUT_REPORT: path.join(folder, "report.json"),
      ...inputs,
    },
    write: (text) => {
      log += text;
    },
    sleep: async () => undefined,
  });
  return { code, log };
}

test("the pull request of a fork gets its comment", async () => {
  const github = await startGithub({ pulls: [fork] });
  expect((await run(github.address)).code).toBe(0);
  expect(github.comments[0]?.body).toContain("step fit: memory 64Gi → 128Gi");
  expect(github.requests).toContain("POST /repos/acme/platform/issues/12/comments");
});

test("a report cannot choose a pull request that does not end in the commit of the run", async () => {
  const github = await startGithub({ pulls: [fork, { number: 1, head: { sha: "b".repeat(40) } }] });
  await run(github.address, { report: { ...news, pullRequest: 1 } });
  expect(github.requests.filter((line) => line.startsWith("POST"))).toEqual(["POST /repos/acme/platform/issues/12/comments"]);
});

test("of two pull requests that end in one commit the report's is taken, and none where it names neither", async () => {
  const pulls = [fork, { ...fork, number: 13 }];
  const github = await startGithub({ pulls });
  await run(github.address, { report: { ...news, pullRequest: 13 } });
  expect(github.requests).toContain("POST /repos/acme/platform/issues/13/comments");
  const other = await startGithub({ pulls });
  expect((await run(other.address, { report: { ...news, pullRequest: 99 } })).code).toBe(0);
  expect(other.comments).toEqual([]);
});

test("a report without news takes the comment away", async () => {
  const github = await startGithub({ pulls: [fork], comments: [{ body: withMarker("default", "old") }] });
  expect((await run(github.address, { report: reportWith() })).code).toBe(0);
  expect(github.comments).toEqual([]);
});

test("a run that no open pull request ends in any more, or of another event, is left alone", async () => {
  const github = await startGithub({ pulls: [{ ...fork, state: "closed" }] });
  const ran = await run(github.address);
  expect([ran.code, ran.log.includes(`No open pull request ends in commit ${head}.`)]).toEqual([0, true]);
  const push = await startGithub({ pulls: [fork] });
  expect((await run(push.address, { event: "push" })).code).toBe(0);
  expect(push.requests).toEqual([]);
});

test("a report that says something else than a report does is refused before any request", async () => {
  const github = await startGithub({ pulls: [fork] });
  const ran = await run(github.address, { report: '{"formatVersion":1,"errors":"::set-env name=x::y\\n"}' });
  expect(ran.code).toBe(1);
  expect(ran.log).toMatch(/^::error title=Millwright::The report "[^\n]*" cannot be used: "errors" is not a number\.\n$/);
  expect(github.requests).toEqual([]);
});

test("a token that GitHub refuses makes the step red: there is nothing else that it is for", async () => {
  const github = await startGithub({ pulls: [fork] });
  const ran = await run(github.address, { inputs: { "INPUT_GITHUB-TOKEN": "wrong" } });
  expect(ran.code).toBe(1);
  expect(ran.log).toContain("The token may not do that (401: Bad credentials)");
});
