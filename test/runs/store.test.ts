import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { recordSubmission } from "../../runs/record-submission.ts";
import type { RunRecord } from "../../runs/run-record.ts";
import { folderPlace } from "../../runs/store/folder-place.ts";
import { openStore } from "../../runs/store/open-store.ts";
import { PlaceFault } from "../../runs/store/place.ts";
import { type RecordStore, recordStore, type StoredRun } from "../../runs/store/record-store.ts";
import { s3Place } from "../../runs/store/s3/s3-place.ts";
import { signedHeaders } from "../../runs/store/s3/sign.ts";
import { newFolder } from "../support/folder.ts";
import { type S3Server, startS3, testCredentials } from "./s3-server.ts";

let s3: S3Server;
beforeAll(async () => {
  s3 = await startS3();
});
afterAll(() => s3.close());

let count = 0;
const kinds: readonly (readonly [name: string, open: () => () => RecordStore])[] = [
  [
    "a folder",
    () => {
      const folder = newFolder();
      return () => recordStore(folderPlace(folder));
    },
  ],
  [
    "a bucket",
    () => {
      const prefix = `runs/${count++}`;
      const environment = { ...testCredentials, AWS_ENDPOINT_URL: s3.address };
      return () => recordStore(s3Place({ bucket: "acme-ml", prefix, environment, firstWait: 1 }));
    },
  ],
];

function record(id: string, startedAt: string, more: Partial<RunRecord> = {}): RunRecord {
  const known = { formatVersion: 1, flow: "churn", engine: "argo", environment: "prod", program: "1", commit: null } as const;
  return { ...known, id, startedAt, status: "succeeded", params: {}, steps: [], ...more };
}

async function idsOf(runs: AsyncIterable<StoredRun>): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const run of runs) ids.push("record" in run ? run.record.id : `${run.key}: ${run.problem}`);
  return ids;
}

it.each(kinds)("keeps records in %s, finds each by its id whatever characters that has, and lists them by their start", async (_, open) => {
  const store = open()();
  const ids = ["argo:ml/churn-1", "maestro:churn/1/1", "ünï", "a".repeat(400), "../../etc", "A", "a"];
  for (const [index, id] of ids.entries()) expect(await store.keep(record(id, `2026-11-2${8 - index}T03:15:00Z`))).toBe("new");
  for (const id of ids) expect(await store.find(id)).toMatchObject({ record: { id } });
  expect(await store.find("argo:ml/churn-2")).toBeUndefined();
  expect(await idsOf(store.since())).toEqual(ids.toReversed());
});

it.each(kinds)("lists in %s only what began at a moment or later", async (_, open) => {
  const store = open()();
  for (const day of ["20", "21", "22", "23"]) await store.keep(record(day, `2026-11-${day}T12:00:00Z`));
  expect(await idsOf(store.since("2026-11-22T12:00:00Z"))).toEqual(["22", "23"]);
  expect(await idsOf(store.since("2026-11-22T12:00:01Z"))).toEqual(["23"]);
  expect(await idsOf(store.since("2026-11-22T13:00:00+02:00"))).toEqual(["22", "23"]);
});

it.each(kinds)("has one record in %s for an id, and hears the end of a run, but not its middle after its end", async (_, open) => {
  const store = open()();
  const startedAt = new Date("2026-11-24T03:15:00.250Z");
  const asked = {
    id: "argo:ml/churn-1",
    engine: "argo",
    flow: "churn",
    environment: "prod",
    program: "7f",
    commit: "c0",
    params: { day: 1 },
  };
  await recordSubmission(store, { ...asked, startedAt });
  const heard = record("argo:ml/churn-1", "2026-11-24T03:15:02Z", { program: "", status: "failed", finishedAt: "2026-11-24T03:20:00Z" });
  expect(await store.keep(heard)).toBe("changed");
  expect(await store.keep(heard)).toBe("same");
  expect(await store.keep({ ...heard, status: "running" })).toBe("same");
  const known = { ...heard, program: "7f", commit: "c0", params: { day: 1 } };
  expect(await store.find("argo:ml/churn-1")).toEqual({ record: known });
  expect(await idsOf(store.since())).toEqual(["argo:ml/churn-1"]);
});

it.each(kinds)("loses nothing in %s where many write at once", async (_, open) => {
  const reopen = open();
  const attempt = (index: number) => ({ startedAt: `2026-11-24T03:0${index}:00Z`, exitCode: index });
  const step = (index: number) => ({
    step: "fit",
    path: "fit",
    status: "failed" as const,
    attempts: [attempt(index)],
    inputs: {},
    outputs: {},
  });
  await Promise.all(
    [...Array(8).keys()].map((index) => reopen().keep(record("one", "2026-11-24T03:00:00Z", { status: "failed", steps: [step(index)] }))),
  );
  const found = await reopen().find("one");
  const codes = found !== undefined && "record" in found ? found.record.steps[0]?.attempts.map(({ exitCode }) => exitCode) : [];
  expect(codes).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

it.each(kinds)("keeps notes in %s, and changes them by what they say at that moment", async (_, open) => {
  const reopen = open();
  expect(await reopen().readNote("handled")).toBeUndefined();
  await Promise.all([...Array(6).keys()].map(() => reopen().changeNote("handled", (text) => String(Number(text ?? 0) + 1))));
  expect(await reopen().readNote("handled")).toBe("6");
});

it("says of a record that is damaged that it is, and lets a whole one take its place", async () => {
  const folder = newFolder();
  const store = recordStore(folderPlace(folder));
  await store.keep(record("one", "2026-11-24T03:00:00Z"));
  await store.keep(record("two", "2026-11-24T04:00:00Z"));
  const file = path.join(folder, "records/2026-11-24/030000-one.json");
  fs.writeFileSync(file, fs.readFileSync(file, "utf8").slice(0, 40));
  expect(await idsOf(store.since())).toEqual(["records/2026-11-24/030000-one.json: it is no JSON", "two"]);
  fs.writeFileSync(file, '{"formatVersion": 1}');
  expect(await store.find("one")).toEqual({ key: "records/2026-11-24/030000-one.json", problem: 'it is not of its form at "id"' });
  expect(await store.keep(record("one", "2026-11-24T03:00:00Z"))).toBe("changed");
  expect(await idsOf(store.since())).toEqual(["one", "two"]);
});

it("goes on where a process was killed while it wrote: its turn ends, and half a text is no record", async () => {
  const folder = newFolder();
  const store = recordStore(folderPlace(folder));
  await store.keep(record("one", "2026-11-24T03:00:00Z"));
  const day = path.join(folder, "records/2026-11-24");
  fs.writeFileSync(path.join(day, ".0123.tmp"), '{"formatVersion');
  const before = fs.readdirSync(day);
  expect(before).toContain("030000-one.json");
  // A turn that nobody ended, as old as no write is.
  const turns = await turnsDuring(day, () => store.keep(record("one", "2026-11-24T03:00:00Z", { commit: "c0" })));
  const [turn = ""] = turns;
  fs.writeFileSync(path.join(day, turn), "");
  fs.utimesSync(path.join(day, turn), 0, 0);
  expect(await store.keep(record("one", "2026-11-24T03:00:00Z", { commit: "c1" }))).toBe("changed");
  expect(await idsOf(store.since())).toEqual(["one"]);
});

async function turnsDuring(folder: string, act: () => Promise<unknown>): Promise<readonly string[]> {
  const seen = new Set<string>();
  const write = fs.writeFileSync;
  fs.writeFileSync = ((file: string, ...rest: [string]) => {
    if (path.dirname(file) === folder && file.endsWith(".turn")) seen.add(path.basename(file));
    write(file, ...rest);
  }) as typeof fs.writeFileSync;
  try {
    await act();
  } finally {
    fs.writeFileSync = write;
  }
  return [...seen];
}

it("does not look at older runs of a bucket when it lists the newer", async () => {
  const prefix = `runs/${count++}`;
  const store = openStore({
    root: "/",
    store: `s3://acme-ml/${prefix}`,
    environment: { ...testCredentials, AWS_ENDPOINT_URL: s3.address },
  });
  for (let hour = 10; hour < 20; hour++) await store.keep(record(`at-${hour}`, `2026-11-24T${hour}:00:00Z`));
  s3.requests.length = 0;
  expect(await idsOf(store.since("2026-11-24T18:00:00Z"))).toEqual(["at-18", "at-19"]);
  const [list, ...more] = s3.requests;
  expect(list).toContain(`start-after=runs%2F${count - 1}%2Frecords%2F2026-11-24%2F180000`);
  expect(more.map((request) => request.split(" ")[0])).toEqual(["GET", "GET"]);
});

it("asks a busy bucket again, and says where it gives up", async () => {
  const environment = { ...testCredentials, AWS_ENDPOINT_URL: s3.address };
  const store = recordStore(s3Place({ bucket: "acme-ml", prefix: `runs/${count++}`, environment, firstWait: 1 }));
  s3.faults.push(503, "broken", 500);
  expect(await store.keep(record("one", "2026-11-24T03:00:00Z"))).toBe("new");
  s3.faults.push(503, 503, 503, 503, 503);
  await expect(store.find("one")).rejects.toThrow("answered 503: SlowDown");
});

it.each([
  ["credentials that are not there", { AWS_ACCESS_KEY_ID: undefined }, "needs credentials"],
  ["a wrong secret", { AWS_SECRET_ACCESS_KEY: "other" }, "answered 403: SignatureDoesNotMatch"],
  ["an address that is none", { AWS_ENDPOINT_URL: "minio:9000" }, "has no address"],
] as const)("says that a bucket cannot be used for %s", async (_, change, said) => {
  const environment = { ...testCredentials, AWS_ENDPOINT_URL: s3.address, ...change };
  const store = recordStore(s3Place({ bucket: "acme-ml", prefix: "", environment, firstWait: 1 }));
  const error = await store.find("one").catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(PlaceFault);
  expect(String(error)).toContain(said);
  expect(String(error)).not.toContain(testCredentials.AWS_SECRET_ACCESS_KEY);
});

it("tells a bucket that is not there from a run that is not there", async () => {
  const environment = { ...testCredentials, AWS_ENDPOINT_URL: s3.address };
  await expect(recordStore(s3Place({ bucket: "other", prefix: "", environment })).find("one")).rejects.toThrow("NoSuchBucket");
});

it("signs as the examples that Amazon published are signed", () => {
  const credentials = { accessKey: "AKIAIOSFODNN7EXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", region: "us-east-1" };
  const now = new Date("2013-05-24T00:00:00Z");
  const signatureOf = (path: string, headers: Readonly<Record<string, string>>): string | undefined => {
    const url = new URL(`https://examplebucket.s3.amazonaws.com/${path}`);
    const { authorization } = signedHeaders({ method: "GET", url, headers, body: "" }, credentials, now);
    return authorization?.split("Signature=")[1];
  };
  expect(signatureOf("test.txt", { range: "bytes=0-9" })).toBe("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  expect(signatureOf("?max-keys=2&prefix=J", {})).toBe("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
});
