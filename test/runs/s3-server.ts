/**
 * An object store that speaks as S3 does, in this process: it checks signatures by the published algorithm, lists in pages and honours conditions
 *
 * Source: Amazon S3 API Reference, ListObjectsV2, GetObject, PutObject, Signature Version 4.
 */
import { createHash, createHmac } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";

export interface S3Server {
  readonly address: string;
  readonly objects: Map<string, string>;
  /** "GET /bucket?list-type=2…", in order. */
  readonly requests: string[];
  /** Statuses that are answered instead, the next first. */
  readonly faults: (number | "broken")[];
  readonly close: () => Promise<void>;
}

export const testCredentials = {
  AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  AWS_REGION: "eu-north-1",
};

export async function startS3({ bucket = "acme-ml", pageSize = 3 } = {}): Promise<S3Server> {
  const objects = new Map<string, string>();
  const requests: string[] = [];
  const faults: (number | "broken")[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      const url = new URL(request.url ?? "/", "http://s3");
      requests.push(`${request.method} ${decodeURIComponent(url.pathname)}${url.search}`);
      const fault = faults.shift();
      if (fault === "broken") {
        request.socket.destroy();
        return;
      }
      const answer = fault === undefined ? answerTo(request, url, body) : { status: fault, text: error("SlowDown") };
      response.writeHead(answer.status, answer.tag === undefined ? {} : { etag: answer.tag }).end(answer.text);
    });
  });

  function answerTo(request: http.IncomingMessage, url: URL, body: string): { status: number; text: string; tag?: string } {
    if (!isSigned(request, url, body)) return { status: 403, text: error("SignatureDoesNotMatch") };
    const [, name, ...rest] = decodeURIComponent(url.pathname).split("/");
    if (name !== bucket) return { status: 404, text: error("NoSuchBucket") };
    const key = rest.join("/");
    if (request.method === "GET" && key === "") return { status: 200, text: listing(url.searchParams) };
    const held = objects.get(key);
    if (request.method === "GET")
      return held === undefined ? { status: 404, text: error("NoSuchKey") } : { status: 200, text: held, tag: tagOf(held) };
    if (request.headers["if-none-match"] === "*" && held !== undefined) return { status: 412, text: error("PreconditionFailed") };
    const wanted = request.headers["if-match"];
    if (wanted !== undefined && held === undefined) return { status: 404, text: error("NoSuchKey") };
    if (wanted !== undefined && held !== undefined && wanted !== tagOf(held)) return { status: 412, text: error("PreconditionFailed") };
    objects.set(key, body);
    return { status: 200, text: "", tag: tagOf(body) };
  }

  function listing(query: URLSearchParams): string {
    const prefix = query.get("prefix") ?? "";
    const after = query.get("continuation-token") ?? query.get("start-after") ?? "";
    const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
    const page = keys.slice(0, pageSize);
    const isCut = keys.length > page.length;
    const contents = page.map((key) => `<Contents><Key>${encodeURIComponent(key).replaceAll("%2F", "/")}</Key></Contents>`).join("");
    const next = isCut ? `<NextContinuationToken>${page.at(-1) ?? ""}</NextContinuationToken>` : "";
    return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${isCut}</IsTruncated>${contents}${next}</ListBucketResult>`;
  }

  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { address: `http://127.0.0.1:${port}`, objects, requests, faults, close };
}

function error(code: string): string {
  return `<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`;
}

function tagOf(text: string): string {
  return `"${createHash("md5").update(text).digest("hex")}"`;
}

/** Works the signature out from what arrived. */
function isSigned(request: http.IncomingMessage, url: URL, body: string): boolean {
  const authorization = request.headers.authorization ?? "";
  const [, key, day, region, names = "", signature] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request,SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(
      authorization,
    ) ?? [];
  if (key !== testCredentials.AWS_ACCESS_KEY_ID || region !== testCredentials.AWS_REGION) return false;
  if (!names.split(";").includes("host") || request.headers["x-amz-content-sha256"] !== sha256(body)) return false;
  const headers = names.split(";").map((name) => `${name}:${String(request.headers[name])}\n`);
  const query = url.search
    .slice(1)
    .split("&")
    .filter((pair) => pair !== "")
    .sort()
    .join("&");
  const canonical = `${request.method}\n${url.pathname}\n${query}\n${headers.join("")}\n${names}\n${sha256(body)}`;
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = `AWS4-HMAC-SHA256\n${String(request.headers["x-amz-date"])}\n${scope}\n${sha256(canonical)}`;
  const mac = (secret: string | Buffer, of: string): Buffer => createHmac("sha256", secret).update(of).digest();
  const signing = mac(mac(mac(mac(`AWS4${testCredentials.AWS_SECRET_ACCESS_KEY}`, day ?? ""), region), "s3"), "aws4_request");
  return mac(signing, text).toString("hex") === signature;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
