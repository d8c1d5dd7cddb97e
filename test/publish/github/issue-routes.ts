/** GitHub's pull requests, issues, labels and comments */
import type { GitStore } from "./git-store.ts";
import type { Answer, Asked } from "./server.ts";
import { type State, type StoredIssue, shownIssue, shownPull } from "./state.ts";

const notFound: Answer = { status: 404, body: { message: "Not Found" } };

function validation(errors: readonly object[]): Answer {
  return { status: 422, body: { message: "Validation Failed", errors, status: "422" } };
}

/** GitHub keeps texts with the line ends of the web. */
function kept(text: unknown): string {
  return String(text ?? "").replaceAll("\n", "\r\n");
}

/** Answers what is asked of issues and pull requests; undefined where it is of something else. */
export function issueRoute(state: State, store: GitStore, asked: Asked): Answer | undefined {
  const { method, path, address } = asked;
  const commitOf = (branch: string | undefined) =>
    store.git(["rev-parse", "--verify", "-q", `refs/heads/${branch}`])?.trim() ?? "0".repeat(40);
  const pull = (issue: StoredIssue) => shownPull(address, issue, commitOf(issue.pull?.head));
  if (path === "pulls") return method === "POST" ? openPull(state, store, asked) : paged(pullsOf(state, asked).map(pull), asked);
  if (path === "issues")
    return method === "POST"
      ? openIssue(state, asked)
      : paged(
          issuesOf(state, asked).map((issue) => shownIssue(address, issue)),
          asked,
        );
  const [, kind, number, more, rest] = /^(pulls|issues)\/(\d+)(?:\/(labels|comments)(?:\/(.+))?)?$/.exec(path) ?? [];
  if (kind === undefined) return undefined;
  const found = state.issues.find((issue) => issue.number === Number(number));
  if (found === undefined || (kind === "pulls" && found.pull === undefined)) return notFound;
  if (more === "labels") return labelRoute(found, method, rest, asked);
  if (more === "comments") {
    if (method === "GET")
      return paged(
        found.comments.map((body, id) => ({ id, body })),
        asked,
      );
    found.comments.push(kept(asked.sent["body"]));
    return { status: 201, body: { id: found.comments.length } };
  }
  if (method === "PATCH") change(state, found, asked);
  return { status: 200, body: kind === "pulls" ? pull(found) : shownIssue(address, found) };
}

function openPull(state: State, store: GitStore, { sent, address, login }: Asked): Answer {
  const [head, base] = [String(sent["head"]), String(sent["base"])];
  const [top, bottom] = [head, base].map((name) => store.git(["rev-parse", "--verify", "-q", `refs/heads/${name}`])?.trim());
  if (top === undefined) return validation([{ resource: "PullRequest", field: "head", code: "invalid" }]);
  if (bottom === undefined) return validation([{ resource: "PullRequest", field: "base", code: "invalid" }]);
  if (state.issues.some(({ state: now, pull }) => now === "open" && pull?.head === head && pull.base === base))
    return validation([{ resource: "PullRequest", code: "custom", message: `A pull request already exists for acme:${head}.` }]);
  if (store.git(["merge-base", "--is-ancestor", top, bottom]) !== undefined)
    return validation([{ resource: "PullRequest", code: "custom", message: `No commits between ${base} and ${head}` }]);
  if (String(sent["body"]).length > 65_536) return validation([{ resource: "PullRequest", field: "body", code: "too_long" }]);
  const made = stored(
    state,
    { title: String(sent["title"]), body: sent["body"], labels: [], author: login },
    { head, base, mergedAt: null },
  );
  return { status: 201, body: shownPull(address, made, top) };
}

function openIssue(state: State, { sent, address, login }: Asked): Answer {
  const labels = (sent["labels"] ?? []) as readonly string[];
  return {
    status: 201,
    body: shownIssue(address, stored(state, { title: String(sent["title"]), body: sent["body"], labels, author: login })),
  };
}

interface New {
  readonly title: string;
  readonly body: unknown;
  readonly labels: readonly string[];
  readonly author: string;
}

function stored(state: State, { title, body, labels, author }: New, pull?: NonNullable<StoredIssue["pull"]>): StoredIssue {
  const issue: StoredIssue = {
    number: state.issues.length + 1,
    title,
    body: kept(body),
    state: "open",
    labels: [...labels],
    createdAt: state.now(),
    closedAt: null,
    comments: [],
    author,
    ...(pull !== undefined && { pull }),
  };
  state.issues.push(issue);
  return issue;
}

function change(state: State, issue: StoredIssue, { sent }: Asked): void {
  if (sent["title"] !== undefined) issue.title = String(sent["title"]);
  if (sent["body"] !== undefined) issue.body = kept(sent["body"]);
  if (sent["state"] !== undefined && sent["state"] !== issue.state) {
    issue.state = sent["state"] === "closed" ? "closed" : "open";
    issue.closedAt = issue.state === "closed" ? state.now() : null;
  }
}

function labelRoute(issue: StoredIssue, method: string, name: string | undefined, { sent }: Asked): Answer {
  if (method === "POST")
    for (const label of (sent["labels"] ?? []) as readonly string[]) if (!issue.labels.includes(label)) issue.labels.push(label);
  if (method === "DELETE") {
    const label = name ?? "";
    if (!issue.labels.includes(label)) return { status: 404, body: { message: "Label does not exist" } };
    issue.labels.splice(issue.labels.indexOf(label), 1);
  }
  return { status: 200, body: issue.labels.map((label) => ({ name: label })) };
}

function pullsOf({ issues }: State, { query }: Asked): readonly StoredIssue[] {
  const head = query.get("head");
  return issues
    .filter((issue) => issue.pull !== undefined && isMeant(issue, query) && (head === null || head === `acme:${issue.pull.head}`))
    .toReversed();
}

function issuesOf({ issues }: State, { query }: Asked): readonly StoredIssue[] {
  const labels = query.get("labels")?.split(",") ?? [];
  return issues.filter((issue) => isMeant(issue, query) && labels.every((label) => issue.labels.includes(label))).toReversed();
}

function isMeant({ state }: StoredIssue, query: URLSearchParams): boolean {
  return ["all", state].includes(query.get("state") ?? "open");
}

function paged(all: readonly unknown[], { query, url }: Asked): Answer {
  const [size, page] = [Math.min(100, Number(query.get("per_page") ?? 30)), Number(query.get("page") ?? 1)];
  const next = new URL(url);
  next.searchParams.set("page", String(page + 1));
  const more = page * size < all.length;
  return { status: 200, body: all.slice((page - 1) * size, page * size), ...(more && { headers: { link: `<${next.href}>; rel="next"` } }) };
}
