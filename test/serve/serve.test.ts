/** The command over a real socket, with a real run. `npm run build` comes first. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { newFolder, writeFiles } from "../support/folder.ts";

const command = path.resolve(import.meta.dirname, "../../dist/main.js");
const secret = "a secret of sixteen and more";
const run = "churn-20261124t031500z-7f3a";
const attempt = {
  startedAt: "2026-11-24T03:15:00Z",
  finishedAt: "2026-11-24T03:20:00Z",
  exitCode: 137,
  reason: "OOMKilled",
  limits: { memory: "8Gi" },
};
const record = {
  ...{ formatVersion: 1, id: run, flow: "churn", engine: "local", environment: "prod", program: "1", commit: null, status: "failed" },
  ...{ startedAt: "2026-11-24T03:15:00Z", finishedAt: "2026-11-24T03:20:00Z", params: {} },
  steps: [{ step: "fit", path: "fit", status: "failed", attempts: [attempt], inputs: {}, outputs: {} }],
};

function platform(): string {
  const root = newFolder();
  writeFiles(root, {
    "millwright.config.ts": `import { argo, platform } from "millwright";
export default platform({ definitions: ["*.flow.ts"], environments: { prod: { namespace: "ml" } }, targets: [argo()] });
`,
    "churn.flow.ts": `import { flow } from "millwright";
export const churn = flow("churn", { owner: "a" }, ({ step }) => {
  step("fit", { image: "acme/fit:1.0", command: () => ["fit"], resources: { memory: "8Gi" } });
});
`,
    ".gitignore": ".millwright/\n",
    [`.millwright/runs/${run}/run.json`]: JSON.stringify(record),
  });
  for (const words of [
    ["init", "-q"],
    ["add", "-A"],
    ["-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qm", "first"],
  ])
    spawnSync("git", words, { cwd: root });
  return root;
}

interface Started {
  readonly child: ChildProcess;
  readonly lines: readonly string[];
  readonly line: (event: string) => Promise<{ readonly port?: number; readonly exitCode?: number }>;
}

function start(root: string): Started {
  const env = { ...process.env, MILLWRIGHT_WEBHOOK_HANDLER_SECRET: secret };
  const words = [command, "serve", "--webhook", "--root", root, "--port", "0", "--publish", "branch"];
  const child = spawn(process.execPath, words, { env, stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
  const find = (event: string): string | undefined => lines.find((line) => line.includes(`"event":"${event}"`));
  return {
    child,
    lines,
    line: async (event) => {
      await expect.poll(() => find(event), { timeout: 30_000 }).toBeDefined();
      return JSON.parse(find(event) ?? "") as { readonly port?: number };
    },
  };
}

async function report(port: number | undefined): Promise<number> {
  const body = JSON.stringify({ run, flow: "churn", environment: "prod", status: "failed" });
  const at = String(Math.floor(Date.now() / 1000));
  const signature = `v1=${createHmac("sha256", secret).update(`${at}.${run}.${body}`).digest("hex")}`;
  const headers = { "millwright-timestamp": at, "millwright-delivery": run, "millwright-signature": signature };
  return (await fetch(`http://127.0.0.1:${port}/handler`, { method: "POST", body, headers })).status;
}

test("a reported run becomes a branch, also after the server was killed while it worked; SIGTERM ends it", async () => {
  const root = platform();
  const first = start(root);
  expect(await report((await first.line("listening")).port)).toBe(202);
  first.child.kill("SIGKILL");
  await new Promise((resolve) => first.child.once("exit", resolve));
  const jobs = path.join(root, ".millwright/serve/jobs");
  const [file = ""] = fs.readdirSync(jobs).filter((name) => name.endsWith(".json"));
  const kept = JSON.parse(fs.readFileSync(path.join(jobs, file), "utf8")) as { readonly state: string };
  expect(["waiting", "running"]).toContain(kept.state);
  // What was begun waits before it is begun again: here it need not.
  fs.writeFileSync(path.join(jobs, file), JSON.stringify({ ...kept, state: "waiting" }));
  const second = start(root);
  expect(await report((await second.line("listening")).port)).toBe(200);
  expect(await second.line("done")).toMatchObject({ exitCode: 0 });
  const branches = spawnSync("git", ["branch", "--list", "remediate/*"], { cwd: root, encoding: "utf8" }).stdout.trim();
  expect(branches).toBe("remediate/prod/churn/fit/mem.container_oom/resources.memory");
  const other = spawnSync(process.execPath, [command, "serve", "--once", "--root", root], { encoding: "utf8" });
  expect([other.status, other.stderr]).toEqual([2, expect.stringContaining("serve/queue-busy")]);
  const exited = new Promise((resolve) => second.child.once("exit", resolve));
  second.child.kill("SIGTERM");
  expect(await exited).toBe(0);
  expect([...first.lines, ...second.lines].join("\n")).not.toContain(secret);
}, 60_000);

test("does not begin without a secret", () => {
  const { status, stderr } = spawnSync(process.execPath, [command, "serve", "--webhook", "--root", platform()], { encoding: "utf8" });
  expect([status, stderr]).toEqual([2, expect.stringContaining("serve/no-secret")]);
});
