import fs from "node:fs";
import path from "node:path";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import type { Compiled } from "../../compiler/index.ts";
import { activeErrors, activeWarnings } from "../active-findings.ts";
import { type Context, exit } from "../context.ts";
import { note, printText } from "../output.ts";
import { compileProject, findRoot, outputFolder } from "../project.ts";
import { chooseDefinitions, isChosen, type SelectFlags } from "../select-definitions.ts";
import type { Format } from "../services.ts";
import { styleFor } from "../style.ts";
import { badOption, brokenBaseline, conflictingOptions } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";
import { watchRounds } from "../watch.ts";
import { reasonOf, writeFileWhole } from "../write-file.ts";

const defaultBaseline = "millwright-baseline.json";

export interface CheckFlags extends SelectFlags {
  readonly fix?: boolean;
  readonly baseline?: string;
  readonly writeBaseline?: boolean;
  readonly maxWarnings?: number;
  readonly at?: string;
  readonly json?: boolean;
  readonly format?: Format;
  readonly watch?: boolean;
}

/** Checks the platform, writes the findings to standard output, and exits 1 where there are errors or too many warnings. */
export async function check(this: Context, flags: CheckFlags): Promise<void> {
  const now = flags.at === undefined ? this.now() : momentOf(flags.at);
  if (flags.watch !== true) {
    await checkOnce(this, flags, now);
    return;
  }
  if (flags.writeBaseline === true)
    throw new UsageError(conflictingOptions.at(null, { one: "--watch", other: "--write-baseline", reason: "a baseline is taken once" }));
  const root = findRoot(this, flags.root);
  let output: string | undefined;
  await watchRounds(this, {
    root,
    ignored: () => (output === undefined ? [] : [output]),
    round: async () => {
      this.process.exitCode = exit.clean;
      output = await checkOnce(this, flags, flags.at === undefined ? this.now() : now);
    },
  });
}

/** Gives the output folder, whose changes are none of the watcher's business. */
async function checkOnce(context: Context, flags: CheckFlags, now: Date): Promise<string> {
  const format = flags.format ?? (flags.json === true ? "json" : "human");
  let { root, compiled, diagnostics } = await findAll(context, flags, now);
  if (flags.fix === true && (await fixFiles(context, compiled, diagnostics)))
    ({ root, compiled, diagnostics } = await findAll(context, { ...flags, fix: false }, now));
  const style = styleFor(context.process.stdout, context.environment);
  printText(context, await context.services.render(format, { diagnostics, sources: compiled.sources }, style));
  context.process.exitCode = exitCodeOf(diagnostics, flags.maxWarnings);
  return outputFolder(root, compiled, context);
}

interface Findings {
  readonly root: string;
  readonly compiled: Compiled;
  readonly diagnostics: readonly Diagnostic[];
}

/** What there is to say of the chosen definitions. */
async function findAll(context: Context, flags: CheckFlags, now: Date): Promise<Findings> {
  const { root, compiled } = await compileProject(context, flags, { now, withoutPlans: true });
  const chosen = await chooseDefinitions(context, root, compiled, flags);
  const all = compiled.diagnostics.filter(({ definition }) => isChosen(chosen, definition === undefined ? [] : [definition]));
  const partial = chosen.ids !== undefined || (flags.env ?? []).length > 0;
  return { root, compiled, diagnostics: await settled(context, flags, { root, compiled, all, now, partial }) };
}

function exitCodeOf(diagnostics: readonly Diagnostic[], maxWarnings: number | undefined): 0 | 1 {
  const tooMany = maxWarnings !== undefined && activeWarnings(diagnostics).length > maxWarnings;
  return tooMany || activeErrors(diagnostics).length > 0 ? exit.findings : exit.clean;
}

interface Unsettled {
  readonly root: string;
  readonly compiled: Compiled;
  readonly all: readonly Diagnostic[];
  readonly now: Date;
  readonly partial: boolean;
}

/** What counts: after the config's severities, the comments that silence, and the baseline; with `--write-baseline`, everything is in it from now on. */
async function settled(
  context: Context,
  flags: CheckFlags,
  { root, compiled, all, now, partial }: Unsettled,
): Promise<readonly Diagnostic[]> {
  const file = path.resolve(context.folder, flags.baseline ?? path.join(root, defaultBaseline));
  const baseline =
    flags.baseline === undefined || flags.writeBaseline === true ? undefined : { file: flags.baseline, text: readBaselineFile(file) };
  const { diagnostics, baselined, mended, newBaseline } = await context.services.settle(compiled, all, {
    now,
    partial,
    ...(baseline !== undefined && { baseline }),
  });
  if (flags.writeBaseline === true) {
    writeFileWhole(file, newBaseline());
    note(context, `Wrote the findings to ${file}; name it with --baseline from now on.`);
    return diagnostics.filter(({ suppression }) => suppression !== undefined);
  }
  if (baselined > 0) note(context, `${baselined} ${baselined === 1 ? "finding is" : "findings are"} in the baseline and left out.`);
  if (mended > 0) note(context, `${mended} of the baseline ${mended === 1 ? "is" : "are"} gone: take it again with --write-baseline.`);
  return diagnostics;
}

function readBaselineFile(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(brokenBaseline.at(null, { file, reason: reasonOf(error) }));
  }
}

/** Writes the safe fixes into the definitions; a file that changed since it was read stays as it is. Gives whether anything was written. */
async function fixFiles(context: Context, { sources, top }: Compiled, diagnostics: readonly Diagnostic[]): Promise<boolean> {
  let written = 0;
  for (const [file, text] of await context.services.applyFixes({ diagnostics, sources })) {
    const place = path.resolve(top, file);
    if (presentText(place) !== sources.get(file)) {
      note(context, `${file} changed while it was checked; it was not fixed.`);
      continue;
    }
    writeFileWhole(place, text);
    note(context, `Fixed ${file}.`);
    written += 1;
  }
  return written > 0;
}

function presentText(file: string): string | undefined {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function momentOf(text: string): Date {
  const moment = new Date(text);
  if (!/^\d{4}-\d\d-\d\d([Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d))?$/.test(text) || Number.isNaN(moment.getTime()))
    throw new UsageError(badOption.at(null, { option: "--at", found: text, expected: 'a moment such as "2027-01-31T00:00:00Z"' }));
  return moment;
}
