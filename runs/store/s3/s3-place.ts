/**
 * A place in a bucket of S3, or of what speaks like it
 *
 * Credentials and region come from the usual variables; `AWS_ENDPOINT_URL_S3` or `AWS_ENDPOINT_URL` names another server, whose buckets are parts of the path.
 * Objects are written on the condition that nobody wrote in between (`If-None-Match`, `If-Match`).
 *
 * Source: Amazon S3 API Reference, ListObjectsV2, GetObject, PutObject with conditional writes (2024-11).
 */
import { setTimeout as wait } from "node:timers/promises";
import { type Place, PlaceFault } from "../place.ts";
import { codeIn, readListing } from "./answers.ts";
import { type Credentials, encoded, signedHeaders } from "./sign.ts";

export interface S3Options {
  readonly bucket: string;
  /** Put before each key, without a slash at its end. */
  readonly prefix: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds before the first repetition; each further one waits twice as long. */
  readonly firstWait?: number;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly tag: string | null;
}

const mostTries = 5;
const timeout = 30_000;

export function s3Place({ bucket, prefix, environment, firstWait = 200 }: S3Options): Place {
  const name = `s3://${[bucket, prefix].filter((part) => part !== "").join("/")}`;
  const folder = prefix === "" ? "" : `${prefix}/`;
  const credentials = (): Credentials => credentialsIn(environment, name);
  const endpoint = environment["AWS_ENDPOINT_URL_S3"] ?? environment["AWS_ENDPOINT_URL"];
  const urlOf = (key: string, query: Readonly<Record<string, string>> = {}): URL => {
    const path = key.split("/").map(encoded).join("/");
    const region = credentials().region;
    const base =
      endpoint === undefined ? `https://${bucket}.s3.${region}.amazonaws.com/${path}` : `${endpoint.replace(/\/+$/, "")}/${bucket}/${path}`;
    const parts = Object.entries(query).map(([member, value]) => `${encoded(member)}=${encoded(value)}`);
    return addressOf(`${base}${parts.length > 0 ? `?${parts.join("&")}` : ""}`, name);
  };

  const request = async (method: string, url: URL, headers: Readonly<Record<string, string>> = {}, body = ""): Promise<Answer> => {
    for (let tries = 1; ; tries++) {
      const answer = await attempt(method, url, headers, body);
      const isBusy = typeof answer === "string" || answer.status >= 500 || answer.status === 429;
      if (!isBusy) return answer;
      if (tries === mostTries) {
        const reason = typeof answer === "string" ? `did not answer: ${answer}` : `answered ${answer.status}: ${codeIn(answer.text)}`;
        throw new PlaceFault(name, reason, "See that its address is right and reachable from here, and run the command again.");
      }
      await wait(firstWait * 2 ** (tries - 1));
    }
  };
  const attempt = async (method: string, url: URL, headers: Readonly<Record<string, string>>, body: string): Promise<Answer | string> => {
    try {
      const { host, ...signed } = signedHeaders({ method, url, headers, body }, credentials(), new Date());
      const response = await fetch(url, {
        method,
        headers: signed,
        redirect: "manual",
        signal: AbortSignal.timeout(timeout),
        ...(method === "PUT" && { body }),
      });
      return { status: response.status, text: await response.text(), tag: response.headers.get("etag") };
    } catch (error) {
      if (error instanceof PlaceFault) throw error;
      const { name: kind, cause } = error as { readonly name?: string; readonly cause?: { readonly code?: string } };
      return kind === "TimeoutError" ? "it took too long" : (cause?.code ?? "the connection broke");
    }
  };
  const refused = ({ status, text }: Answer): PlaceFault => {
    const help =
      status === 403 || status === 401
        ? "See that the credentials in the environment may list, read and write there, and that this machine's clock is right."
        : status === 404
          ? "See that the bucket is there."
          : "See that the address and the region are those of the bucket.";
    return new PlaceFault(name, `answered ${status}: ${codeIn(text)}`, help);
  };

  return {
    name,
    async *list(below, after) {
      let more: string | undefined;
      do {
        const query = {
          "list-type": "2",
          "encoding-type": "url",
          prefix: `${folder}${below}/`,
          ...(after !== undefined && { "start-after": `${folder}${after}` }),
          ...(more !== undefined && { "continuation-token": more }),
        };
        const answer = await request("GET", urlOf("", query));
        if (answer.status !== 200) throw refused(answer);
        const listing = readListing(answer.text);
        if (listing === undefined || (listing.isCut && listing.next === undefined))
          throw new PlaceFault(name, "gave a list that is not understood", "See that its address is that of an object store.");
        for (const key of listing.keys) if (key.startsWith(folder)) yield key.slice(folder.length);
        more = listing.isCut ? listing.next : undefined;
      } while (more !== undefined);
    },
    async read(key) {
      const answer = await request("GET", urlOf(`${folder}${key}`));
      if (answer.status === 404 && codeIn(answer.text) !== "NoSuchBucket") return undefined;
      if (answer.status !== 200) throw refused(answer);
      return { text: answer.text, tag: answer.tag ?? "" };
    },
    async put(key, text, before) {
      for (let tries = 1; ; tries++) {
        const condition: Readonly<Record<string, string>> = before === null ? { "if-none-match": "*" } : { "if-match": before };
        const answer = await request("PUT", urlOf(`${folder}${key}`), { ...condition, "content-type": "application/json" }, text);
        if (answer.status === 200) return true;
        if (answer.status === 412) return false;
        // Gone since it was read, or somebody is writing it at this moment.
        if (answer.status === 404 && codeIn(answer.text) === "NoSuchKey") return false;
        if (answer.status !== 409 || tries === mostTries) throw refused(answer);
        await wait(firstWait * 2 ** (tries - 1));
      }
    },
  };
}

function addressOf(text: string, name: string): URL {
  try {
    const url = new URL(text);
    if (url.protocol === "http:" || url.protocol === "https:") return url;
  } catch {
    // Said below, as any other address that is none.
  }
  throw new PlaceFault(
    name,
    "has no address: the variable for it holds no URL",
    'Set AWS_ENDPOINT_URL to a URL such as "http://minio:9000".',
  );
}

function credentialsIn(environment: S3Options["environment"], name: string): Credentials {
  const [accessKey, secretKey, sessionToken] = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"].map(
    (variable) => environment[variable],
  );
  if (accessKey === undefined || accessKey === "" || secretKey === undefined || secretKey === "") {
    throw new PlaceFault(
      name,
      "needs credentials, and the environment has none",
      "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN where there is one), and AWS_REGION.",
    );
  }
  const region = environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"] ?? "us-east-1";
  return { accessKey, secretKey, region, ...(sessionToken !== undefined && sessionToken !== "" && { sessionToken }) };
}
