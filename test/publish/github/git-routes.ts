/** GitHub's "Git database" and "Commits": trees, commits, references, comparisons */
import { type GitStore, writeTree } from "./git-store.ts";
import type { Answer, Asked } from "./server.ts";

interface SentEntry {
  readonly path: string;
  readonly mode: string;
  readonly content?: string;
  readonly sha?: string | null;
}

const notFound: Answer = { status: 404, body: { message: "Not Found" } };

function invalid(message: string): Answer {
  return { status: 422, body: { message, documentation_url: "https://docs.github.com/rest", status: "422" } };
}

/** Answers what is asked of git; undefined where it is of something else. */
export function gitRoute(store: GitStore, { method, path, query, sent }: Asked): Answer | undefined {
  const reference = /^git\/(ref|refs)\/heads\/(.+)$/.exec(path);
  if (reference !== null) return referenceRoute(store, method, reference[2] ?? "", sent);
  if (path === "git/refs" && method === "POST") return makeReference(store, sent);
  const commit = /^git\/commits(?:\/([0-9a-f]+))?$/.exec(path);
  if (commit !== null) return method === "POST" ? makeCommit(store, sent) : shownCommit(store, commit[1] ?? "");
  const tree = /^git\/trees(?:\/([0-9a-f]+))?$/.exec(path);
  if (tree !== null) return method === "POST" ? makeTree(store, sent) : shownTree(store, tree[1] ?? "");
  const comparison = /^compare\/(.+)\.\.\.(.+)$/.exec(path);
  if (comparison !== null) return compare(store, comparison[1] ?? "", comparison[2] ?? "", query);
  return undefined;
}

function referenceRoute(store: GitStore, method: string, name: string, sent: Asked["sent"]): Answer {
  const now = store.git(["rev-parse", "--verify", "-q", `refs/heads/${name}`])?.trim();
  const shown = (sha: string): Answer => ({
    status: 200,
    body: { ref: `refs/heads/${name}`, node_id: "x", object: { type: "commit", sha } },
  });
  if (method === "GET") return now === undefined ? notFound : shown(now);
  if (method !== "PATCH") return notFound;
  if (now === undefined) return invalid("Reference does not exist");
  const wanted = String(sent["sha"]);
  if (store.git(["cat-file", "-e", `${wanted}^{commit}`]) === undefined) return invalid("Object does not exist");
  const forwards = store.git(["merge-base", "--is-ancestor", now, wanted]) !== undefined;
  if (!forwards && sent["force"] !== true) return invalid("Update is not a fast forward");
  store.git(["update-ref", `refs/heads/${name}`, wanted, now]);
  return shown(wanted);
}

function makeReference(store: GitStore, sent: Asked["sent"]): Answer {
  const [ref, sha] = [String(sent["ref"]), String(sent["sha"])];
  if (!/^refs\/heads\/./.test(ref) || store.git(["check-ref-format", ref]) === undefined) return invalid(`${ref} is not a valid ref name.`);
  if (store.git(["cat-file", "-e", `${sha}^{commit}`]) === undefined) return invalid("Object does not exist");
  if (store.git(["rev-parse", "--verify", "-q", ref]) !== undefined) return invalid("Reference already exists");
  if (store.git(["update-ref", ref, sha, "0".repeat(40)]) === undefined) return invalid("Reference update failed");
  return { status: 201, body: { ref, node_id: "x", object: { type: "commit", sha } } };
}

function shownCommit(store: GitStore, hash: string): Answer {
  const text = store.git(["cat-file", "commit", hash]);
  if (text === undefined) return notFound;
  const [head = "", ...message] = text.split("\n\n");
  const lines = head.split("\n").map((line) => line.split(" "));
  const of = (word: string) => lines.filter(([first]) => first === word).map(([, sha]) => ({ sha }));
  return { status: 200, body: { sha: hash, tree: of("tree")[0], parents: of("parent"), message: message.join("\n\n").trimEnd() } };
}

function makeCommit(store: GitStore, sent: Asked["sent"]): Answer {
  const parents = (sent["parents"] ?? []) as readonly string[];
  const tree = String(sent["tree"]);
  if (store.git(["cat-file", "-e", `${tree}^{tree}`]) === undefined) return invalid("Tree SHA does not exist");
  const made = store.git(["commit-tree", tree, ...parents.flatMap((parent) => ["-p", parent])], String(sent["message"]))?.trim();
  return made === undefined
    ? invalid("Parent SHA does not exist or is not a commit object")
    : { status: 201, body: { sha: made, tree: { sha: tree } } };
}

function shownTree(store: GitStore, hash: string): Answer {
  const text = store.git(["ls-tree", "-z", hash]);
  if (text === undefined) return notFound;
  const tree = text
    .split("\0")
    .filter((line) => line !== "")
    .map((line) => {
      const [, mode, type, sha, path] = /^(\d+) (\w+) ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
      return { path, mode, type, sha };
    });
  return { status: 200, body: { sha: hash, truncated: false, tree } };
}

function makeTree(store: GitStore, sent: Asked["sent"]): Answer {
  const entries = (sent["tree"] ?? []) as readonly SentEntry[];
  if (entries.length === 0) return invalid("Invalid tree info");
  if (entries.some(({ path }) => path.startsWith("/") || path.split("/").some((part) => ["", ".", "..", ".git"].includes(part))))
    return invalid("tree.path contains a malformed path component");
  const base = sent["base_tree"];
  const made = writeTree(
    store.git,
    base === undefined ? undefined : String(base),
    entries.map(({ path, mode, content, sha }) => ({ path, mode, ...(content === undefined ? { hash: sha ?? null } : { text: content }) })),
  );
  return made === undefined ? invalid("GitRPC::BadObjectState") : { status: 201, body: { sha: made, tree: [], truncated: false } };
}

function compare(store: GitStore, one: string, other: string, _query: URLSearchParams): Answer {
  const counted = store.git(["rev-list", "--left-right", "--count", `${one}...${other}`]);
  if (counted === undefined) return notFound;
  const [behind = 0, ahead = 0] = counted.trim().split(/\s+/).map(Number);
  const status = ahead > 0 && behind > 0 ? "diverged" : ahead > 0 ? "ahead" : behind > 0 ? "behind" : "identical";
  return { status: 200, body: { status, ahead_by: ahead, behind_by: behind } };
}
