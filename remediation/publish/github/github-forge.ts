/** GitHub as a forge, by its REST API alone: nothing is cloned, and nobody's working tree is touched. */
import * as z from "zod";
import { archived, missingPermission, noRepository, unexpectedAnswer } from "../diagnostics.ts";
import { type Commit, type Entry, type Forge, PublishFault, type WrittenFile } from "../forge.ts";
import {
  commentAnswer,
  commitAnswer,
  comparisonAnswer,
  issueAnswer,
  madeAnswer,
  pullAnswer,
  referenceAnswer,
  repositoryAnswer,
  treeAnswer,
} from "./answers.ts";
import { type Ask, asker, pathOf } from "./ask.ts";
import type { Api } from "./rest.ts";

/** The forge behind an open API; `repository` is "owner/name". */
export function githubForge(api: Api, repository: string): Forge {
  const ask = asker(api, repository);
  const [owner = ""] = repository.split("/");
  return {
    repository,
    open: () => openRepository(ask, repository),
    branch: async (name) => {
      const answer = await ask.one("read a branch", "GET", `git/ref/heads/${pathOf(name)}`, referenceAnswer, { understood: [404, 409] });
      // Where only longer names begin like it, GitHub may give those.
      return answer?.ref === `refs/heads/${name}` ? answer.object.sha : undefined;
    },
    commit: (hash) => ask.one("read a commit", "GET", `git/commits/${hash}`, commitAnswer, { understood: [404, 422] }),
    descends: async (later, earlier) => {
      if (later === earlier) return true;
      const path = `compare/${earlier}...${later}?per_page=1`;
      const answer = await ask.one("compare commits", "GET", path, comparisonAnswer, { understood: [404] });
      return answer?.status === "ahead" || answer?.status === "identical";
    },
    entries: (tree, paths) => readEntries(ask, tree, paths),
    writeTree: (base, files) => writeTree(ask, base, files),
    writeCommit: async ({ tree, parents, message }: Omit<Commit, "hash">) =>
      (await ask.sure("make a commit", "POST", "git/commits", madeAnswer, { body: { message, tree, parents } })).sha,
    createBranch: async (name, commit) => {
      const body = { ref: `refs/heads/${name}`, sha: commit };
      const answer = await ask.one("make a branch", "POST", "git/refs", referenceAnswer, {
        body,
        understood: [422],
        unless: /already exists/i,
      });
      return answer !== undefined;
    },
    advanceBranch: async (name, commit) => {
      const body = { sha: commit, force: false };
      const path = `git/refs/heads/${pathOf(name)}`;
      const answer = await ask.one("move a branch", "PATCH", path, referenceAnswer, {
        body,
        understood: [422],
        unless: /fast.?forward|does not exist/i,
      });
      return answer !== undefined;
    },
    requestsFrom: async (branch) => {
      const path = `pulls?state=all&sort=created&direction=desc&per_page=100&head=${encodeURIComponent(`${owner}:${branch}`)}`;
      return ask.all("list pull requests", path, pullAnswer);
    },
    openRequest: ({ branch, base, title, body }) =>
      ask.one("open a pull request", "POST", "pulls", pullAnswer, {
        body: { title, body, head: branch, base },
        understood: [422],
        unless: /already exists/i,
      }),
    updateRequest: async (number, change) => {
      await ask.sure("change a pull request", "PATCH", `pulls/${number}`, pullAnswer, { body: change });
    },
    labelled: (label) => {
      const path = `issues?state=all&sort=created&direction=desc&per_page=100&labels=${encodeURIComponent(label)}`;
      return ask.all("list issues", path, issueAnswer);
    },
    openIssue: (issue) => ask.sure("open an issue", "POST", "issues", issueAnswer, { body: issue, once: true }),
    updateIssue: async (number, change) => {
      await ask.sure("change an issue", "PATCH", `issues/${number}`, issueAnswer, { body: change });
    },
    addLabels: async (number, labels) => {
      await ask.sure("label", "POST", `issues/${number}/labels`, z.array(z.unknown()), { body: { labels } });
    },
    removeLabel: async (number, label) => {
      await ask.one("take a label away", "DELETE", `issues/${number}/labels/${encodeURIComponent(label)}`, z.unknown(), {
        understood: [404],
      });
    },
    comments: async (number) =>
      (await ask.all("read comments", `issues/${number}/comments?per_page=100`, commentAnswer)).map(({ body }) => body),
    addComment: async (number, text) => {
      await ask.sure("comment", "POST", `issues/${number}/comments`, z.unknown(), { body: { body: text }, once: true });
    },
  };
}

async function openRepository(ask: Ask, repository: string): Promise<void> {
  const answer = await ask.one("look at the repository", "GET", "", repositoryAnswer, { understood: [404] });
  if (answer === undefined) throw new PublishFault(noRepository.at(null, { repository }));
  if (answer.archived) throw new PublishFault(archived.at(null, { repository }));
  if (answer.permissions?.push === false)
    throw new PublishFault(missingPermission.at(null, { repository, request: "push", reason: "it may read alone" }));
}

/** Folder by folder, because a listing of everything is cut where the repository is large. */
async function readEntries(ask: Ask, tree: string, paths: readonly string[]): Promise<ReadonlyMap<string, Entry | null>> {
  const known = new Map<string, Promise<ReadonlyMap<string, Entry> | null>>();
  const entriesOf = (folder: string): Promise<ReadonlyMap<string, Entry> | null> => {
    const found = known.get(folder);
    if (found !== undefined) return found;
    const read =
      folder === ""
        ? readFolder(ask, tree)
        : entryAt(folder).then((entry) => (entry?.mode === "040000" ? readFolder(ask, entry.hash) : null));
    known.set(folder, read);
    return read;
  };
  const entryAt = async (path: string): Promise<Entry | null> => {
    const slash = path.lastIndexOf("/");
    return (await entriesOf(slash === -1 ? "" : path.slice(0, slash)))?.get(path.slice(slash + 1)) ?? null;
  };
  const entries = new Map<string, Entry | null>();
  for (const path of paths) entries.set(path, await entryAt(path));
  return entries;
}

async function readFolder(ask: Ask, hash: string): Promise<ReadonlyMap<string, Entry>> {
  const { tree, truncated } = await ask.sure("read a folder", "GET", `git/trees/${hash}`, treeAnswer);
  if (truncated === true)
    throw new PublishFault(
      unexpectedAnswer.at(null, { forge: "GitHub", request: "read a folder", place: "truncated", problem: "is true" }),
    );
  return new Map(tree.map(({ path, mode, sha }) => [path, { mode, hash: sha }]));
}

/** GitHub takes a few megabytes at once. */
const mostCharacters = 4_000_000;
const mostFiles = 300;

async function writeTree(ask: Ask, base: string, files: readonly WrittenFile[]): Promise<string> {
  let tree = base;
  let waiting: WrittenFile[] = [];
  let size = 0;
  const send = async () => {
    if (waiting.length === 0) return;
    const entries = waiting.map(({ path, mode, text }) => ({
      path,
      mode,
      type: "blob",
      ...(text === null ? { sha: null } : { content: text }),
    }));
    tree = (await ask.sure("make a tree", "POST", "git/trees", madeAnswer, { body: { base_tree: tree, tree: entries } })).sha;
    waiting = [];
    size = 0;
  };
  for (const file of files) {
    const length = file.text?.length ?? 0;
    if (waiting.length === mostFiles || (size > 0 && size + length > mostCharacters)) await send();
    waiting.push(file);
    size += length;
  }
  await send();
  return tree;
}
