import fs from "node:fs";
import path from "node:path";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import type { Compiled } from "../../compiler/index.ts";
import { compareWithBaseline, defaultBaseline, writeBaseline } from "../baseline.ts";
import { type Context, exit } from "../context.ts";
import { note, print } from "../output.ts";
import { compileProject, findRoot, outputFolder } from "../project.ts";
import { chooseDefinitions, isChosen, type SelectFlags } from "../select-definitions.ts";
import type { Format } from "../services.ts";
import { styleFor } from "../style.ts";
import { badOption, conflictingOptions } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";
import { watchRounds } from "../watch.ts";
import { writeFileWhole } from "../write-file.ts";

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
  let { root, compiled } = await compileProject(context, flags, { now });
  if (flags.fix === true && (await fixFiles(context, root, compiled))) compiled = (await compileProject(context, flags, { now })).compiled;
  const chosen = await chooseDefinitions(context, root, compiled, flags);
  const all = compiled.diagnostics.filter(({ definition }) => isChosen(chosen, definition === undefined ? [] : [definition]));
  const diagnostics = withBaseline(context, flags, all);
  const style = styleFor(context.process.stdout, context.environment);
  print(context, await context.services.render(format, { diagnostics, sources: compiled.sources }, style));
  context.process.exitCode = exitCodeOf(diagnostics, flags.maxWarnings);
  return outputFolder(root, compiled, context);
}

function exitCodeOf(diagnostics: readonly Diagnostic[], maxWarnings: number | undefined): 0 | 1 {
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const warnings = diagnostics.length - errors;
  return errors > 0 || (maxWarnings !== undefined && warnings > maxWarnings) ? exit.findings : exit.clean;
}

/** Leaves out what the baseline holds; with `--write-baseline`, everything is in it from now on. */
function withBaseline(context: Context, flags: CheckFlags, all: readonly Diagnostic[]): readonly Diagnostic[] {
  if (flags.baseline === undefined && flags.writeBaseline !== true) return all;
  const file = path.resolve(context.folder, flags.baseline ?? path.join(findRoot(context, flags.root), defaultBaseline));
  if (flags.writeBaseline === true) {
    writeFileWhole(file, writeBaseline(all));
    note(context, `Wrote ${all.length} ${all.length === 1 ? "finding" : "findings"} to ${file}.`);
    return [];
  }
  const { fresh, known, gone } = compareWithBaseline(all, file);
  if (known > 0) note(context, `${known} ${known === 1 ? "finding is" : "findings are"} in the baseline and left out.`);
  if (gone > 0) note(context, `${gone} of the baseline ${gone === 1 ? "is" : "are"} gone: take it again with --write-baseline.`);
  return fresh;
}

/** Writes the safe fixes into the definitions; a file that changed since it was read stays as it is. Gives whether anything was written. */
async function fixFiles(context: Context, root: string, compiled: Compiled): Promise<boolean> {
  const { diagnostics, sources } = compiled;
  let written = 0;
  for (const [file, text] of await context.services.applyFixes({ diagnostics, sources })) {
    const place = path.resolve(root, file);
    if (fs.readFileSync(place, "utf8") !== sources.get(file)) {
      note(context, `${file} changed while it was checked; it was not fixed.`);
      continue;
    }
    writeFileWhole(place, text);
    note(context, `Fixed ${file}.`);
    written += 1;
  }
  return written > 0;
}

function momentOf(text: string): Date {
  const moment = new Date(text);
  if (!/^\d{4}-\d\d-\d\d([Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d))?$/.test(text) || Number.isNaN(moment.getTime()))
    throw new UsageError(badOption.at(null, { option: "--at", found: text, expected: 'a moment such as "2027-01-31T00:00:00Z"' }));
  return moment;
}
