import { createHmac } from "node:crypto";
import http from "node:http";
import net, { type AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { openQueue, type Queue } from "../../remediation/serve/queue.ts";
import { createReceiver } from "../../remediation/serve/receiver.ts";
import { newFolder } from "../support/folder.ts";

const secret = "a secret of sixteen and more";
const now = 1_800_000_000_000;
const names = { environments: [{ name: "prod", namespace: "ml", flows: ["churn"] }] };
const event = { run: "churn-x7", flow: "churn", environment: "prod", status: "failed" };

async function receiver(patience = 5000): Promise<{ readonly port: number; readonly queue: Queue; readonly folder: string }> {
  const folder = newFolder();
  const queue = openQueue({ folder, now: () => now, mostAttempts: 3, mostWaiting: 100, firstWait: 1 });
  const server = createReceiver({
    queue,
    secrets: { handler: [secret], alertmanager: ["the-token"], github: [secret] },
    names: () => names,
    now: () => now,
    patience,
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, queue, folder };
}

function hmac(text: string, key = secret): string {
  return createHmac("sha256", key).update(text).digest("hex");
}

interface Sent {
  readonly status: number;
  readonly said: string;
}

async function post(port: number, path: string, body: string, headers: Record<string, string>, method = "POST"): Promise<Sent> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers, ...(method === "POST" && { body }) });
  return { status: response.status, said: ((await response.json()) as { readonly status: string }).status };
}

function signedHeaders(body: string, { delivery = "delivery-1", at = now / 1000, key = secret } = {}): Record<string, string> {
  const signature = `v1=${hmac(`${at}.${delivery}.${body}`, key)}`;
  return { "millwright-timestamp": String(at), "millwright-delivery": delivery, "millwright-signature": signature };
}

function report(port: number, document: object = event, more: Parameters<typeof signedHeaders>[1] = {}): Promise<Sent> {
  const body = JSON.stringify(document);
  return post(port, "/handler", body, signedHeaders(body, more));
}

test("what is answered with 202 is on the disk, and a replay of it is a duplicate, after a restart too", async () => {
  const { port, queue, folder } = await receiver();
  expect(await report(port)).toEqual({ status: 202, said: "accepted" });
  expect(await report(port)).toEqual({ status: 200, said: "duplicate" });
  const again = openQueue({ folder, now: () => now, mostAttempts: 3, mostWaiting: 100, firstWait: 1 });
  expect(again.jobs()).toEqual(queue.jobs());
  expect(again.jobs()).toMatchObject([{ state: "waiting", wish: { kind: "run", environment: "prod", flow: "churn", run: "churn-x7" } }]);
});

test("of duplicates at the same time one is accepted", async () => {
  const { port, queue } = await receiver();
  const answers = await Promise.all(Array.from({ length: 12 }, () => report(port)));
  expect(answers.filter(({ said }) => said === "accepted")).toHaveLength(1);
  expect(answers.filter(({ said }) => said === "duplicate")).toHaveLength(11);
  expect(queue.jobs()).toHaveLength(1);
});

test("what is forged, unsigned or old is refused, and leaves nothing behind", async () => {
  const { port, queue } = await receiver();
  const refused = { status: 401, said: "refused" };
  expect(await report(port, event, { key: "another secret" })).toEqual(refused);
  expect(await report(port, event, { at: now / 1000 - 301 })).toEqual(refused);
  expect(await post(port, "/handler", JSON.stringify(event), {})).toEqual(refused);
  expect(await post(port, "/github", "{}", { "x-hub-signature-256": `sha256=${hmac("{}", "x")}` })).toEqual(refused);
  expect(await post(port, "/alertmanager", "{}", { authorization: "Bearer another" })).toEqual(refused);
  expect(queue.jobs()).toEqual([]);
});

test("names that the platform does not have become nothing, signed or not", async () => {
  const { port, queue } = await receiver();
  for (const document of [
    { ...event, flow: "--root=/etc" },
    { ...event, environment: "staging" },
    { ...event, run: "../../etc/passwd" },
    { ...event, run: "--publish" },
    { ...event, status: "exploded" },
    [],
  ])
    expect(await report(port, document)).toEqual({ status: 422, said: "refused" });
  expect(await report(port, { ...event, status: "succeeded" })).toEqual({ status: 200, said: "ignored" });
  expect(queue.jobs()).toEqual([]);
});

test("an alert is acted on once as long as it fires, and a closed pull request of ours makes it look again", async () => {
  const { port, queue } = await receiver();
  const labels = { run: "churn-x7", flow: "churn", environment: "ml" };
  const alert = { status: "firing", labels, startsAt: "2027-01-15T07:00:00.000Z", fingerprint: "0123456789abcdef" };
  const alerts = JSON.stringify({ version: "4", alerts: [alert, { ...alert, status: "resolved", fingerprint: "1123456789abcdef" }] });
  const token = { authorization: "Bearer the-token" };
  expect(await post(port, "/alertmanager", alerts, token)).toEqual({ status: 202, said: "accepted" });
  expect(await post(port, "/alertmanager", alerts, token)).toEqual({ status: 200, said: "duplicate" });
  const closed = (ref: string): string =>
    JSON.stringify({ action: "closed", pull_request: { head: { ref }, updated_at: "2027-01-15T07:00:00Z", number: 7 } });
  const send = (body: string, name: string, delivery: string): Promise<Sent> =>
    post(port, "/github", body, { "x-hub-signature-256": `sha256=${hmac(body)}`, "x-github-event": name, "x-github-delivery": delivery });
  expect(await send(closed("feature"), "pull_request", "1")).toEqual({ status: 200, said: "ignored" });
  expect(await send(closed("remediate/prod/x"), "issue_comment", "2")).toEqual({ status: 200, said: "ignored" });
  expect(await send(closed("remediate/prod/x"), "pull_request", "3")).toEqual({ status: 202, said: "accepted" });
  // The header with the delivery is not signed: whoever replays it can change it.
  expect(await send(closed("remediate/prod/x"), "pull_request", "4")).toEqual({ status: 200, said: "duplicate" });
  expect(queue.jobs().map(({ wish }) => wish.kind)).toEqual(["run", "poll"]);
});

test("other paths and methods, other texts than JSON and bodies without end are refused", async () => {
  const { port, queue } = await receiver();
  expect((await post(port, "/handlers", "", {})).status).toBe(404);
  expect((await post(port, "/constructor", "", {})).status).toBe(404);
  expect((await post(port, "/handler", "", {}, "GET")).status).toBe(405);
  expect((await post(port, "/healthz", "", {}, "GET")).status).toBe(200);
  expect((await post(port, "/handler", "{", signedHeaders("{"))).status).toBe(400);
  const huge = "x".repeat(1 << 17);
  expect((await post(port, "/handler", huge, signedHeaders(huge))).status).toBe(413);
  expect(await endless(port)).toBe(413);
  expect(queue.jobs()).toEqual([]);
});

/** A body that says no length and never ends. */
function endless(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = http.request({ port, host: "127.0.0.1", path: "/handler", method: "POST" }, (response) => {
      clearInterval(timer);
      resolve(response.statusCode);
      request.destroy();
    });
    request.on("error", reject);
    const timer = setInterval(() => request.write("x".repeat(16_384)), 5);
  });
}

test("whoever sends slowly is hung up on, and others are served meanwhile", async () => {
  const { port, queue } = await receiver(400);
  const begun = performance.now();
  const socket = net.connect(port, "127.0.0.1");
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  socket.on("error", () => undefined).resume();
  socket.write("POST /handler HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n");
  const timer = setInterval(() => socket.write("x"), 50);
  onTestFinished(() => clearInterval(timer));
  expect((await report(port)).status).toBe(202);
  await closed;
  expect(performance.now() - begun).toBeLessThan(3000);
  expect(queue.jobs()).toHaveLength(1);
});
