/** The receiver of events over HTTP: what it answers 202 to is on the disk by then. */
import { createHash } from "node:crypto";
import http, { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { alertEvent, gitHubEvent, handlerEvent, type Judged, type KnownNames } from "./event.ts";
import type { Queue } from "./queue.ts";
import { bearsToken, isSigned, isSignedByGitHub } from "./signature.ts";

export interface ReceiverOptions {
  readonly queue: Pick<Queue, "accept" | "jobs">;
  /** Secrets by source; a source without one is not there. */
  readonly secrets: { readonly [source in SourceName]?: readonly string[] };
  readonly names: () => KnownNames;
  readonly now: () => number;
  /** Called after each answer to an event. */
  readonly onAnswer?: (answer: { readonly source: string; readonly status: number; readonly said: string }) => void;
  /** Milliseconds for a whole request. */
  readonly patience?: number;
}

export type SourceName = "handler" | "alertmanager" | "github";

interface Request {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly secrets: readonly string[];
}

interface Source {
  /** Bytes of a body at most. */
  readonly most: number;
  readonly isFromThere: (request: Request, now: number) => boolean;
  readonly judge: (document: unknown, request: Request, names: KnownNames, now: number) => Judged;
}

const sources: { readonly [source in SourceName]: Source } = {
  handler: {
    most: 1 << 16,
    isFromThere: ({ headers, body, secrets }, now) =>
      isSigned(
        {
          timestamp: header(headers, "millwright-timestamp"),
          delivery: header(headers, "millwright-delivery"),
          signature: header(headers, "millwright-signature"),
          body,
        },
        secrets,
        now,
      ),
    judge: (document, { headers }, names) => handlerEvent(document, header(headers, "millwright-delivery"), names),
  },
  alertmanager: {
    most: 1 << 20,
    isFromThere: ({ headers, secrets }) => bearsToken(header(headers, "authorization"), secrets),
    judge: (document, _, names, now) => alertEvent(document, names, now),
  },
  github: {
    most: 1 << 22,
    isFromThere: ({ headers, body, secrets }) => isSignedByGitHub(body, header(headers, "x-hub-signature-256"), secrets),
    judge: (document, { headers, body }, _, now) =>
      gitHubEvent(document, header(headers, "x-github-event"), createHash("sha256").update(body).digest("hex"), now),
  },
};

/** Bodies that are held in memory at once. */
const mostBodies = 16;

/** A server that does not listen yet. */
export function createReceiver(options: ReceiverOptions): http.Server {
  const { patience = 10_000, onAnswer = () => undefined } = options;
  let bodies = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? "").split("?")[0] ?? "";
    if (path === "/healthz") return reply(response, 200, { status: "ok" });
    const name = path.slice(1);
    const secrets = isSource(name) ? options.secrets[name] : undefined;
    if (!isSource(name) || secrets === undefined || secrets.length === 0) return reply(response, 404, { status: "unknown" });
    if (request.method !== "POST") return reply(response, 405, { status: "refused", reason: "Only POST is." }, { allow: "POST" });
    const settle = (status: number, said: string, more: object = {}): void => {
      reply(response, status, { status: said, ...more });
      onAnswer({ source: name, status, said });
    };
    if (bodies >= mostBodies) return settle(503, "busy");
    bodies++;
    try {
      const body = await bodyOf(request, sources[name].most);
      if (body === undefined) return settle(413, "refused", { reason: "The body is too large." });
      const found = settledOf(name, { headers: request.headers, body, secrets }, options);
      settle(found.status, found.said, found.more);
    } finally {
      bodies--;
    }
  };
  const server = http.createServer(
    {
      headersTimeout: patience,
      requestTimeout: patience,
      connectionsCheckingInterval: patience / 4,
      maxHeaderSize: 16_384,
      keepAliveTimeout: 5000,
    },
    (request, response) => {
      // A body that ends in the middle is nobody's event; a disk that refuses is said, so that the sender tries again.
      answer(request, response).catch(() => (request.complete ? reply(response, 503, { status: "failed" }) : request.destroy()));
    },
  );
  server.maxConnections = 200;
  return server;
}

function settledOf(
  name: SourceName,
  request: Request,
  { queue, names, now }: ReceiverOptions,
): { readonly status: number; readonly said: string; readonly more?: object } {
  const source = sources[name];
  if (!source.isFromThere(request, now())) return { status: 401, said: "refused", more: { reason: "It is not signed as it has to be." } };
  const read = parse(request.body);
  if (read === undefined) return { status: 400, said: "refused", more: { reason: "The body is no JSON." } };
  const judged = source.judge(read.value, request, names(), now());
  if (judged.is !== "wishes") return { status: judged.is === "ignored" ? 200 : 422, said: judged.is, more: { reason: judged.why } };
  const taken = judged.wishes.map(({ key, wish }) => {
    const id = createHash("sha256").update(`${name}\0${key}`).digest("hex").slice(0, 32);
    return queue.accept({ id, source: name, wish });
  });
  if (taken.includes("full")) return { status: 503, said: "full" };
  return taken.includes("accepted") ? { status: 202, said: "accepted" } : { status: 200, said: "duplicate" };
}

function isSource(name: string): name is SourceName {
  return Object.hasOwn(sources, name);
}

function header(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return typeof value === "string" ? value : "";
}

function parse(body: Buffer): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)) as unknown };
  } catch {
    return undefined;
  }
}

/** The raw bytes; undefined where they are more than `most`. */
async function bodyOf(request: IncomingMessage, most: number): Promise<Buffer | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > most) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The connection ends with an answer that is an error, so that nothing of the rest is read. */
function reply(response: ServerResponse, status: number, document: object, headers: { readonly [name: string]: string } = {}): void {
  if (response.headersSent || response.destroyed) return;
  const ends = status >= 400 ? { connection: "close" } : {};
  response.writeHead(status, { "content-type": "application/json", ...ends, ...headers });
  response.end(`${JSON.stringify(document)}\n`);
}
