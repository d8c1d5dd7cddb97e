/** GitHub's REST API: one request at a time, patient where GitHub asks for patience, within bounds */

interface Reply {
  readonly status: number;
  readonly body: unknown;
  /** The next page of a list; absent on the last. */
  readonly next?: string;
}

export interface Api {
  /** `repos/<owner>/<name>`. */
  readonly repository: string;
  /**
   * Gives the reply, whatever its status below 500. `path` is relative to the API, or the `next` of a reply. Throws GithubError.
   *
   * What is `once` is not asked for again where GitHub may have done it.
   */
  readonly request: (method: Method, path: string, body?: unknown, repeat?: "again" | "once") => Promise<Reply>;
}

type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** GitHub could not be reached, or asked for more patience than a job has. */
export class GithubError extends Error {
  /** Of the reply; undefined where there was none that says more. */
  readonly status: number | undefined;
  constructor(message: string, status?: number) {
    super(message);
    this.status = status;
  }
}

export interface ApiOptions {
  /** `https://api.github.com`, or that of an own server. */
  readonly address: string;
  /** "owner/name". */
  readonly repository: string;
  readonly token: string;
  readonly sleep?: (milliseconds: number) => Promise<void>;
  readonly now?: () => number;
}

const attempts = 5;
/** Milliseconds that one wait may last: a limit that resets later is an error, not a job that stands still. */
const longestWait = 90_000;
const requestTimeout = 30_000;

/** Opens the API of one repository. */
export function openApi({ address, repository, token, sleep = pause, now = Date.now }: ApiOptions): Api {
  if (!/^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(repository)) throw new GithubError(`"${repository}" is no repository.`);
  const base = address.replace(/\/{1,9}$/, "");
  const headers = {
    accept: "application/vnd.github+json",
    authorization: `Bearer ${token}`,
    "content-type": "application/json",
    "user-agent": "millwright",
    "x-github-api-version": "2022-11-28",
  };

  async function request(method: Method, path: string, body?: unknown, repeat: "again" | "once" = "again"): Promise<Reply> {
    const url = path.startsWith("http") ? path : `${base}/${path}`;
    let reason = "";
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const sent = await send(method, url, body);
      if ("reply" in sent) return sent.reply;
      reason = sent.reason;
      if (repeat === "once" && sent.uncertain === true) throw new GithubError(reason);
      const wait = sent.wait ?? 1_000 * 2 ** (attempt - 1);
      if (wait > longestWait) throw new GithubError(`${reason}; it asks to wait ${Math.ceil(wait / 1_000)} s.`, 429);
      if (attempt < attempts) await sleep(wait);
    }
    throw new GithubError(`${reason}, ${attempts} times.`);
  }

  async function send(method: Method, url: string, body: unknown): Promise<{ readonly reply: Reply } | Refused> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(url, {
        method,
        headers,
        signal: AbortSignal.timeout(requestTimeout),
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      text = await response.text();
    } catch (error) {
      return { reason: `GitHub cannot be reached (${error instanceof Error ? error.message : String(error)})`, uncertain: true };
    }
    const { status } = response;
    if (status >= 500) return { reason: `GitHub answered ${status}`, uncertain: true };
    const wait = limitedFor(response.headers, { status, text, now: now() });
    if (wait !== undefined) return { reason: `GitHub limits the rate of requests (${status})`, wait };
    const next = nextPage(response.headers.get("link"), base);
    return { reply: { status, body: parsed(text), ...(next !== undefined && { next }) } };
  }
  return { repository: `repos/${repository}`, request };
}

interface Refused {
  readonly reason: string;
  /** Milliseconds that GitHub asks to wait. */
  readonly wait?: number;
  /** Whether GitHub may have done it. */
  readonly uncertain?: boolean;
}

/**
 * How long a rate limit lasts; undefined where the reply is none
 *
 * Source: docs.github.com "Rate limits for the REST API": 403 or 429, with `retry-after`, or with `x-ratelimit-remaining: 0` and the moment of the reset.
 */
function limitedFor(
  headers: Headers,
  { status, text, now }: { readonly status: number; readonly text: string; readonly now: number },
): number | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const after = Number(headers.get("retry-after") ?? Number.NaN);
  if (Number.isFinite(after)) return Math.max(0, after) * 1_000;
  if (headers.get("x-ratelimit-remaining") === "0")
    return Math.max(1_000, Number(headers.get("x-ratelimit-reset") ?? 0) * 1_000 - now + 1_000);
  // A secondary limit may say so in words alone, and asks for a minute then; a missing permission is 403 as well.
  return status === 429 || /secondary rate limit/i.test(text.slice(0, 2000)) ? 60_000 : undefined;
}

/** The next page, on the same server only: the token goes with each request. */
function nextPage(link: string | null, base: string): string | undefined {
  const [, url] = /<([^>]{1,4000})>;\s{0,9}rel="next"/.exec(link ?? "") ?? [];
  return url?.startsWith(`${base}/`) ? url : undefined;
}

function parsed(text: string): unknown {
  try {
    return text === "" ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

const mostPages = 100;

/** All entries of a list, page by page. Throws GithubError where a page is refused. */
export async function listAll({ request }: Api, path: string, pages = mostPages): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  let next: string | undefined = path;
  for (let page = 0; next !== undefined && page < pages; page++) {
    const { status, body, next: following }: Reply = await request("GET", next);
    if (status !== 200 || !Array.isArray(body)) throw refusal(status, body);
    found.push(...(body as readonly unknown[]));
    next = following;
  }
  return found;
}

/** What to say of a reply that is no success. */
export function refusal(status: number, body: unknown): GithubError {
  const message = typeof body === "object" && body !== null && "message" in body ? String(body.message).slice(0, 300) : "no reason given";
  if (status === 403 || status === 401)
    return new GithubError(
      `The token may not do that (${status}: ${message}). A pull request from a fork needs the two workflows of docs/ci.md.`,
      status,
    );
  return new GithubError(`GitHub answered ${status}: ${message}`, status);
}
