/**
 * The one comment on a pull request
 *
 * It is recognised by a hidden marker at its very beginning *and* by its author: anybody can write the marker into a comment of his own.
 */
import { createHash } from "node:crypto";
import { type Api, GithubError, listAll, refusal } from "../../remediation/publish/github/rest.ts";
import { commitOf, member } from "../event.ts";

export interface Wanted {
  readonly pullRequest: number;
  /** Tells the comments of several uses of the Action apart. */
  readonly key: string;
  /** Login that the token writes as. */
  readonly author: string;
  /** The commit that the text is about: where the pull request has moved on, a later run writes. */
  readonly head?: string;
  /** Markdown; undefined where there should be no comment. */
  readonly text: string | undefined;
}

export type Kept = "created" | "updated" | "unchanged" | "removed" | "none" | "outdated";

interface Comment {
  readonly id: number;
  readonly author: string;
  readonly body: string;
}

/** Rounds in which another run took away what this one was about to change. */
const rounds = 3;

/** Makes the comment be there once and say `text`, or not be there. Throws GithubError. */
export async function keepComment(api: Api, wanted: Wanted): Promise<Kept> {
  const { pullRequest, head, text } = wanted;
  const { status, body } = await api.request("GET", `${api.repository}/pulls/${pullRequest}`);
  if (status !== 200) throw refusal(status, body);
  const now = commitOf(member(body, "head", "sha"));
  if (head !== undefined && now !== undefined && now !== head) return "outdated";
  if (text === undefined) return removeAll(api, await ownComments(api, wanted));
  const whole = withMarker(wanted.key, text);
  for (let round = 0; round < rounds; round++) {
    const [first, ...others] = await ownComments(api, wanted);
    if (first === undefined) {
      const author = await create(api, pullRequest, whole);
      // Another run may have created one meanwhile: whoever lists last sees both.
      await settle(api, { ...wanted, author }, whole);
      return "created";
    }
    const updated = await update(api, first, whole);
    if (updated === "gone") continue;
    await removeAll(api, others);
    return updated;
  }
  throw new GithubError("The comment was removed by somebody else each time it was to be updated.");
}

/** First line of a comment: who keeps it, and a fingerprint of its text, because GitHub gives a text back with other line ends. */
export function withMarker(key: string, text: string): string {
  const fingerprint = createHash("sha256").update(text).digest("hex").slice(0, 16);
  return `${markerOf(key)} ${fingerprint} -->\n${text}`;
}

function markerOf(key: string): string {
  return `<!-- millwright:comment ${key}`;
}

/** The Action's comments with that key, oldest first. */
async function ownComments(
  api: Api,
  { pullRequest, key, author }: Pick<Wanted, "pullRequest" | "key" | "author">,
): Promise<readonly Comment[]> {
  const all = await listAll(api, `${api.repository}/issues/${pullRequest}/comments?per_page=100`);
  return all
    .map(readComment)
    .filter((comment) => comment?.author === author && comment.body.startsWith(`${markerOf(key)} `))
    .filter((comment) => comment !== undefined)
    .sort((left, right) => left.id - right.id);
}

function readComment(entry: unknown): Comment | undefined {
  const [id, author, body] = [member(entry, "id"), member(entry, "user", "login"), member(entry, "body")];
  return Number.isSafeInteger(id) && typeof author === "string" && typeof body === "string"
    ? { id: id as number, author, body }
    : undefined;
}

async function create(api: Api, pullRequest: number, body: string): Promise<string> {
  const reply = await api.request("POST", `${api.repository}/issues/${pullRequest}/comments`, { body });
  if (reply.status !== 201) throw refusal(reply.status, reply.body);
  return String(member(reply.body, "user", "login"));
}

async function update(api: Api, { id, body }: Comment, wanted: string): Promise<"updated" | "unchanged" | "gone"> {
  if (firstLine(body) === firstLine(wanted)) return "unchanged";
  const reply = await api.request("PATCH", `${api.repository}/issues/comments/${id}`, { body: wanted });
  if (reply.status === 404) return "gone";
  if (reply.status !== 200) throw refusal(reply.status, reply.body);
  return "updated";
}

function firstLine(text: string): string {
  return text.slice(0, text.search(/\r?\n|$/));
}

/** Leaves the oldest of several, saying what the last run says. */
async function settle(api: Api, wanted: Wanted, body: string): Promise<void> {
  const [oldest, ...others] = await ownComments(api, wanted);
  if (oldest === undefined || others.length === 0) return;
  if ((await update(api, oldest, body)) !== "gone") await removeAll(api, others);
}

async function removeAll(api: Api, comments: readonly Comment[]): Promise<"removed" | "none"> {
  for (const { id } of comments) {
    const { status, body } = await api.request("DELETE", `${api.repository}/issues/comments/${id}`);
    if (status !== 204 && status !== 404) throw refusal(status, body);
  }
  return comments.length > 0 ? "removed" : "none";
}
