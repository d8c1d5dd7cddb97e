/** What the server holds beside git: issues, pull requests, labels, comments */

export interface StoredIssue {
  readonly number: number;
  title: string;
  body: string;
  state: "open" | "closed";
  labels: string[];
  readonly createdAt: Date;
  closedAt: Date | null;
  readonly comments: string[];
  readonly author: string;
  /** Of a pull request. */
  readonly pull?: { readonly head: string; readonly base: string; mergedAt: Date | null };
}

export interface Permissions {
  readonly contents?: "read" | "write";
  readonly pulls?: "read" | "write";
  readonly issues?: "read" | "write";
}

export const everything: Permissions = { contents: "write", pulls: "write", issues: "write" };

export interface State {
  readonly issues: StoredIssue[];
  /** By token. */
  readonly tokens: Map<string, Permissions>;
  archived: boolean;
  now: () => Date;
}

/** As GitHub shows an issue, or the issue's side of a pull request. */
export function shownIssue(address: string, issue: StoredIssue): object {
  return {
    number: issue.number,
    html_url: `${address}/acme/platform/${issue.pull === undefined ? "issues" : "pull"}/${issue.number}`,
    state: issue.state,
    title: issue.title,
    body: issue.body,
    user: { login: issue.author },
    labels: issue.labels.map((name) => ({ id: name.length, name, color: "ededed", default: false })),
    created_at: issue.createdAt.toISOString(),
    closed_at: issue.closedAt?.toISOString() ?? null,
    ...(issue.pull !== undefined && { pull_request: { merged_at: issue.pull.mergedAt?.toISOString() ?? null } }),
  };
}

export function shownPull(address: string, issue: StoredIssue, headCommit: string): object {
  return {
    ...shownIssue(address, issue),
    pull_request: undefined,
    merged_at: issue.pull?.mergedAt?.toISOString() ?? null,
    head: { ref: issue.pull?.head, label: `acme:${issue.pull?.head}`, sha: headCommit, repo: { full_name: "acme/platform" } },
    base: { ref: issue.pull?.base, label: `acme:${issue.pull?.base}`, repo: { full_name: "acme/platform" } },
  };
}
