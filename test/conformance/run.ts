import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { brokenAreas } from "./broken/index.ts";
import { checkEmitted } from "./check-emitted.ts";
import { checkOurs } from "./check-ours.ts";
import { checkUpstream } from "./check-upstream.ts";
import { type Checker, readyChecker } from "./checker.ts";
import { hasNewestDefinitions, newestDefinitions } from "./judge.ts";
import { checkBroken, checkPipelines } from "./kubeflow/check-pipelines.ts";
import { readyPython } from "./kubeflow/ready-python.ts";
import { page } from "./page.ts";
import { count, describe, type Result } from "./result.ts";

const root = join(import.meta.dirname, "..", "..");
const file = join(root, "docs", "conformance.md");

/** Runs the whole suite, says what came of it, and ends with the totals alone on the last line. */
async function main(words: readonly string[]): Promise<number> {
  const write = words.includes("--write");
  const unknown = words.find((word) => word !== "--write");
  if (unknown !== undefined) {
    process.stderr.write(`unknown argument "${unknown}"; usage: node test/conformance/run.ts [--write]\n`);
    return 2;
  }
  // Each case is a platform of its own: nothing of it is worth keeping.
  process.env["MILLWRIGHT_CACHE"] = "off";
  const [checker, building] = await checkerOrReason();
  process.stdout.write(`${typeof checker === "string" ? checker : whatJudges()}\n`);

  const cases = Object.values(brokenAreas).flat();
  const emitted = await guarded("emitted manifests", () => checkEmitted(checker));
  const upstream = await guarded("broken manifests", () => checkUpstream(checker, cases));
  const ours = await guarded("broken definitions", () => checkOurs(cases));
  const [python, packages] = await pythonOrReason();
  const pipelines = await guarded("emitted pipelines", () => checkPipelines(python, root));
  const brokenOnes = await guarded("broken pipelines", () => checkBroken(python));
  const sections: readonly (readonly [string, readonly Result[]])[] = [
    ["the checker", building],
    ["emitted manifests", emitted],
    ["broken manifests, by upstream code", upstream],
    ["broken definitions, by our diagnostics", ours],
    ["Kubeflow's Python packages", [packages]],
    ["emitted pipelines, by Kubeflow's messages and SDK", pipelines],
    ["broken pipelines, by Kubeflow's messages and SDK", brokenOnes],
    ["docs/conformance.md", [await checkPage(upstream, ours, write)]],
  ];
  for (const [heading, section] of sections) process.stdout.write(`${describe(heading, section)}\n`);
  const all = sections.flatMap(([, section]) => section);
  process.stdout.write(`${count(all, "passed")} passed, ${count(all, "failed")} failed, ${count(all, "skipped")} skipped\n`);
  return count(all, "failed") > 0 ? 1 : 0;
}

/** The checker, or why the rest does without; a checker that does not build is a failure, one that cannot be built here is not. */
async function checkerOrReason(): Promise<readonly [Checker | string, readonly Result[]]> {
  const title = "the checker";
  try {
    const ready = await readyChecker();
    if (!("reason" in ready)) return [ready, [{ title, outcome: "passed" }]];
    const detail = `not checked by upstream code: ${ready.reason}`;
    return [detail, [{ title, outcome: "skipped", detail }]];
  } catch (error) {
    return ["not checked by upstream code: the checker does not build", [{ title, outcome: "failed", detail: messageOf(error) }]];
  }
}

/** A Python with Kubeflow's packages, or why the pipelines go without. */
async function pythonOrReason(): Promise<readonly [string | { readonly reason: string }, Result]> {
  const title = "the packages";
  try {
    const ready = await readyPython();
    if ("python" in ready) return [ready.python, { title, outcome: "passed" }];
    return [ready, { title, outcome: "skipped", detail: `pipelines are not checked by Kubeflow's code: ${ready.reason}` }];
  } catch (error) {
    return [{ reason: "Kubeflow's packages do not install" }, { title, outcome: "failed", detail: messageOf(error) }];
  }
}

/** A section that breaks off counts as one failure, and the others still run. */
async function guarded(title: string, section: () => Promise<readonly Result[]>): Promise<readonly Result[]> {
  try {
    return await section();
  } catch (error) {
    return [{ title, outcome: "failed", detail: messageOf(error) }];
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function whatJudges(): string {
  const definitions = hasNewestDefinitions()
    ? `the CRDs of v4.0.5, then again with those in ${newestDefinitions} before them`
    : "the CRDs of v4.0.5";
  return `judged by Argo's linter v4.0.5 and ${definitions}`;
}

/** The page says only what was seen: it is held against the table when all of the table was, and written when nothing in it failed. */
async function checkPage(upstream: readonly Result[], ours: readonly Result[], write: boolean): Promise<Result> {
  const title = "the page";
  if (count(upstream, "failed") + count(ours, "failed") > 0)
    return { title, outcome: "skipped", detail: "a verdict differs from the table" };
  if (count(upstream, "skipped") > 0) return { title, outcome: "skipped", detail: "upstream code was not run" };
  const oursSeen = count(ours, "skipped") === 0;
  if (write) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, page(oursSeen));
  }
  const committed = await readFile(file, "utf8").catch(() => "");
  if (committed === page(oursSeen)) return { title, outcome: "passed" };
  if (!oursSeen && committed === page(true)) return { title, outcome: "skipped", detail: "our own diagnostics were not run" };
  return { title, outcome: "failed", detail: `it differs from the table; "node test/conformance/run.ts --write" writes it` };
}

process.exitCode = await main(process.argv.slice(2));
