/** The connection to a server: time limits, repetitions, and what is never done twice. */
import { expect, test } from "vitest";
import { httpServer } from "../../cli/servers/http-server.ts";
import { type Fault, jsonServer } from "./json-server.ts";

async function begin() {
  const server = await jsonServer(() => [200, { ok: true }]);
  return { server, http: httpServer({ address: server.address, headers: {}, timeout: 300, firstWait: 1 }) };
}

test("a server that says nothing is waited for no longer than the limit; reading is tried again", async () => {
  const { server, http } = await begin();
  server.faults.push({ match: "GET", fault: { kind: "silence" } });
  expect(await http.request({ method: "GET", path: "/x" })).toEqual({ status: 200, body: { ok: true } });
  expect(server.calls).toHaveLength(2);
});

test("a POST that was not answered is made once, and it is uncertain whether it was done", async () => {
  const { server, http } = await begin();
  server.faults.push({ match: "POST", fault: { kind: "silence" } });
  await expect(http.request({ method: "POST", path: "/x", body: {} })).rejects.toMatchObject({ uncertain: true });
  expect(server.calls).toHaveLength(1);
});

const troubles: readonly Fault[] = [
  { kind: "silence" },
  { kind: "break" },
  { kind: "status", status: 500 },
  { kind: "status", status: 502 },
  { kind: "status", status: 504 },
];
test.each(troubles)("a POST that is the same when done twice is made again after $kind $status", async (fault) => {
  const { server, http } = await begin();
  server.faults.push({ match: "POST", fault });
  expect(await http.request({ method: "POST", path: "/x", body: {}, repeatable: true })).toMatchObject({ status: 200 });
});

test("a server in trouble is asked four times, and no more", async () => {
  const { server, http } = await begin();
  for (let count = 0; count < 9; count++) server.faults.push({ match: "GET", fault: { kind: "status", status: 503 } });
  await expect(http.request({ method: "GET", path: "/x" })).rejects.toMatchObject({ diagnostic: { code: "server/refused" } });
  expect(server.calls).toHaveLength(4);
});

test("what the server refuses for good is asked once", async () => {
  const { server, http } = await begin();
  server.faults.push({ match: "PUT", fault: { kind: "status", status: 400 } });
  await expect(http.request({ method: "PUT", path: "/x?key=1" })).rejects.toMatchObject({
    uncertain: false,
    diagnostic: { message: expect.stringContaining('answered "PUT /x" with 400: fault 400') },
  });
  expect(server.calls).toHaveLength(1);
});

test.each([
  [{ status: "BAD_REQUEST", message: "dry run", errors: ["step a", "step b"] }, "dry run; step a; step b"],
  [{ error_message: "no pipeline", error_details: "long" }, "no pipeline"],
  [{ code: 3, message: "bad name", details: [] }, "bad name"],
])("what a server says of its refusal is said on: %j", async (body, said) => {
  const server = await jsonServer(() => [400, body]);
  const http = httpServer({ address: server.address, headers: {}, timeout: 300, firstWait: 1 });
  await expect(http.request({ method: "GET", path: "/x" })).rejects.toMatchObject({
    diagnostic: { message: expect.stringContaining(`400: ${said}.`) },
  });
});
