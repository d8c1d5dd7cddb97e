/** A server that behaves as GitHub's REST API does for comments and pull requests: pages with links, limits, faults, several requests at once. */
import http from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

interface StoredComment {
  id: number;
  body: string;
  user: { login: string };
}

export interface Pull {
  readonly number: number;
  readonly state?: "open" | "closed";
  readonly head: { readonly sha: string; readonly owner?: string; readonly branch?: string };
}

interface Fault {
  /** Of the requests that fit "GET /path": the first, the second …; each is used once. */
  readonly on: RegExp;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Whether the request is carried out all the same, as when the answer is lost on its way. */
  readonly done?: boolean;
}

export interface GithubServer {
  readonly address: string;
  readonly comments: StoredComment[];
  readonly faults: Fault[];
  /** "GET /repos/…" of every request, in order. */
  readonly requests: string[];
  readonly sarifs: unknown[];
  /** Called before a request is answered; a test holds requests back with it. */
  before: (request: string) => Promise<void> | void;
}

export interface ServerOptions {
  readonly pulls?: readonly Pull[];
  readonly comments?: readonly { readonly body: string; readonly login?: string }[];
  /** Login of the token. */
  readonly login?: string;
}

export const bot = "github-actions[bot]";

/** Starts one for the time of a test. */
export async function startGithub({ pulls = [], comments = [], login = bot }: ServerOptions = {}): Promise<GithubServer> {
  let lastId = 1_000;
  const stored = comments.map(({ body, login: by = bot }): StoredComment => ({ id: ++lastId, body, user: { login: by } }));
  const state: Omit<GithubServer, "address"> = { comments: stored, faults: [], requests: [], sarifs: [], before: () => undefined };

  const server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", async () => {
      const url = new URL(request.url ?? "/", "http://x");
      const line = `${request.method} ${url.pathname}${url.search}`;
      state.requests.push(line);
      await state.before(line);
      const text = Buffer.concat(parts).toString("utf8");
      const sent = text === "" ? undefined : (JSON.parse(text) as Record<string, unknown>);
      const index = state.faults.findIndex(({ on }) => on.test(line));
      const [fault] = index < 0 ? [] : state.faults.splice(index, 1);
      const answered = fault === undefined || fault.done === true ? answer(request.method ?? "", url, sent) : undefined;
      const { status, headers = {}, body } = fault ?? answered ?? { status: 500 };
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(body === undefined ? "" : JSON.stringify(body));
    });
    const answer = (method: string, url: URL, sent: Record<string, unknown> | undefined): Fault | undefined => {
      const reply = (status: number, body?: unknown, headers?: Record<string, string>): Fault => ({
        on: /^/,
        status,
        body,
        ...(headers !== undefined && { headers }),
      });
      if (request.headers.authorization !== "Bearer t0ken") return reply(401, { message: "Bad credentials" });
      const path = url.pathname.replace(/^\/repos\/acme\/platform\//, "");
      const [, one] = /^issues\/comments\/(\d+)$/.exec(path) ?? [];
      const found = one === undefined ? undefined : stored.find(({ id }) => id === Number(one));
      if (one !== undefined && found === undefined) return reply(404, { message: "Not Found" });
      if (found !== undefined && method === "PATCH") {
        found.body = githubText(sent?.["body"]);
        return reply(200, found);
      }
      if (found !== undefined && method === "DELETE") {
        stored.splice(stored.indexOf(found), 1);
        return reply(204);
      }
      if (/^issues\/\d+\/comments$/.test(path) && method === "POST") {
        if (String(sent?.["body"]).length > 65_536) return reply(422, { message: "body is too long (maximum is 65536 characters)" });
        const made: StoredComment = { id: ++lastId, body: githubText(sent?.["body"]), user: { login } };
        stored.push(made);
        return reply(201, made);
      }
      if (/^issues\/\d+\/comments$/.test(path))
        return paged(
          stored.map((comment) => ({ ...comment })),
          url,
          reply,
        );
      if (path === "pulls") return paged(pulls.filter((pull) => fits(pull, url)).map(shown), url, reply);
      const [, number] = /^pulls\/(\d+)$/.exec(path) ?? [];
      const pull = pulls.find((each) => each.number === Number(number));
      if (pull !== undefined) return reply(200, shown(pull));
      if (path === "code-scanning/sarifs" && method === "POST") {
        state.sarifs.push(sent);
        return reply(202, { id: "x" });
      }
      return reply(404, { message: "Not Found" });
    };
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return Object.assign(state, { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });

  function paged(
    all: readonly unknown[],
    url: URL,
    reply: (status: number, body: unknown, headers?: Record<string, string>) => Fault,
  ): Fault {
    const size = Number(url.searchParams.get("per_page") ?? 30);
    const page = Number(url.searchParams.get("page") ?? 1);
    const next = new URL(url);
    next.searchParams.set("page", String(page + 1));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const link =
      page * size < all.length ? { link: `<${address}${next.pathname}${next.search}>; rel="next", <${address}/x>; rel="last"` } : {};
    return reply(200, all.slice((page - 1) * size, page * size), link);
  }
}

/** GitHub keeps texts with the line ends of the web. */
function githubText(body: unknown): string {
  return String(body).replaceAll("\n", "\r\n");
}

function fits({ state = "open", head }: Pull, url: URL): boolean {
  const wanted = url.searchParams.get("head");
  return (
    state === (url.searchParams.get("state") ?? "open") &&
    (wanted === null || wanted === `${head.owner ?? "acme"}:${head.branch ?? "topic"}`)
  );
}

function shown({ number, state = "open", head }: Pull): unknown {
  return { number, state, head: { sha: head.sha, ref: head.branch ?? "topic" } };
}
