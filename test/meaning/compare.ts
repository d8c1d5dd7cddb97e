/** Holds a run against what its case expects. */
import { isDeepStrictEqual } from "node:util";
import type { ExpectedRun, ExpectedStep } from "./expected.ts";
import type { SeenRun, SeenStep } from "./run-record.ts";

const ran = new Set(["succeeded", "cached", "failed", "cancelled", "running", "waiting"]);

/** What differs, a sentence each. `earlier` gives the runs of the case that were made before. */
export function differences(
  expected: ExpectedRun,
  seen: SeenRun,
  earlier: (name: string) => SeenRun | undefined = () => undefined,
): readonly string[] {
  const steps = new Map(seen.steps.map((step) => [step.path, step]));
  const found =
    expected.status === "may" || expected.status === seen.status ? [] : [`the run is ${seen.status}, expected ${expected.status}`];
  found.push(...twice(seen));
  for (const [path, step] of Object.entries(expected.steps)) found.push(...stepDifferences(path, step, steps.get(path)));
  found.push(...countDifferences(expected, seen));
  found.push(...orderDifferences(expected, steps));
  for (const text of expected.never ?? []) if (JSON.stringify(seen).includes(text)) found.push(`the record holds ${JSON.stringify(text)}`);
  for (const [run, path, output] of expected.same ?? []) {
    const before = earlier(run)?.steps.find((step) => step.path === path)?.outputs[output];
    const now = steps.get(path)?.outputs[output];
    if (before === undefined || !isDeepStrictEqual(before, now))
      found.push(`${path}: output "${output}" is ${JSON.stringify(now)}, in run "${run}" it was ${JSON.stringify(before)}`);
  }
  return found;
}

function twice({ steps }: SeenRun): readonly string[] {
  const paths = steps.map(({ path }) => path);
  return paths.filter((path, index) => paths.indexOf(path) !== index).map((path) => `${path} is there twice`);
}

function stepDifferences(path: string, expected: ExpectedStep, seen: SeenStep | undefined): readonly string[] {
  const wanted = [expected.status].flat();
  if (seen === undefined) return wanted.includes("may") ? [] : [`${path} is not there, expected ${wanted.join(" or ")}`];
  const found: string[] = [];
  const last = seen.attempts.at(-1);
  if (!wanted.includes("may") && !wanted.some((status) => status === seen.status)) {
    const said = last?.message === undefined ? "" : ` (${last.message})`;
    found.push(`${path} is ${seen.status}${said}, expected ${wanted.join(" or ")}`);
  }
  if (expected.attempts !== undefined && expected.attempts !== seen.attempts.length)
    found.push(`${path} has ${seen.attempts.length} attempts, expected ${expected.attempts}`);
  if (expected.exitCode !== undefined && expected.exitCode !== last?.exitCode)
    found.push(`${path} ended with ${last?.exitCode}, expected ${expected.exitCode}`);
  if (expected.reason !== undefined && expected.reason !== last?.reason)
    found.push(`${path} ended because of "${last?.reason}", expected "${expected.reason}"`);
  if (expected.outputs !== undefined) found.push(...outputDifferences(path, expected.outputs, seen.outputs));
  return found;
}

function outputDifferences(path: string, expected: NonNullable<ExpectedStep["outputs"]>, seen: SeenStep["outputs"]): readonly string[] {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(seen)])];
  return names
    .filter((name) => !(expected[name] === "may" && name in seen) && !isDeepStrictEqual(expected[name], seen[name]))
    .map((name) => `${path}: output "${name}" is ${JSON.stringify(seen[name])}, expected ${JSON.stringify(expected[name])}`);
}

/** Instances that ran and are not in `steps` are in `counts`, and as many as it says succeeded. */
function countDifferences(expected: ExpectedRun, seen: SeenRun): readonly string[] {
  const counts = new Map(Object.keys(expected.counts ?? {}).map((pattern) => [pattern, 0]));
  const found: string[] = [];
  for (const { path, status } of seen.steps) {
    const pattern = path.replace(/\[\d+\]/g, "[*]");
    const count = counts.get(pattern);
    if (count !== undefined) counts.set(pattern, count + (status === "succeeded" ? 1 : 0));
    else if (ran.has(status) && !(path in expected.steps)) found.push(`${path} ran (${status}), which nothing expects`);
  }
  for (const [pattern, count] of counts)
    if (count !== expected.counts?.[pattern]) found.push(`${count} of ${pattern} succeeded, expected ${expected.counts?.[pattern]}`);
  return found;
}

function orderDifferences(expected: ExpectedRun, steps: ReadonlyMap<string, SeenStep>): readonly string[] {
  const found: string[] = [];
  for (const [before, after] of expected.order ?? [])
    if (!endedBefore(steps.get(before), steps.get(after))) found.push(`${after} began before ${before} had ended`);
  for (const group of expected.apart ?? [])
    for (const [index, one] of group.entries())
      for (const other of group.slice(index + 1))
        if (!endedBefore(steps.get(one), steps.get(other)) && !endedBefore(steps.get(other), steps.get(one)))
          found.push(`${one} and ${other} were at work at a time`);
  return found;
}

/** Whether both ran, one after the other. Times are to the second on some engines. */
function endedBefore(one: SeenStep | undefined, other: SeenStep | undefined): boolean {
  const end = one?.attempts.at(-1)?.finishedAt;
  const start = other?.attempts[0]?.startedAt;
  return end !== undefined && start !== undefined && second(end) <= second(start);
}

function second(time: string): number {
  return Math.floor(Date.parse(time) / 1000);
}
