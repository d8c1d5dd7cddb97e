import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { type ChildEnd, runChild } from "../../remediation/serve/run-child.ts";
import { newFolder } from "../support/folder.ts";

async function run(
  script: string,
  timeout = 20_000,
  stop = new AbortController().signal,
): Promise<{ readonly end: ChildEnd; readonly log: string }> {
  const folder = newFolder();
  const log = path.join(folder, "log");
  const end = await runChild({ words: [process.execPath, "-e", script], folder, env: { ONLY: "this" }, log, timeout, stop });
  return { end, log: fs.readFileSync(log, "utf8") };
}

test("gives the exit code, keeps what is said, and hands on the environment that it was given alone", async () => {
  const { end, log } = await run(
    "console.log(Object.keys(process.env).filter((name) => name !== '__CF_USER_TEXT_ENCODING').join()); process.exit(1)",
  );
  expect(end).toEqual({ exitCode: 1 });
  expect(log).toBe("ONLY\n");
});

test("ends what takes too long or is stopped, with all that it started", async () => {
  const script =
    "const c = require('node:child_process').spawn('sleep', ['60'], { stdio: 'ignore' }); console.log(c.pid); setInterval(() => {}, 1000)";
  const late = await run(script, 500);
  expect(late.end).toEqual({ problem: "It took longer than 0.5 s." });
  await expect.poll(() => isAlive(Number(late.log))).toBe(false);
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 300);
  expect((await run(script, 20_000, stop.signal)).end).toEqual({ stopped: true });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // One that nobody has fetched the exit code of has ended all the same.
    return !/\) Z /.test(fs.existsSync("/proc/self/stat") ? fs.readFileSync(`/proc/${pid}/stat`, "utf8") : "");
  } catch {
    return false;
  }
}

test("bounds the log, and reads on so that the program can end", async () => {
  const { end, log } = await run("for (let i = 0; i < 200; i++) process.stdout.write('x'.repeat(10_000))");
  expect(end).toEqual({ exitCode: 0 });
  expect(log.length).toBe(1 << 18);
});

test("says what could not be started", async () => {
  const folder = newFolder();
  const options = { folder, env: {}, log: path.join(folder, "log"), timeout: 1000, stop: new AbortController().signal };
  expect(await runChild({ ...options, words: [path.join(folder, "absent")] })).toMatchObject({
    problem: expect.stringContaining("ENOENT"),
  });
});
