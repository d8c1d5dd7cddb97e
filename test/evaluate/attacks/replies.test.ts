import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { load } from "../../../compiler/phases/1-load.ts";
import { readers, shortly, writeProject } from "../project.ts";

/** Stands for a child that fell into a definition's hands: `say(kind, text)` writes what it likes, `hear()` reads. */
const captured = `import fs from "node:fs";
function framed(kind, text, size = Buffer.byteLength(text)) {
  const head = Buffer.alloc(5);
  head.writeUInt32LE(size);
  head[4] = kind;
  return Buffer.concat([head, Buffer.from(text)]);
}
function say(...message) { fs.writeSync(4, framed(...message)); }
let input = Buffer.alloc(0);
function hear() {
  const need = (n) => { while (input.length < n) { const b = Buffer.alloc(65536); const r = fs.readSync(3, b, 0, b.length, null); if (r === 0) process.exit(0); input = Buffer.concat([input, b.subarray(0, r)]); } };
  need(5);
  const size = input.readUInt32LE();
  need(5 + size);
  const text = input.toString("utf8", 5, 5 + size);
  input = input.subarray(5 + size);
  return text;
}
const [R, L, C, B, F] = [82, 76, 67, 66, 70];
const rest = { modules: [], begun: [], problems: [], faults: [], edges: [], sites: [], printed: [] };
`;

async function findingsOf(script: string): Promise<readonly string[]> {
  const root = writeProject({ "child.mjs": captured + script, "x.json": "{}" });
  const loaded = await load({ root, readers, script: path.join(root, "child.mjs"), limits: { silence: 2_000, message: 1_000_000 } });
  expect(loaded.environments).toEqual([]);
  return loaded.diagnostics.map((found) => `${shortly(found)} ${/refused: (.*)\.$/.exec(found.message)?.[1] ?? ""}`.trim());
}

it.each([
  [
    "a reply without the secret",
    'say(B, ""); hear(); hear(); say(F, JSON.stringify({ secret: "guess", number: 0, ...rest })); hear();',
    "it does not have the shape of a reply",
  ],
  [
    "a reply for another file",
    'say(B, ""); const secret = hear(); hear(); say(F, JSON.stringify({ secret, number: 7, ...rest })); hear();',
    "it came out of turn",
  ],
  ["a reply that is no JSON", 'say(B, ""); hear(); hear(); say(F, "{"); hear();', "it does not have the shape of a reply"],
  [
    "a reply with members of another type",
    'say(B, ""); const secret = hear(); hear(); say(F, JSON.stringify({ secret, number: 0, ...rest, modules: [{ url: 1 }] })); hear();',
    "it does not have the shape of a reply",
  ],
  ["a message of an unknown kind", 'say(B, ""); hear(); hear(); say(33, "{}"); hear();', "it is no question"],
  ["a question that is none", 'say(B, ""); hear(); hear(); say(R, "[]"); hear();', "it is no question"],
  ["a length beyond all bounds", 'say(B, ""); hear(); hear(); say(F, "x", 4294967295); hear();', "it is longer than 1000000 bytes"],
  [
    "two questions at once",
    'say(B, ""); hear(); hear(); const q = framed(C, JSON.stringify({ file: "./x.json", importer: "file:///millwright.config.ts", calls: [] })); fs.writeSync(4, Buffer.concat([q, q])); hear(); hear(); hear();',
    "it came unasked",
  ],
])("refuses %s", async (_, script, reason) => {
  expect(await findingsOf(script)).toEqual([`load/reply-refused millwright.config.ts:1:1 ${reason}`]);
});

it("tells a process that ends itself", async () => {
  expect(await findingsOf('say(B, ""); hear(); hear(); process.exit(0);')).toEqual(["load/ended millwright.config.ts:1:1"]);
});

it("tells a process that says nothing any more", async () => {
  expect(await findingsOf('say(B, ""); hear(); hear(); for (;;) hear();')).toEqual(["load/endless millwright.config.ts:1:1"]);
});

it("serves no file outside of the root, whatever is asked for", async () => {
  const asked = [
    "file:///etc/passwd",
    "file:///../../etc/passwd",
    "file:///%2e%2e/%2e%2e/etc/passwd",
    "file:////etc/passwd",
    "http://localhost/",
    "file:///flows/..%2f..%2fetc/passwd",
  ];
  const script = `say(B, ""); const secret = hear(); hear();
const printed = ${JSON.stringify(asked)}.map((url) => { say(L, url); return hear(); });
say(F, JSON.stringify({ secret, number: 0, ...rest, printed })); hear();`;
  const root = writeProject({ "child.mjs": captured + script });
  const loaded = await load({ root, readers, script: path.join(root, "child.mjs"), limits: { silence: 2_000 } });
  expect(loaded.printed[0]?.lines).toEqual(asked.map(() => "refused\n"));
  expect([...loaded.served.keys()]).toEqual(["millwright.config.ts"]);
});

it("makes no definition of files that were not served", async () => {
  const script = `say(B, ""); const secret = hear(); hear();
const record = { kind: "platform", name: "p", calls: [[0, 1, 1]], problems: [], options: {} };
say(F, JSON.stringify({ secret, number: 0, ...rest, sites: ["file:///etc/passwd"], modules: [{ url: "file:///millwright.config.ts", exports: [{ name: "default", id: 0, record }] }] })); hear();`;
  const root = writeProject({ "child.mjs": captured + script });
  const loaded = await load({ root, readers, script: path.join(root, "child.mjs"), limits: { silence: 2_000 } });
  expect(loaded.config?.siteOf([0, 1, 1])).toBeUndefined();
  expect(loaded.config?.siteOf([-1, 1, 1])).toBeUndefined();
});

it("gives the real child no file, no write, no process and no environment", async () => {
  const script = `import { createRequire } from "node:module";
import child from "node:child_process";
import net from "node:net";
say(B, ""); const secret = hear(); hear();
const attempts = [() => fs.readFileSync("/etc/hostname", "utf8"), () => fs.readFileSync("/proc/self/environ"), () => fs.writeFileSync("/tmp/millwright-x", "x"), () => child.execSync("true"), () => fs.readdirSync("/")];
const printed = attempts.map((attempt) => { try { attempt(); return "done"; } catch (error) { return error.code; } });
printed.push(Object.keys(process.env).sort().join(), process.cwd());
say(F, JSON.stringify({ secret, number: 0, ...rest, printed })); hear();`;
  const root = writeProject({ "child.mjs": captured + script });
  const loaded = await load({ root, readers, script: path.join(root, "child.mjs"), limits: { silence: 2_000 } });
  expect(loaded.printed[0]?.lines).toEqual([...Array.from({ length: 5 }, () => "ERR_ACCESS_DENIED"), "LC_ALL,TZ", "/"]);
  expect(fs.existsSync("/tmp/millwright-x")).toBe(false);
});
