import fs from "node:fs";
import path from "node:path";
import { type Job, openQueue, type Queue } from "../../remediation/serve/queue.ts";
import { lockQueue } from "../../remediation/serve/queue-lock.ts";
import { createReceiver, type SourceName } from "../../remediation/serve/receiver.ts";
import { runChild } from "../../remediation/serve/run-child.ts";
import { readRun } from "../../runs/run-store.ts";
import { commandFile } from "../command-file.ts";
import { type Context, exit } from "../context.ts";
import { findRoot } from "../project.ts";
import { noSecret, queueBusy } from "../serve/serve-diagnostics.ts";
import { badOption } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";

export interface ServeFlags {
  readonly webhook?: boolean;
  readonly root?: string;
  readonly host?: string;
  readonly port?: number;
  readonly queue?: string;
  readonly concurrency?: number;
  readonly publish?: "none" | "branch" | "github";
  readonly once?: boolean;
}

const variables: { readonly [source in SourceName]: string } = {
  handler: "MILLWRIGHT_WEBHOOK_HANDLER_SECRET",
  alertmanager: "MILLWRIGHT_WEBHOOK_ALERTMANAGER_TOKEN",
  github: "MILLWRIGHT_WEBHOOK_GITHUB_SECRET",
};
const jobTimeout = 10 * 60_000;
const lookEvery = 500;

/** Receives events and does what they ask for, one `remediate` a job; ends on SIGTERM. Throws cli/no-config, cli/bad-option, serve/no-secret, serve/queue-busy. */
export async function serve(this: Context, flags: ServeFlags): Promise<void> {
  const root = findRoot(this, flags.root);
  if (flags.webhook !== true && flags.once !== true)
    throw new UsageError(badOption.at(null, { option: "--webhook", found: "left out", expected: "--webhook or --once" }));
  const secrets = flags.once === true ? {} : secretsOf(this);
  const folder = flags.queue === undefined ? path.join(root, ".millwright", "serve") : path.resolve(this.folder, flags.queue);
  const lock = lockQueue(folder);
  if ("owner" in lock) {
    const owner = lock.owner === "unknown" ? "its lock cannot be read" : `process ${lock.owner.pid} on ${lock.owner.host}`;
    throw new UsageError(queueBusy.at(null, { folder, owner }));
  }
  const now = (): number => this.now().getTime();
  const say = (event: string, more: object = {}): void => {
    this.process.stdout.write(`${JSON.stringify({ formatVersion: 1, time: new Date(now()).toISOString(), event, ...more })}\n`);
  };
  const stop = new AbortController();
  const release = this.onInterrupt?.(() => stop.abort());
  try {
    const queue = openQueue({ folder, now, mostAttempts: 5, mostWaiting: 10_000, firstWait: 30_000 });
    for (const file of queue.broken) say("broken", { file });
    const { environments } = await this.services.compile({ root, targets: [], withoutPlans: true });
    const names = environments.map(({ program: { environment, flows } }) => ({
      name: environment.name,
      namespace: environment.namespace,
      flows: flows.map(({ name }) => name),
    }));
    const work = (job: Job): Promise<void> =>
      carryOut(this, { job, queue, root, folder, publish: flags.publish ?? "none", stop: stop.signal, say });
    if (flags.once === true) {
      for (let job = queue.begin(); job !== undefined && !stop.signal.aborted; job = queue.begin()) await work(job);
      const isLeft = queue.jobs().some(({ state }) => state !== "done");
      this.process.exitCode = isLeft ? exit.findings : exit.clean;
      return;
    }
    const server = createReceiver({
      queue,
      secrets,
      names: () => ({ environments: names }),
      now,
      onAnswer: (answer) => say("answer", answer),
    });
    await new Promise<void>((resolve, reject) => {
      server.once("error", ({ code = "" }: NodeJS.ErrnoException) => {
        const expected = "an address and a port that are free and that this user may listen on";
        reject(new UsageError(badOption.at(null, { option: "--port", found: `${flags.port ?? 8080}: ${code}`, expected })));
      });
      server.listen(flags.port ?? 8080, flags.host ?? "127.0.0.1", resolve);
    });
    const address = server.address();
    say("listening", { port: typeof address === "object" ? address?.port : undefined });
    const running = new Set<Promise<void>>();
    let touched = now();
    while (!stop.signal.aborted) {
      if (now() - touched > 10_000) {
        touched = now();
        if (!lock.touch()) stop.abort();
      }
      const job = running.size < (flags.concurrency ?? 1) ? queue.begin() : undefined;
      if (job === undefined) {
        await pause(lookEvery, stop.signal);
        continue;
      }
      const one = work(job).finally(() => running.delete(one));
      running.add(one);
    }
    server.close();
    server.closeAllConnections();
    await Promise.all(running);
    say("stopped");
  } finally {
    release?.();
    lock.release();
  }
}

interface Work {
  readonly job: Job;
  readonly queue: Queue;
  readonly root: string;
  readonly folder: string;
  readonly publish: "none" | "branch" | "github";
  readonly stop: AbortSignal;
  readonly say: (event: string, more?: object) => void;
}

/** One job, from its beginning to what the queue is told of its end. */
async function carryOut(context: Context, { job: { id, wish, attempts }, queue, root, folder, publish, stop, say }: Work): Promise<void> {
  const fail = (reason: string): void => {
    queue.fail(id, reason);
    say("failed", { job: id, attempts, reason });
  };
  say("begun", { job: id, attempts, wish });
  if (wish.kind === "run" && readRun(root, wish.run) === undefined) return fail("The run store has no such run.");
  const what = wish.kind === "poll" ? ["--since", "24h"] : ["--env", wish.environment, "--flow", wish.flow, "--", wish.run];
  const words = [process.execPath, commandFile(), "remediate", "--root", root, "--json", "--publish", publish, ...what];
  const logs = path.join(folder, "logs");
  fs.mkdirSync(logs, { recursive: true, mode: 0o700 });
  const own = new Set(Object.values(variables));
  const env = Object.fromEntries(Object.entries(context.environment).filter(([name]) => !own.has(name)));
  const end = await runChild({ words, folder: root, env, log: path.join(logs, `${id}.log`), timeout: jobTimeout, stop });
  if ("stopped" in end) {
    queue.putBack(id);
    say("put-back", { job: id });
  } else if ("problem" in end) fail(end.problem);
  // 1 is a verdict that needs a person: running it again would say the same.
  else if (end.exitCode > 1) fail(`\`millwright remediate\` ended with ${end.exitCode}.`);
  else {
    queue.succeed(id);
    say("done", { job: id, exitCode: end.exitCode });
  }
}

function secretsOf({ environment }: Context): { readonly [source in SourceName]?: readonly string[] } {
  const found = Object.entries(variables).flatMap(([source, variable]) => {
    const secret = environment[variable] ?? "";
    return secret.length >= 16 ? [[source, [secret]] as const] : [];
  });
  if (found.length === 0)
    throw new UsageError(
      noSecret.at(null, {
        variables: Object.values(variables)
          .map((name) => `"${name}"`)
          .join(", "),
      }),
    );
  return Object.fromEntries(found);
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done);
  });
}
