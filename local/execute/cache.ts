/**
 * Stored successes of steps that say `cache` (meaning.md, rule 22)
 *
 * One folder a key: `entry.json` and the artifacts. It is made beside and renamed, so it is whole or not there.
 */
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import * as z from "zod";
import { typeOf } from "../../compiler/link/type-of.ts";
import type { Json } from "../../schema/record.ts";
import { parseDuration } from "../../schema/words/quantities.ts";
import { checkOutputs } from "../check-outputs.ts";
import { EvaluationFault, type Value } from "../evaluate-expression.ts";
import { recorded } from "../record-run.ts";
import type { AttemptEnd } from "../scheduler/instance.ts";
import type { AttemptStart } from "../scheduler/machine.ts";
import type { Values } from "../scheduler/scope.ts";
import type { Redactor } from "../secrets/redactor.ts";
import type { Executor } from "./executor.ts";
import { artifactOutputs } from "./reuse.ts";
import { stepKey } from "./step-key.ts";

export interface CacheOptions {
  /** Absolute path of the folder of all entries. */
  readonly folder: string;
  /** Absolute path of the run's folder. */
  readonly run: string;
  readonly clock: () => number;
  /** What holds the value of a secret is not stored. */
  readonly redactor: Redactor;
}

const entrySchema = z.object({ formatVersion: z.literal(1), storedAt: z.number(), outputs: z.record(z.string(), z.json()) });

/** An executor that gives stored outputs where there are any, and stores those of each success. */
export function withCache(executor: Executor, options: CacheOptions): Executor {
  return {
    ...executor,
    async start(begin) {
      if (begin.planned.node.cache === undefined) return executor.start(begin);
      const key = cacheKey(begin, options.run);
      if (key === undefined) return executor.start(begin);
      const entry = path.join(options.folder, key);
      const stored = read(begin, entry, options);
      if (stored !== undefined) return { is: "reused", outputs: stored, status: "cached" };
      const end = await executor.start(begin);
      if (end.is === "succeeded" && !holdsSecret(end.outputs, options.redactor)) store(begin, end, entry, options);
      return end;
    },
  };
}

function holdsSecret(outputs: Values, redactor: Redactor): boolean {
  const values = recorded(outputs);
  return redactor.value(values) !== values;
}

/** The key; artifacts count by what they hold. */
function cacheKey(begin: AttemptStart, run: string): string | undefined {
  const { planned, flow } = begin;
  const isArtifact = (input: string): boolean => {
    const source = planned.node.inputs[input];
    const type = source === undefined ? undefined : typeOf(source, flow).type;
    return type === "artifact" || type === "artifacts";
  };
  try {
    return stepKey(begin, (input, value) => (isArtifact(input) ? contentHash(run, value) : value));
  } catch (error) {
    if (error instanceof EvaluationFault) return undefined;
    throw error;
  }
}

function contentHash(run: string, value: Value): unknown {
  if (Array.isArray(value)) return value.map((member) => contentHash(run, member as Value));
  const hash = createHash("sha256");
  addFile(path.join(run, String(value)), hash);
  return hash.digest("hex");
}

const chunk = Buffer.alloc(1 << 20);

function addFile(file: string, hash: ReturnType<typeof createHash>): void {
  const stats = fs.statSync(file);
  if (stats.isDirectory()) {
    for (const name of fs.readdirSync(file).sort()) {
      hash.update(`\0${name}\0`);
      addFile(path.join(file, name), hash);
    }
    return;
  }
  hash.update(`\0${stats.size}\0`);
  const handle = fs.openSync(file, "r");
  try {
    for (let count = fs.readSync(handle, chunk); count > 0; count = fs.readSync(handle, chunk)) hash.update(chunk.subarray(0, count));
  } finally {
    fs.closeSync(handle);
  }
}

function read(begin: AttemptStart, entry: string, { run, clock }: CacheOptions): Values | undefined {
  const { node } = begin.planned;
  const maxAge = node.cache?.maxAge === undefined ? Infinity : (parseDuration(node.cache.maxAge) ?? Infinity);
  let stored: z.infer<typeof entrySchema>;
  try {
    stored = entrySchema.parse(JSON.parse(fs.readFileSync(path.join(entry, "entry.json"), "utf8")));
  } catch {
    return undefined;
  }
  if (clock() - stored.storedAt > maxAge) return undefined;
  const own = `steps/${begin.instance.path}/cached`;
  fs.rmSync(path.join(run, own), { recursive: true, force: true });
  for (const name of artifactOutputs(begin)) {
    const from = path.join(entry, "artifacts", name);
    if (!fs.existsSync(from)) return undefined;
    fs.cpSync(from, path.join(run, own, name), { recursive: true, verbatimSymlinks: true });
  }
  // The entry may be of an older program, or of another hand: it is checked like what a command wrote.
  const checked = checkOutputs(node, (name, { type }) => {
    if (type === "artifact") return { artifact: `${own}/${name}` };
    const value = stored.outputs[name] as Json | undefined;
    return value === undefined ? undefined : { value };
  });
  return "outputs" in checked ? checked.outputs : undefined;
}

function store(begin: AttemptStart, { outputs }: Extract<AttemptEnd, { is: "succeeded" }>, entry: string, options: CacheOptions): void {
  const temporary = `${entry}.${process.pid}.tmp`;
  const artifacts = artifactOutputs(begin);
  fs.rmSync(temporary, { recursive: true, force: true });
  fs.mkdirSync(path.join(temporary, "artifacts"), { recursive: true });
  for (const name of artifacts)
    fs.cpSync(path.join(options.run, String(outputs[name])), path.join(temporary, "artifacts", name), {
      recursive: true,
      verbatimSymlinks: true,
    });
  const values = Object.fromEntries(Object.entries(outputs).filter(([name]) => !artifacts.includes(name)));
  fs.writeFileSync(path.join(temporary, "entry.json"), JSON.stringify({ formatVersion: 1, storedAt: options.clock(), outputs: values }));
  fs.rmSync(entry, { recursive: true, force: true });
  fs.renameSync(temporary, entry);
}
