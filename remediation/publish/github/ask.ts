/** Requests to GitHub's API whose answers are checked, and whose failures are diagnostics */
import type * as z from "zod";
import { escapeControl } from "../../../compiler/text/escape-control.ts";
import { missingPermission, rateLimited, refused, revokedToken, unexpectedAnswer, unreachable } from "../diagnostics.ts";
import { PublishFault } from "../forge.ts";
import { type Api, GithubError } from "./rest.ts";

type Method = Parameters<Api["request"]>[0];

interface Request {
  readonly body?: unknown;
  /** Statuses that mean "there is none", or "somebody was quicker". */
  readonly understood?: readonly number[];
  /** Of a status that is understood, only with such a message. */
  readonly unless?: RegExp;
  /** Doing it twice would be doing it twice. */
  readonly once?: boolean;
}

export interface Ask {
  /** The checked answer; undefined where the status is one that is understood. `what` says in words what is asked for; `path` is below the repository. */
  readonly one: <T>(what: string, method: Method, path: string, answer: z.ZodType<T>, request?: Request) => Promise<T | undefined>;
  /** The same, where there has to be one. */
  readonly sure: <T>(what: string, method: Method, path: string, answer: z.ZodType<T>, request?: Request) => Promise<T>;
  /** All entries of a list, page by page. */
  readonly all: <T>(what: string, path: string, entry: z.ZodType<T>) => Promise<readonly T[]>;
}

const forge = "GitHub";
const mostPages = 50;

export function asker(api: Api, repository: string): Ask {
  async function send(what: string, method: Method, address: string, { body, understood = [], unless, once }: Request) {
    let reply: Awaited<ReturnType<Api["request"]>>;
    try {
      reply = await api.request(method, address, body, once === true ? "once" : "again");
    } catch (error) {
      if (!(error instanceof GithubError)) throw error;
      const reason = sentence(error.message);
      throw new PublishFault(
        error.status === 429 ? rateLimited.at(null, { forge, reason }) : unreachable.at(null, { forge, request: what, reason }),
      );
    }
    if (reply.status >= 200 && reply.status < 300) return reply;
    if (understood.includes(reply.status) && (unless === undefined || unless.test(JSON.stringify(reply.body)))) return undefined;
    throw new PublishFault(diagnosticOf(what, reply, repository));
  }
  async function one<T>(what: string, method: Method, path: string, answer: z.ZodType<T>, request: Request = {}): Promise<T | undefined> {
    const reply = await send(what, method, path === "" ? api.repository : `${api.repository}/${path}`, request);
    return reply === undefined ? undefined : checked(what, answer, reply.body);
  }
  return {
    one,
    sure: async (what, method, path, answer, request = {}) => {
      const found = await one(what, method, path, answer, request);
      if (found === undefined) throw new Error(`"${what}" understood a failure that it does not expect`);
      return found;
    },
    all: async (what, path, entry) => {
      const found = [];
      let next: string | undefined = `${api.repository}/${path}`;
      for (let page = 0; next !== undefined && page < mostPages; page++) {
        const reply = await send(what, "GET", next, {});
        found.push(...checked(what, entry.array(), reply?.body));
        next = reply?.next;
      }
      return found;
    },
  };
}

function checked<T>(what: string, answer: z.ZodType<T>, body: unknown): T {
  const read = answer.safeParse(body);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const place = issue?.path.join(".") ?? "";
  throw new PublishFault(
    unexpectedAnswer.at(null, {
      forge,
      request: what,
      place: place === "" ? "the answer" : escapeControl(place),
      problem: "has another shape",
    }),
  );
}

function diagnosticOf(request: string, { status, body }: Awaited<ReturnType<Api["request"]>>, repository: string) {
  const reason = reasonIn(body);
  if (status === 401) return revokedToken.at(null, { forge, reason });
  if (status === 403 && /archived|read-only/i.test(reason))
    return refused.at(null, { forge, request, status, reason }, { help: "Take the repository out of the archive first." });
  if (status === 403 || status === 404) {
    return missingPermission.at(
      null,
      { repository, request, reason },
      status === 404 ? { why: "A token that may not see something is told that it is not there." } : {},
    );
  }
  return refused.at(null, { forge, request, status, reason });
}

/** GitHub's own words, on one line, with the first detail. */
function reasonIn(body: unknown): string {
  const { message, errors } = (typeof body === "object" && body !== null ? body : {}) as {
    readonly message?: unknown;
    readonly errors?: unknown;
  };
  const [detail] = Array.isArray(errors) ? (errors as readonly unknown[]) : [];
  const more =
    typeof detail === "string"
      ? detail
      : typeof detail === "object" && detail !== null && "message" in detail
        ? String(detail.message)
        : "";
  const said = [typeof message === "string" ? message : "no reason given", more].filter((part) => part !== "").join(": ");
  return escapeControl(said.replace(/\s+/g, " ")).slice(0, 300);
}

function sentence(text: string): string {
  const line = escapeControl(text.replace(/\s+/g, " ")).slice(0, 300);
  return line.endsWith(".") ? line : `${line}.`;
}

/** A name with slashes as part of an address. */
export function pathOf(name: string): string {
  return name.split("/").map(encodeURIComponent).join("/");
}
