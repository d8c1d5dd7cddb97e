import type { Artifact } from "../../compiler/artifact.ts";
import { diffPrograms } from "../../compiler/diff/diff-programs.ts";
import type { Compiled } from "../../compiler/index.ts";
import { activeErrors } from "../active-findings.ts";
import { type Context, exit } from "../context.ts";
import { changedFiles } from "../diff/changed-files.ts";
import type { Difference } from "../diff/difference.ts";
import { gpuChanges } from "../diff/gpu-changes.ts";
import { sayDifference } from "../diff/say-difference.ts";
import { writeMarkdown } from "../diff/write-markdown.ts";
import { note, print, printJson } from "../output.ts";
import { compileProject } from "../project.ts";
import { chooseDefinitions, compileBase, isChosen, type SelectFlags } from "../select-definitions.ts";
import { styleFor } from "../style.ts";

export interface DiffFlags extends SelectFlags {
  readonly context?: number;
  readonly full?: boolean;
  readonly exitCode?: boolean;
  readonly json?: boolean;
  readonly format?: "human" | "markdown" | "json";
}

/** Says what changed since the base; with `--exit-code`, exits 1 where something did. Exits 1 as well where the definitions have errors. */
export async function diff(this: Context, flags: DiffFlags): Promise<void> {
  const reference = flags.base ?? "HEAD";
  const format = flags.format ?? (flags.json === true ? "json" : "human");
  const { root, compiled } = await compileProject(this, flags);
  const errors = activeErrors(compiled.diagnostics);
  const base = await compileBase(this, root, reference, flags.env);
  const chosen = await chooseDefinitions(this, root, compiled, { ...flags, base: reference }, base);
  const removedToo = (id: string) =>
    chosen.ids === undefined || chosen.ids.has(id) || (!chosen.graph.has(id) && flags.select === undefined);
  const changes = diffPrograms(programsOf(base), programsOf(compiled)).filter(
    ({ definition }) => removedToo(definition) || (definition.startsWith("environment:") && flags.select === undefined),
  );
  const difference: Difference = {
    base: reference,
    changes,
    gpus: gpuChanges(programsOf(base), programsOf(compiled), changes),
    files: errors.length > 0 ? [] : changedFiles(artifactsOf(base, flags, chosen.ids), artifactsOf(compiled, flags, chosen.ids), flags),
    incomplete: errors.length,
  };
  if (format === "json") printJson(this, jsonOf(difference));
  else if (format === "markdown") print(this, writeMarkdown(difference));
  else print(this, ...sayDifference(difference, styleFor(this.process.stdout, this.environment)));
  if (errors.length > 0)
    note(this, `The definitions have ${errors.length} errors, so the difference is not complete: see millwright check.`);
  const changed = difference.changes.length > 0 || difference.files.length > 0;
  this.process.exitCode = errors.length > 0 || (flags.exitCode === true && changed) ? exit.findings : exit.clean;
}

function programsOf({ environments }: Compiled) {
  return environments.map(({ program }) => program);
}

function artifactsOf(
  { artifacts, environments }: Compiled,
  { env = [] }: DiffFlags,
  ids: ReadonlySet<string> | undefined,
): readonly Artifact[] {
  const names = new Set(environments.map(({ name }) => name));
  return artifacts
    .filter(({ path }) => env.length === 0 || names.has(path.split("/")[0] ?? ""))
    .filter(({ from }) => isChosen({ ids }, from));
}

function jsonOf({ base, changes, gpus, files, incomplete }: Difference): { readonly [member: string]: unknown } {
  return {
    base,
    complete: incomplete === 0,
    changes,
    gpus,
    files: files.map(({ path, action, added, removed, lines, more }) => ({ path, action, added, removed, diff: lines.join("\n"), more })),
  };
}
