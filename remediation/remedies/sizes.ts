/** Which field of a definition is changed against a class of failure, and to what: from the definition and from what the platform measured, never from a log. */
import type { PropertyPath } from "../../compiler/diff/described.ts";
import type { Flow, GpuPool, Step } from "../../compiler/program.ts";
import type { Asked, Measured } from "../../runs/read/observation.ts";
import { parseDuration, parseMemory } from "../../schema/words/quantities.ts";
import type { FailureClass } from "../classes.ts";
import type { Proposal, Scalar } from "../proposal.ts";
import { raisedMemory, raisedSeconds } from "./raise.ts";

export interface Situation {
  readonly flow: Flow;
  readonly step: Step;
  /** The pool that the step's GPUs are of, where it asks for some. */
  readonly pool: GpuPool | undefined;
  readonly asked: Asked;
  readonly measured: Measured;
}

export type Size = Pick<Proposal, "from" | "to" | "formula" | "observed" | "bound"> & {
  readonly path: PropertyPath;
  /** The field is the flow's own. */
  readonly ofFlow?: true;
  /** A person has to look, whatever said so. */
  readonly review?: true;
};

/** The change, or in a sentence why there is none. */
type SizeOf = (situation: Situation) => Size | string;

export const sizes: { readonly [name in FailureClass]?: SizeOf } = {
  "mem.container_oom": memory,
  "mem.host_oom": memory,
  "mem.shm": sharedMemory,
  "mem.spark_overhead": overhead,
  "mem.driver_result": resultSize,
  "disk.evicted": ephemeralStorage,
  "time.deadline": deadline,
  "net.transient": attempts,
  "node.lost": attempts,
};

function memory({ step, pool, asked, measured }: Situation): Size | string {
  if (step.kind === "spark")
    return "Of a Spark step nothing says whether the driver or an executor ran out: its sizes are changed by hand.";
  const from = step.resources.memory;
  if (from === undefined) return `Step "${step.name}" says no memory, so there is nothing to raise: say "resources.memory".`;
  const changed = movedOn("resources.memory", from, asked.memory, parseMemory);
  if (changed !== undefined) return changed;
  const peak = measured.peakMemoryBytes;
  const bound = pool && { most: pool.node.memory, because: `a node of pool "${pool.name}" has no more` };
  return withinBound({
    path: ["resources", "memory"],
    from,
    to: raisedMemory(from, peak) ?? from,
    formula: "double, at least peak × 1.2 + 100Mi",
    observed: { memory: from, ...(peak !== undefined && { peakMemoryBytes: peak }) },
    bound: bound ?? null,
  });
}

/** Memory-backed, so it counts to the limit of the step's memory: at most half of that. */
function sharedMemory({ step }: Situation): Size | string {
  const { memory: limit, sharedMemory: from } = step.resources;
  const bytes = limit === undefined ? undefined : parseMemory(limit);
  if (limit === undefined || bytes === undefined)
    return `Shared memory counts to the memory of step "${step.name}", which says none: say "resources.memory" first.`;
  const half = Math.floor(bytes / 2 / 2 ** 20);
  const wanted = from === undefined ? Math.floor(half / 2) : Math.floor(((parseMemory(from) ?? 0) * 2) / 2 ** 20);
  return withinBound({
    path: ["resources", "sharedMemory"],
    from: from ?? null,
    to: inMebibytes(wanted),
    formula: from === undefined ? "a quarter of the memory" : "double, at most half of the memory",
    observed: { memory: limit, ...(from !== undefined && { sharedMemory: from }) },
    bound: { most: inMebibytes(half), because: `it counts to the ${limit} of memory` },
  });
}

function overhead({ step: { name, program } }: Situation): Size | string {
  const from = program.kind === "spark" ? program.executor.overhead : undefined;
  if (from === undefined) return `Step "${name}" says no "executor.overhead", so there is nothing to raise: say it.`;
  return doubled(["executor", "overhead"], from, "double");
}

function resultSize({ step: { name, program } }: Situation): Size | string {
  if (program.kind !== "spark" || program.driver.maxResultSize === undefined)
    return `Step "${name}" says no "driver.maxResultSize", so there is nothing to raise: say it.`;
  const half = Math.floor((parseMemory(program.driver.memory) ?? 0) / 2 / 2 ** 20);
  const bound = { most: inMebibytes(half), because: `the driver has ${program.driver.memory}` };
  const size = doubled(["driver", "maxResultSize"], program.driver.maxResultSize, "double, at most half of the driver's memory");
  return typeof size === "string" ? size : withinBound({ ...size, bound });
}

function ephemeralStorage({ step, asked }: Situation): Size | string {
  const from = step.resources.ephemeralStorage;
  if (from === undefined)
    return `Step "${step.name}" says no "resources.ephemeralStorage", so the node's own disk was full: ask who runs it.`;
  return (
    movedOn("resources.ephemeralStorage", from, asked.ephemeralStorage, parseMemory) ??
    doubled(["resources", "ephemeralStorage"], from, "double, up to the node's disk")
  );
}

/** The step's own, else the flow's. Whether it made progress nobody measured: a person looks. */
function deadline({ flow, step, asked }: Situation): Size | string {
  const from = step.timeout ?? flow.timeout;
  if (from === undefined)
    return `Neither step "${step.name}" nor flow "${flow.name}" says a timeout: the deadline is not the definition's.`;
  const seconds = (parseDuration(from) ?? 0) / 1000;
  const ran = asked.deadlineSeconds;
  if (ran !== undefined && ran !== seconds)
    return `The deadline was ${ran} s, and "timeout" says "${from}" by now: it was another one, or it changed since the run.`;
  return {
    path: ["timeout"],
    from,
    to: inDuration(raisedSeconds(seconds)),
    formula: "half as much again, where progress was seen",
    observed: { timeout: from },
    bound: null,
    review: true,
    ...(step.timeout === undefined && { ofFlow: true as const }),
  };
}

const enoughAttempts = 3;

function attempts({ step }: Situation): Size | string {
  const from = step.retry?.limit ?? null;
  if (!step.idempotent) return `Step "${step.name}" is not idempotent: whether it may run again, a person has to know.`;
  if (from !== null && from >= enoughAttempts) return `Step "${step.name}" has ${from} retries already: more would only hide the cause.`;
  return {
    path: ["retry", "limit"],
    from,
    to: enoughAttempts,
    formula: `${enoughAttempts} retries`,
    observed: { retries: from ?? 0 },
    bound: { most: String(enoughAttempts), because: "more would only hide the cause" },
  };
}

function doubled(path: PropertyPath, from: string, formula: string): Size | string {
  const to = raisedMemory(from, undefined);
  return to === null
    ? `"${path.join(".")}" is "${from}", which is no amount of memory.`
    : { path, from, to, formula, observed: {}, bound: null };
}

/** As much as the bound allows; nothing where that is no raise. */
function withinBound(size: Size): Size | string {
  const { from, to, bound, path } = size;
  const [most, wanted, now] = [bound?.most, to, from].map((value) => (typeof value === "string" ? parseMemory(value) : undefined));
  if (bound === null || most === undefined || wanted === undefined || wanted <= most) return size;
  if (now !== undefined && now >= most)
    return `"${path.join(".")}" is "${from}" already, and at most "${bound.most}" fits: ${bound.because}.`;
  return { ...size, to: bound.most };
}

/** A value that was changed after the run may have been mended already. */
function movedOn(field: string, now: string, then: string | undefined, bytes: (text: string) => number | undefined): string | undefined {
  if (then === undefined || bytes(then) === bytes(now)) return undefined;
  return `The run had "${then}" for "${field}", and the definition says "${now}" by now: run it again first.`;
}

function inMebibytes(mebibytes: number): string {
  return mebibytes % 1024 === 0 && mebibytes > 0 ? `${mebibytes / 1024}Gi` : `${mebibytes}Mi`;
}

function inDuration(seconds: number): Scalar {
  if (seconds % 3600 === 0) return `${seconds / 3600}h`;
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}
