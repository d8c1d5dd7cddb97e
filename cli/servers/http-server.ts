/**
 * The connection to an engine's server
 *
 * A request has a time limit. It is made again, each time after a longer wait, where the server did certainly not do it (it was busy, or not reached), and where doing it
 * twice is the same as once. What it says of a failure never holds the token, nor a password in the address.
 */
import { setTimeout as wait } from "node:timers/promises";
import { type Answer, type Server, ServerFault, type ServerRequest } from "../../targets/server.ts";
import { refused, unexpectedAnswer, unreachable } from "../../targets/server-diagnostics.ts";

export interface HttpOptions {
  /** The server's address, without a slash at its end. */
  readonly address: string;
  readonly headers: { readonly [name: string]: string };
  readonly token?: string;
  /** Milliseconds that a request may take. */
  readonly timeout?: number;
  /** Milliseconds before the first repetition; each further one waits twice as long. */
  readonly firstWait?: number;
  /** Ends all requests. */
  readonly signal?: AbortSignal;
}

const mostTries = 4;
const mostBytes = 64 * 1024 * 1024;
/** The server did not begin: it is busy, or something else is under way. */
const notBegun = new Set([409, 425, 429, 503]);
const perhapsDone = new Set([408, 500, 502, 504]);
const neverArrived = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"]);

/** Opens no connection before it is asked for something. */
export function httpServer(options: HttpOptions): Server {
  return { request: (request) => repeated(request, options) };
}

type Outcome = { readonly answer: Answer } | { readonly fault: ServerFault; readonly mayRepeat: boolean; readonly after?: number };

async function repeated(request: ServerRequest, options: HttpOptions): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const outcome = await attempt(request, options);
    if ("answer" in outcome) return outcome.answer;
    if (!outcome.mayRepeat || tries === mostTries || options.signal?.aborted === true) throw outcome.fault;
    const { firstWait = 500 } = options;
    await wait(Math.min(outcome.after ?? firstWait * 2 ** (tries - 1), 30_000));
  }
}

async function attempt(request: ServerRequest, options: HttpOptions): Promise<Outcome> {
  const { method, path, body, understood = [] } = request;
  const isRepeatable = request.repeatable ?? method !== "POST";
  const said = { server: options.address, request: `${method} ${path.split("?")[0]}` };
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${options.address}${path}`, {
      method,
      redirect: "manual",
      signal: AbortSignal.any([AbortSignal.timeout(options.timeout ?? 30_000), ...(options.signal === undefined ? [] : [options.signal])]),
      headers: {
        accept: "application/json",
        ...options.headers,
        ...(options.token !== undefined && { authorization: `Bearer ${options.token}` }),
        ...(body !== undefined && !(body instanceof FormData) && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) }),
    });
    text = await boundedText(response);
  } catch (error) {
    const { reason, arrived } = causeOf(error);
    const fault = new ServerFault(unreachable.at(null, { ...said, reason }), arrived && !isRepeatable);
    return { fault, mayRepeat: isRepeatable || !arrived };
  }
  const { status } = response;
  if ((status >= 200 && status < 300) || understood.includes(status)) {
    const read = readJson(text);
    if (read !== undefined) return { answer: { status, body: read.value } };
    const reason = "it is no JSON";
    return { fault: new ServerFault(unexpectedAnswer.at(null, { request: said.request, reason }), !isRepeatable), mayRepeat: false };
  }
  const help = helpFor(status);
  const diagnostic = refused.at(null, { ...said, status: String(status), reason: reasonIn(text) }, help === undefined ? {} : { help });
  const after = Number(response.headers.get("retry-after"));
  return {
    fault: new ServerFault(diagnostic, perhapsDone.has(status) && !isRepeatable),
    mayRepeat: notBegun.has(status) || (perhapsDone.has(status) && isRepeatable),
    ...(Number.isFinite(after) && after > 0 && { after: after * 1000 }),
  };
}

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > mostBytes) throw new Error("the answer is larger than 64 MiB");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function causeOf(error: unknown): { readonly reason: string; readonly arrived: boolean } {
  const { name, message, cause } = error as {
    readonly name?: string;
    readonly message?: string;
    readonly cause?: { readonly code?: string; readonly message?: string };
  };
  if (name === "TimeoutError") return { reason: "it took too long", arrived: true };
  if (name === "AbortError") return { reason: "the command was interrupted", arrived: true };
  const code = cause?.code ?? "";
  return { reason: code === "" ? (cause?.message ?? message ?? "the connection broke") : code, arrived: !neverArrived.has(code) };
}

function readJson(text: string): { readonly value: unknown } | undefined {
  if (text.trim() === "") return { value: undefined };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** What a server says of its refusal, on one line. */
function reasonIn(text: string): string {
  const read = readJson(text)?.value;
  const members = typeof read === "object" && read !== null ? (read as { readonly [name: string]: unknown }) : {};
  const said = ["message", "error_message", "error", "details"]
    .map((name) => members[name])
    .find((part) => typeof part === "string" && part !== "");
  const { errors } = members;
  // Maestro lists what its checks say.
  const listed = Array.isArray(errors) ? errors.filter((part) => typeof part === "string") : [];
  const line = [String(said ?? text), ...listed].join("; ").replace(/\s+/g, " ").trim();
  return line === "" ? "it says no more" : line.slice(0, 500);
}

function helpFor(status: number): string | undefined {
  if (status >= 300 && status < 400) return "The address leads elsewhere: name the one of the server itself.";
  if (status === 401 || status === 403) return "See that the token is given in the environment, and that it may do this.";
  if (status === 404) return "See that the address is that of the engine's server.";
  if (status === 409) return "The server is still busy with it, or has it already: run the command again later.";
  if (status === 412)
    return "Runs that failed or are under way stand in the way of this change: end or restart them, and run the command again.";
  return status >= 500 || status === 429 ? "The server could not: run the command again later; it goes on from what is there." : undefined;
}
