import { inFlow, produce } from "./broken/in-flow.ts";
import { type BothWays, type BrokenCase, hasDefinition, type OnlyDefinition } from "./broken-case.ts";
import { diagnose, type Finding, hasCompiler } from "./diagnose.ts";
import type { Result } from "./result.ts";

const mark = "// here";

/** Two processes at once keep two cores busy; each case waits for a process of its own. */
const atOnce = 2;

/**
 * Our own diagnostics, held against the table: the sound definition is accepted, and each broken one is refused with its code on a marked
 * line, before anything is written.
 */
export async function checkOurs(cases: readonly BrokenCase[]): Promise<readonly Result[]> {
  const broken = cases.filter(hasDefinition);
  if (!hasCompiler()) {
    const detail = `there is no dist/main.js; "npm run build" makes it`;
    return broken.map((each) => ({ title: each.broken, outcome: "skipped", detail }));
  }
  const sound = inFlow(`${produce}\n  step("b", { image, inputs: { o: a.outputs.o }, command: ({ inputs }) => ["consume", inputs.o] });`);
  const checks = [
    () => resultOf("the sound definition", sound, {}, soundness),
    ...broken.map((each) => () => resultOf(each.broken, each.source, each.beside ?? {}, (found) => whatIsMissing(each, found))),
  ];
  return inTurn(checks);
}

async function resultOf(
  title: string,
  source: string,
  beside: Readonly<Record<string, string>>,
  judge: (found: readonly Finding[]) => string | undefined,
): Promise<Result> {
  try {
    const detail = judge(await diagnose(source, beside));
    return detail === undefined ? { title, outcome: "passed" } : { title, outcome: "failed", detail };
  } catch (error) {
    return { title, outcome: "failed", detail: error instanceof Error ? error.message : String(error) };
  }
}

function soundness(found: readonly Finding[]): string | undefined {
  return found.length === 0 ? undefined : `it should be accepted, but ${inWords(found)}`;
}

function whatIsMissing(broken: BothWays | OnlyDefinition, found: readonly Finding[]): string | undefined {
  const lines = markedLines(broken.source);
  if (found.some((each) => each.code === broken.code && lines.includes(each.line) && each.column > 0)) return undefined;
  return `"${broken.code}" should be reported on line ${lines.join(" or ")}, but ${inWords(found)}`;
}

/** The lines, from 1, of which one must hold the finding. */
export function markedLines(source: string): readonly number[] {
  return source.split("\n").flatMap((line, index) => (line.endsWith(mark) ? [index + 1] : []));
}

function inWords(found: readonly Finding[]): string {
  if (found.length === 0) return "nothing is";
  return found.map((each) => `"${each.code}" is on ${each.line}:${each.column}`).join(", ");
}

async function inTurn(checks: readonly (() => Promise<Result>)[]): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < checks.length; start += atOnce) {
    results.push(...(await Promise.all(checks.slice(start, start + atOnce).map((check) => check()))));
  }
  return results;
}
