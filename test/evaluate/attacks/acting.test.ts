import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { expectStopped, stopped } from "./attack.ts";

const canary = path.join(os.tmpdir(), `millwright-canary-${process.pid}`);

function expectNoCanary(): void {
  onTestFinished(() => fs.rmSync(canary, { force: true }));
  expect(fs.existsSync(canary)).toBe(false);
}

it("stops a definition that writes a file, at the import", async () => {
  expect(await stopped(`import fs from "node:fs";\nfs.writeFileSync(${JSON.stringify(canary)}, "x");\n`)).toEqual([
    "load/not-allowed flows/attack.flow.ts:1:16",
  ]);
  expectNoCanary();
});

it("stops a definition that runs a command, at the import", async () => {
  const text = `export const a = 1;\nimport { execSync } from "child_process";\nexecSync("touch ${canary}");\n`;
  expect(await stopped(text)).toEqual(["load/not-allowed flows/attack.flow.ts:2:26"]);
  expectNoCanary();
});

it("tells each forbidden import of a file, not only the first", async () => {
  const text = `import net from "node:net";\nimport os from "node:os";\nimport { Worker } from "worker_threads";\nimport vm from "node:vm";\nexport const a = [net, os, Worker, vm];\n`;
  expect(await stopped(text)).toEqual([
    "load/not-allowed flows/attack.flow.ts:1:17",
    "load/not-deterministic flows/attack.flow.ts:2:16",
    "load/not-allowed flows/attack.flow.ts:3:24",
    "load/not-allowed flows/attack.flow.ts:4:16",
  ]);
});

it("stops an import whose name is put together while the file is evaluated", async () => {
  const text = `const name = ["node", "fs"].join(":");\nconst fs = await import(name);\nfs.writeFileSync(${JSON.stringify(canary)}, "x");\n`;
  expect(await stopped(text)).toEqual(["load/not-allowed flows/attack.flow.ts:2:18"]);
  expectNoCanary();
});

it("stops a definition that opens a connection, and no request arrives", async () => {
  let requests = 0;
  const server = http.createServer((_, response) => {
    requests += 1;
    response.end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { readonly port: number };
  const text = `const a = await fetch("http://127.0.0.1:${port}/");\nexport const b = a;\n`;
  expect(await stopped(text)).toEqual(["load/not-allowed flows/attack.flow.ts:1:17"]);
  expect(await stopped(`export const a = new WebSocket("ws://127.0.0.1:${port}/");\n`)).toEqual([
    "load/not-allowed flows/attack.flow.ts:1:18",
  ]);
  expect(requests).toBe(0);
});

it.each([
  "process.¦kill(process.ppid)",
  "process.¦exit(0)",
  'process.¦getBuiltinModule("node:fs")',
  'process.¦binding("fs")',
  "process.¦mainModule",
  "process.¦abort()",
  "¦new Worker('data:,')",
  "¦new Function('return 1')()",
  "(async () => {}).¦constructor('return 1')()",
  "new WebAssembly.¦Memory({ initial: 1 })",
  "¦new SharedArrayBuffer(8)",
  "¦setTimeout(() => {}, 0)",
  "¦eval('1')",
  "¦fetch('http://localhost')",
])("stops %s at its place", async (expression) => {
  // Node's main thread has no Worker of its own to take away.
  await expectStopped(
    expression.includes("Worker") ? "load/unknown-name" : "load/not-allowed",
    `export const a = 1;\nconst b = () => ${expression};\nb();\n`,
  );
});

it("stops a definition that swallows the refusal", async () => {
  const text = `let pid = 0;\ntry { pid = process.pid; } catch { pid = 1; }\nexport const a = pid;\n`;
  expect(await stopped(text)).toEqual(["load/not-deterministic flows/attack.flow.ts:2:21"]);
});

it("gives no way from the objects at hand to the modules that act", async () => {
  const text = `import path from "node:path";
const reachable = [console, Buffer, URL, import.meta, path, new Error("x"), globalThis, structuredClone, queueMicrotask];
const seen = new Set();
const found = [];
function walk(value, depth) {
  if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value) || depth > 6) return;
  seen.add(value);
  for (const key of Reflect.ownKeys(value)) {
    if (/^(writeSync|readSync|spawn|_load|createRequire|getBuiltinModule|connect|reallyExit|binding)$/.test(String(key))) found.push(String(key));
    const { value: member, get } = Reflect.getOwnPropertyDescriptor(value, key) ?? {};
    walk(member, depth + 1);
    walk(get, depth + 1);
  }
  walk(Reflect.getPrototypeOf(value), depth + 1);
}
for (const value of reachable) if (value !== globalThis) walk(value, 0);
for (const name of ["Object", "Array", "Error", "Promise", "Date", "Intl", "Reflect", "console"]) walk(globalThis[name], 0);
if (found.length > 0) throw new Error(found.join(" "));
`;
  expect(await stopped(text)).toEqual([]);
});

it("keeps every word of the language but the one that says where config() reads from", async () => {
  const text = `import { provideConfig } from "millwright";\nprovideConfig({ read: () => ({ data: {} }) });\n`;
  expect(await stopped(text)).toEqual(["load/missing-export flows/attack.flow.ts:1:10"]);
});
