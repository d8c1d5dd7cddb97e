import { expect, test } from "vitest";
import { keepComment, type Wanted, withMarker } from "../../action/github/keep-comment.ts";
import { type Api, openApi } from "../../remediation/publish/github/rest.ts";
import { bot, type GithubServer, startGithub } from "./github-server.ts";

const sha = "a".repeat(40);
const later = "b".repeat(40);
const pulls = [{ number: 7, head: { sha } }];
const wanted: Wanted = { pullRequest: 7, key: "default", author: bot, head: sha, text: "### one\n\ntext\n" };

function apiOf({ address }: GithubServer, waits: number[] = [], token = "t0ken"): Api {
  const sleep = async (milliseconds: number) => void waits.push(milliseconds);
  return openApi({ address, repository: "acme/platform", token, sleep, now: () => 1_000_000 });
}

function writes({ requests }: GithubServer): readonly string[] {
  return requests.filter((line) => !line.startsWith("GET ")).map((line) => line.replace("/repos/acme/platform", ""));
}

test("the first run makes the comment, the second with the same text sends nothing, a third with another text updates it", async () => {
  const github = await startGithub({ pulls });
  const api = apiOf(github);
  expect(await keepComment(api, wanted)).toBe("created");
  expect(await keepComment(api, wanted)).toBe("unchanged");
  expect(await keepComment(api, { ...wanted, text: "other\n" })).toBe("updated");
  expect(github.comments.map(({ body }) => body.split("\r\n").slice(1).join("\n"))).toEqual(["other\n"]);
  expect(writes(github)).toEqual(["POST /issues/7/comments", "PATCH /issues/comments/1001"]);
});

test("the comment is found on a later page, among those of people", async () => {
  const talk = Array.from({ length: 250 }, (_, index) => ({ body: `talk ${index}`, login: "ada" }));
  const github = await startGithub({ pulls, comments: [...talk, { body: withMarker("default", "old") }, ...talk] });
  expect(await keepComment(apiOf(github), wanted)).toBe("updated");
  expect(writes(github)).toEqual(["PATCH /issues/comments/1251"]);
  expect(github.requests.filter((line) => line.includes("/issues/7/comments"))).toHaveLength(6);
});

test("where nothing is to be said, there is no comment, and one that was there goes", async () => {
  const github = await startGithub({ pulls });
  const nothing: Wanted = { ...wanted, text: undefined };
  expect(await keepComment(apiOf(github), nothing)).toBe("none");
  await keepComment(apiOf(github), wanted);
  expect(await keepComment(apiOf(github), nothing)).toBe("removed");
  expect(github.comments).toEqual([]);
});

test("two runs at once leave one comment", async () => {
  const github = await startGithub({ pulls });
  let listing = 0;
  let open: () => void = () => undefined;
  const both = new Promise<void>((done) => {
    open = done;
  });
  // Both list before either creates.
  github.before = (line) => {
    if (!line.startsWith("GET ") || !line.includes("/comments")) return;
    listing += 1;
    if (listing === 2) open();
    return listing <= 2 ? both : undefined;
  };
  await Promise.all([keepComment(apiOf(github), wanted), keepComment(apiOf(github), wanted)]);
  expect(writes(github).filter((line) => line.startsWith("POST"))).toHaveLength(2);
  expect(github.comments).toHaveLength(1);
});

test("a comment whose creation was answered by a fault is not made twice", async () => {
  const github = await startGithub({ pulls });
  github.faults.push({ on: /^POST /, status: 502, done: true });
  expect(await keepComment(apiOf(github), wanted)).toBe("created");
  expect(github.comments.map(({ id }) => id)).toEqual([1001]);
});

test("duplicates of earlier times are removed, the oldest stays", async () => {
  const comments = ["x", "y", "z"].map((text) => ({ body: withMarker("default", text) }));
  const github = await startGithub({ pulls, comments });
  expect(await keepComment(apiOf(github), wanted)).toBe("updated");
  expect(github.comments.map(({ id, body }) => [id, body.includes("### one")])).toEqual([[1001, true]]);
});

test("a person's comment with the marker is left alone, and so is one of another key", async () => {
  const forged = { body: withMarker("default", "forged"), login: "mallory" };
  const other = { body: withMarker("default-prod", "other") };
  const quoting = { body: `> ${withMarker("default", "quoted")}` };
  const github = await startGithub({ pulls, comments: [forged, other, quoting] });
  expect(await keepComment(apiOf(github), wanted)).toBe("created");
  expect(writes(github)).toEqual(["POST /issues/7/comments"]);
  expect(github.comments).toHaveLength(4);
});

test("a token that writes as somebody else than said still leaves one comment", async () => {
  const github = await startGithub({ pulls, login: "acme-bot[bot]" });
  await keepComment(apiOf(github), wanted);
  await keepComment(apiOf(github), { ...wanted, text: "other\n" });
  expect(github.comments).toHaveLength(1);
  expect(github.comments[0]?.body).toContain("other");
});

test("a comment that is deleted while it is updated is made again", async () => {
  const github = await startGithub({ pulls, comments: [{ body: withMarker("default", "old") }] });
  github.before = (line) => {
    if (line.startsWith("PATCH ")) github.comments.splice(0);
  };
  expect(await keepComment(apiOf(github), wanted)).toBe("created");
  expect(github.comments).toHaveLength(1);
});

test("a run of an older commit does not write over what a newer one says", async () => {
  const github = await startGithub({ pulls: [{ number: 7, head: { sha: later } }], comments: [{ body: withMarker("default", "newer") }] });
  expect(await keepComment(apiOf(github), wanted)).toBe("outdated");
  expect(writes(github)).toEqual([]);
});

test.each([
  ["a fault of the server", { status: 503 }, [1_000]],
  ["the secondary limit", { status: 403, headers: { "retry-after": "3" } }, [3_000]],
  ["too many requests", { status: 429 }, [60_000]],
  ["the hour's limit", { status: 403, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1020" } }, [21_000]],
] as const)("%s is waited for", async (_, fault, expected) => {
  const github = await startGithub({ pulls });
  github.faults.push({ on: /^GET .*comments/, ...fault });
  const waits: number[] = [];
  expect(await keepComment(apiOf(github, waits), wanted)).toBe("created");
  expect(waits).toEqual(expected);
});

test("a limit that lasts longer than a job is an error at once", async () => {
  const github = await startGithub({ pulls });
  github.faults.push({ on: /^GET /, status: 403, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "4600" } });
  const waits: number[] = [];
  await expect(keepComment(apiOf(github, waits), wanted)).rejects.toThrow(
    "GitHub limits the rate of requests (403); it asks to wait 3601 s.",
  );
  expect(waits).toEqual([]);
});

test("a server that stays down is an error after five times", async () => {
  const github = await startGithub({ pulls });
  for (let count = 0; count < 5; count++) github.faults.push({ on: /^GET /, status: 500 });
  const waits: number[] = [];
  await expect(keepComment(apiOf(github, waits), wanted)).rejects.toThrow("GitHub answered 500, 5 times.");
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000]);
});

test("a token that may not write is told from a limit, and says what to do", async () => {
  const github = await startGithub({ pulls });
  github.faults.push({ on: /^POST /, status: 403, body: { message: "Resource not accessible by integration" } });
  await expect(keepComment(apiOf(github), wanted)).rejects.toThrow(
    "The token may not do that (403: Resource not accessible by integration). A pull request from a fork needs the two workflows of docs/ci.md.",
  );
  expect(writes(github)).toHaveLength(1);
});

test("a pull request that is not there is an error", async () => {
  const github = await startGithub();
  await expect(keepComment(apiOf(github), wanted)).rejects.toThrow("GitHub answered 404: Not Found");
});

test("the token follows no link to another server", async () => {
  const github = await startGithub({ pulls });
  github.faults.push({ on: /^GET .*comments/, status: 200, body: [], headers: { link: '<http://192.0.2.1/steal>; rel="next"' } });
  expect(await keepComment(apiOf(github), wanted)).toBe("created");
});
