/**
 * A queue on disk that survives a kill at any moment
 *
 * One file a job, replaced whole: what was accepted is there after a kill, what was under way runs again. Jobs that are done stay for a while, so that the same
 * delivery is known when it comes again. One process owns the folder (queue-lock.ts), so what it holds in memory is what the disk has.
 */
import fs from "node:fs";
import path from "node:path";
import * as z from "zod";
import { replaceDurably } from "./durable-file.ts";

const wish = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("run"), environment: z.string(), flow: z.string(), run: z.string() }),
  z.strictObject({ kind: z.literal("poll") }),
]);
/** What is to be looked at: one run, or all that failed lately. */
export type Wish = z.infer<typeof wish>;

const job = z.strictObject({
  formatVersion: z.literal(1),
  id: z.string().regex(/^[0-9a-f]{32}$/),
  source: z.string(),
  wish,
  acceptedAt: z.number(),
  state: z.enum(["waiting", "running", "done", "parked"]),
  /** How often it was begun. */
  attempts: z.int().min(0),
  /** It is not begun before this moment. */
  notBefore: z.number(),
  /** Why the last attempt did not end well; null where none failed. */
  reason: z.string().max(1000).nullable(),
});
export type Job = z.infer<typeof job>;

export interface QueueOptions {
  /** Absolute path. */
  readonly folder: string;
  readonly now: () => number;
  /** How often a job is begun before it is parked. */
  readonly mostAttempts: number;
  /** Jobs that wait at most. */
  readonly mostWaiting: number;
  /** Milliseconds before the first repetition; each further one waits twice as long. */
  readonly firstWait: number;
  /** Called after each step on the disk. */
  readonly onStep?: () => void;
}

export interface Queue {
  /** Makes a job of a delivery: on the disk when this returns. Throws what the disk refuses. */
  readonly accept: (entry: { readonly id: string; readonly source: string; readonly wish: Wish }) => "accepted" | "duplicate" | "full";
  /** Begins the job that waits longest and is due; undefined where none is. */
  readonly begin: () => Job | undefined;
  readonly succeed: (id: string) => void;
  /** It is begun again later, or parked with the reason. */
  readonly fail: (id: string, reason: string) => void;
  /** Puts back what was begun, as if it had not been. */
  readonly putBack: (id: string) => void;
  readonly jobs: () => readonly Job[];
  /** Files of jobs that cannot be read; they are left as they are. */
  readonly broken: readonly string[];
}

/** How long a delivery is remembered, in milliseconds. */
export const remembered = 8 * 24 * 3_600_000;
const longestWait = 3_600_000;

export function openQueue({ folder, now, mostAttempts, mostWaiting, firstWait, onStep = () => undefined }: QueueOptions): Queue {
  const place = path.join(folder, "jobs");
  fs.mkdirSync(place, { recursive: true, mode: 0o700 });
  const { jobs, broken } = readJobs(place);
  const keep = (changed: Job): void => {
    replaceDurably(path.join(place, `${changed.id}.json`), `${JSON.stringify(changed)}\n`, onStep);
    jobs.set(changed.id, changed);
  };
  const change = (id: string, changes: (known: Job) => Partial<Job>): void => {
    const known = jobs.get(id);
    if (known?.state === "running") keep({ ...known, ...changes(known) });
  };
  const failed = ({ attempts }: Job, reason: string): Partial<Job> => ({
    state: attempts >= mostAttempts ? "parked" : "waiting",
    notBefore: now() + Math.min(firstWait * 2 ** Math.max(attempts - 1, 0), longestWait),
    reason: reason.slice(0, 1000),
  });
  const forget = (): void => {
    for (const { id, state, acceptedAt } of jobs.values()) {
      if (state !== "done" || now() - acceptedAt <= remembered) continue;
      fs.rmSync(path.join(place, `${id}.json`), { force: true });
      jobs.delete(id);
    }
  };
  for (const known of jobs.values()) if (known.state === "running") keep({ ...known, ...failed(known, "The server ended while it ran.") });
  return {
    broken,
    jobs: () => [...jobs.values()],
    accept({ id, source, wish: wanted }) {
      forget();
      if (jobs.has(id)) return "duplicate";
      if ([...jobs.values()].filter(({ state }) => state === "waiting").length >= mostWaiting) return "full";
      const acceptedAt = now();
      keep({ formatVersion: 1, id, source, wish: wanted, acceptedAt, state: "waiting", attempts: 0, notBefore: acceptedAt, reason: null });
      return "accepted";
    },
    begin() {
      const due = [...jobs.values()].filter(({ state, notBefore }) => state === "waiting" && notBefore <= now());
      const [first] = due.sort((one, other) => one.acceptedAt - other.acceptedAt || (one.id < other.id ? -1 : 1));
      if (first === undefined) return undefined;
      const begun: Job = { ...first, state: "running", attempts: first.attempts + 1 };
      keep(begun);
      return begun;
    },
    succeed: (id) => change(id, () => ({ state: "done", reason: null })),
    fail: (id, reason) => change(id, (known) => failed(known, reason)),
    putBack: (id) => change(id, ({ attempts }) => ({ state: "waiting", attempts: attempts - 1, notBefore: now() })),
  };
}

function readJobs(place: string): { readonly jobs: Map<string, Job>; readonly broken: readonly string[] } {
  const jobs = new Map<string, Job>();
  const broken: string[] = [];
  for (const name of fs.readdirSync(place).sort()) {
    // A file that was not whole when its process was killed.
    if (name.endsWith(".tmp")) fs.rmSync(path.join(place, name), { force: true });
    if (!name.endsWith(".json")) continue;
    const read = readJob(path.join(place, name));
    if (read === undefined || `${read.id}.json` !== name) broken.push(name);
    else jobs.set(read.id, read);
  }
  return { jobs, broken };
}

function readJob(file: string): Job | undefined {
  try {
    return job.safeParse(JSON.parse(fs.readFileSync(file, "utf8"))).data;
  } catch {
    return undefined;
  }
}
