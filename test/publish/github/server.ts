/**
 * A server that behaves as GitHub's REST API does for what the publisher asks, over a real repository
 *
 * It keeps what it was told, refuses what GitHub refuses with GitHub's words, and takes faults for single requests. Source: docs.github.com "REST API", 2022-11-28.
 */
import { type KeyObject, verify } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { gitRoute } from "./git-routes.ts";
import { type GitStore, gitStore } from "./git-store.ts";
import { issueRoute } from "./issue-routes.ts";
import { everything, type Permissions, type State } from "./state.ts";

export interface Asked {
  readonly method: string;
  /** Below the repository. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly url: URL;
  readonly address: string;
  readonly sent: Readonly<Record<string, unknown>>;
  readonly login: string;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What happens to a request: another answer, or none, before or after it was carried out. */
export type Fault = (Answer & { readonly done?: boolean }) | { readonly breaks: "before" | "after" };

export interface Github extends State {
  readonly address: string;
  readonly store: GitStore;
  /** "POST git/trees" of every request, in order. */
  readonly requests: string[];
  /** The requests that changed something. */
  readonly writes: () => readonly string[];
  /** What happens to the request; undefined: nothing out of the ordinary. */
  fault: (request: string, index: number) => Fault | undefined | Promise<Fault | undefined>;
  /** The App that may make tokens. */
  app?: { readonly id: string; readonly key: KeyObject };
}

export const token = "ghs_0123456789abcdef0123456789abcdef0123";
const bot = "millwright[bot]";

/** Starts one for the time of a test, with an empty repository "acme/platform". */
export async function startGithub(): Promise<Github> {
  const store = gitStore();
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => void answer(request, Buffer.concat(parts).toString("utf8"), response));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const github: Github = {
    address,
    store,
    requests: [],
    writes: () => github.requests.filter((request) => !request.startsWith("GET ")),
    fault: () => undefined,
    issues: [],
    tokens: new Map([[token, everything]]),
    archived: false,
    now: () => new Date(),
  };

  async function answer(request: http.IncomingMessage, text: string, response: http.ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", address);
    const path = url.pathname
      .split("/")
      .map(decodeURIComponent)
      .join("/")
      .replace(/^\/repos\/acme\/platform(?:\/|$)/, "");
    const line = `${request.method} ${path}`;
    const index = github.requests.push(line) - 1;
    const fault = await github.fault(line, index);
    const isBroken = fault !== undefined && "breaks" in fault;
    const isDone = fault === undefined || (isBroken ? fault.breaks === "after" : fault.done === true);
    const sent = (text === "" ? {} : JSON.parse(text)) as Asked["sent"];
    const asked = { method: request.method ?? "", path, query: url.searchParams, url, address, sent, login: bot };
    const real = isDone ? route(github, asked, request.headers.authorization ?? "") : undefined;
    if (isBroken) {
      request.socket.destroy();
      return;
    }
    const { status, body, headers = {} } = fault ?? real ?? { status: 500 };
    response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
    response.end(body === undefined ? "" : JSON.stringify(body));
  }
  return github;
}

function route(github: Github, asked: Asked, authorization: string): Answer {
  const { method, path } = asked;
  const bearer = authorization.replace(/^Bearer /, "");
  if (path === "installation" || path.startsWith("/app/")) return appRoute(github, asked, bearer);
  const permissions = github.tokens.get(bearer);
  if (permissions === undefined) return { status: 401, body: { message: "Bad credentials", status: "401" } };
  if (path === "") return { status: 200, body: shownRepository(github, permissions) };
  if (path.startsWith("/")) return { status: 404, body: { message: "Not Found" } };
  if (github.archived && method !== "GET") return { status: 403, body: { message: "Repository was archived so is read-only." } };
  const needed = path.startsWith("pulls") ? "pulls" : path.startsWith("issues") ? "issues" : "contents";
  const held = needed === "issues" && permissions.issues === undefined ? permissions.pulls : permissions[needed];
  if (held === undefined || (method !== "GET" && held !== "write"))
    return { status: 403, body: { message: "Resource not accessible by integration", status: "403" } };
  return gitRoute(github.store, asked) ?? issueRoute(github, github.store, asked) ?? { status: 404, body: { message: "Not Found" } };
}

function shownRepository({ archived }: Github, permissions: Permissions): object {
  const push = permissions.contents === "write";
  return { full_name: "acme/platform", default_branch: "main", archived, permissions: { admin: false, push, pull: true } };
}

function appRoute(github: Github, { path, sent }: Asked, bearer: string): Answer {
  const { app } = github;
  const [head = "", claims = "", signature = ""] = bearer.split(".");
  const isSigned = app !== undefined && verify("sha256", Buffer.from(`${head}.${claims}`), app.key, Buffer.from(signature, "base64url"));
  if (!isSigned) return { status: 401, body: { message: "A JSON web token could not be decoded" } };
  const said = JSON.parse(Buffer.from(claims, "base64url").toString("utf8")) as {
    readonly iss: string;
    readonly exp: number;
    readonly iat: number;
  };
  const now = Date.now() / 1000;
  if (said.iss !== app.id || said.exp - said.iat > 660 || said.exp < now || said.iat > now)
    return { status: 401, body: { message: "Bad claims" } };
  if (path === "installation") return { status: 200, body: { id: 7 } };
  if (path !== "/app/installations/7/access_tokens") return { status: 404, body: { message: "Not Found" } };
  const made = "ghs_madeForTheInstallation0000000000000000";
  const { contents, pull_requests: pulls, issues } = sent["permissions"] as Record<string, "read" | "write">;
  github.tokens.set(made, { ...(contents && { contents }), ...(pulls && { pulls }), ...(issues && { issues }) });
  return { status: 201, body: { token: made, expires_at: new Date(Date.now() + 3_600_000).toISOString() } };
}
