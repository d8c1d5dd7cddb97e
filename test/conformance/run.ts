import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brokenAreas } from "./broken/index.ts";
import { checkEmitted } from "./check-emitted.ts";
import { checkOurs } from "./check-ours.ts";
import { checkUpstream } from "./check-upstream.ts";
import { type Checker, readyChecker } from "./checker.ts";
import { hasNewestDefinitions, newestDefinitions } from "./judge.ts";
import { page } from "./page.ts";
import { count, describe, type Result } from "./result.ts";

const file = join(import.meta.dirname, "..", "..", "docs", "conformance.md");

/** Runs the whole suite, says what came of it, and ends with the totals alone on the last line. */
async function main(words: readonly string[]): Promise<number> {
  const write = words.includes("--write");
  const unknown = words.find((word) => word !== "--write");
  if (unknown !== undefined) {
    process.stderr.write(`unknown argument "${unknown}"; usage: node test/conformance/run.ts [--write]\n`);
    return 2;
  }
  const checker = await checkerOrReason();
  process.stdout.write(`${typeof checker === "string" ? checker : whatJudges()}\n`);

  const cases = Object.values(brokenAreas).flat();
  const sections: readonly (readonly [string, readonly Result[]])[] = [
    ["emitted manifests", await checkEmitted(checker)],
    ["broken manifests, by upstream code", await checkUpstream(checker, cases)],
    ["broken definitions, by our diagnostics", await checkOurs(cases)],
  ];
  const results = sections.flatMap(([, section]) => section);
  const onPage = await checkPage(sections[1]?.[1] ?? [], sections[2]?.[1] ?? [], write);
  for (const [heading, section] of [...sections, ["docs/conformance.md", [onPage]] as const]) {
    process.stdout.write(`${describe(heading, section)}\n`);
  }
  const all = [...results, onPage];
  process.stdout.write(`${count(all, "passed")} passed, ${count(all, "failed")} failed, ${count(all, "skipped")} skipped\n`);
  return count(all, "failed") > 0 ? 1 : 0;
}

async function checkerOrReason(): Promise<Checker | string> {
  const ready = await readyChecker();
  return "reason" in ready ? `not checked by upstream code: ${ready.reason}` : ready;
}

function whatJudges(): string {
  const definitions = hasNewestDefinitions() ? `the CRDs in ${newestDefinitions}, else those of v4.0.5` : "the CRDs of v4.0.5";
  return `judged by Argo's linter v4.0.5 and ${definitions}`;
}

/** The page says only what was seen: it is held against the table when all of the table was, and written when nothing in it failed. */
async function checkPage(upstream: readonly Result[], ours: readonly Result[], write: boolean): Promise<Result> {
  const title = "the page";
  if (count(upstream, "failed") + count(ours, "failed") > 0)
    return { title, outcome: "skipped", detail: "a verdict differs from the table" };
  if (count(upstream, "skipped") > 0) return { title, outcome: "skipped", detail: "upstream code was not run" };
  const oursSeen = count(ours, "skipped") === 0;
  if (write) await writeFile(file, page(oursSeen));
  const committed = await readFile(file, "utf8").catch(() => "");
  if (committed === page(oursSeen)) return { title, outcome: "passed" };
  if (!oursSeen && committed === page(true)) return { title, outcome: "skipped", detail: "our own diagnostics were not run" };
  return { title, outcome: "failed", detail: `it differs from the table; "node test/conformance/run.ts --write" writes it` };
}

process.exitCode = await main(process.argv.slice(2));
