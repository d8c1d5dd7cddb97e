/** A server in this process that speaks JSON and has the faults that a test asks for. */
import http from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: unknown;
  readonly raw: string;
}

export type Reply = readonly [status: number, body?: unknown];

/** What happens to a request in place of, or after, what the server does. */
export type Fault =
  | { readonly kind: "status"; readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly done?: boolean }
  | { readonly kind: "silence"; readonly done?: boolean }
  | { readonly kind: "break"; readonly done?: boolean }
  | { readonly kind: "text"; readonly text: string };

export interface JsonServer {
  readonly address: string;
  readonly calls: Call[];
  /** Faults for the next requests that begin like this and hold that text, each for one. */
  readonly faults: { readonly match: string; readonly holds?: string; readonly fault: Fault }[];
  /** The requests that change something. */
  readonly changes: () => readonly string[];
}

export async function jsonServer(answer: (call: Call) => Reply): Promise<JsonServer> {
  const calls: Call[] = [];
  const faults: JsonServer["faults"] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const url = new URL(request.url ?? "/", "http://x");
      const raw = Buffer.concat(chunks).toString("utf8");
      const isJson = request.headers["content-type"]?.startsWith("application/json") === true;
      const call: Call = {
        method: request.method ?? "",
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: isJson ? JSON.parse(raw) : undefined,
        raw,
      };
      calls.push(call);
      const at = faults.findIndex(({ match, holds = "" }) => `${call.method} ${call.path}`.startsWith(match) && raw.includes(holds));
      const fault = at < 0 ? undefined : faults.splice(at, 1)[0]?.fault;
      const send = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) => {
        response.writeHead(status, { "content-type": "application/json", ...headers });
        response.end(typeof body === "string" ? body : body === undefined ? "" : JSON.stringify(body));
      };
      if (fault !== undefined && "done" in fault && fault.done === true) answer(call);
      if (fault?.kind === "status") send(fault.status, { message: `fault ${fault.status}` }, fault.headers);
      else if (fault?.kind === "text") send(200, fault.text);
      else if (fault?.kind === "break") response.destroy();
      else if (fault === undefined) send(...answer(call));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const changes = () => calls.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);
  return { address: `http://127.0.0.1:${port}`, calls, faults, changes };
}

/** An address at which nobody listens. */
export async function addressOfNobody(): Promise<string> {
  const server = http.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
