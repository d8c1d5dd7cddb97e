import fs from "node:fs";
import path from "node:path";
import type { Change } from "../../compiler/artifact.ts";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { didYouMean } from "../../compiler/diagnostics/suggest.ts";
import { textDiff } from "../../compiler/diff/text-diff.ts";
import { withoutProgramHash } from "../../compiler/diff/without-program-hash.ts";
import type { Compiled } from "../../compiler/index.ts";
import { activeErrors } from "../active-findings.ts";
import type { BuildFlags } from "../build/build-flags.ts";
import { type Context, exit } from "../context.ts";
import { print, printJson, printText } from "../output.ts";
import { compileProject, findRoot, outputFolder } from "../project.ts";
import { type Chosen, chooseDefinitions, isChosen } from "../select-definitions.ts";
import type { WritePlan } from "../services.ts";
import { styleFor } from "../style.ts";
import { conflictingOptions, unknownTarget } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";
import { watchRounds } from "../watch.ts";

/** Writes the artifacts that changed, or with `--check` says which would; exits 1 where there are errors or stale artifacts. */
export async function build(this: Context, flags: BuildFlags): Promise<void> {
  if (flags.why !== undefined) {
    const { whyChanged } = await import("../build/why-changed.ts");
    return whyChanged(this, flags, flags.why);
  }
  if (flags.watch !== true) {
    await buildOnce(this, flags);
    return;
  }
  if (flags.check === true)
    throw new UsageError(conflictingOptions.at(null, { one: "--watch", other: "--check", reason: "one writes, the other must not" }));
  let folder: string | undefined;
  await watchRounds(this, {
    root: findRoot(this, flags.root),
    ignored: () => (folder === undefined ? [] : [folder]),
    round: async () => {
      this.process.exitCode = exit.clean;
      folder = await buildOnce(this, flags);
    },
  });
}

/** Gives the output folder. */
async function buildOnce(context: Context, flags: BuildFlags): Promise<string> {
  const { target = [], out } = flags;
  const { root, compiled } = await compileProject(context, flags, target.length > 0 ? { targets: target } : {});
  refuseUnknownTargets(compiled, target);
  const chosen = await chooseDefinitions(context, root, compiled, flags);
  const folder = outputFolder(root, compiled, context, out);
  const unsettled = compiled.diagnostics.filter(({ definition }) => isChosen(chosen, definition === undefined ? [] : [definition]));
  const partial = chosen.ids !== undefined || target.length + (flags.env ?? []).length > 0;
  const { diagnostics: found } = await context.services.settle(compiled, unsettled, { partial });
  const result: Result = { root, folder, compiled, diagnostics: found, changes: [] };
  if (hasErrors(found)) await report(context, flags, result);
  else await write(context, flags, result, chosen);
  return folder;
}

interface Result {
  readonly root: string;
  readonly folder: string;
  readonly compiled: Compiled;
  readonly diagnostics: readonly Diagnostic[];
  readonly changes: readonly Change[];
}

async function write(context: Context, flags: BuildFlags, result: Result, chosen: Chosen): Promise<void> {
  const { services } = context;
  const { compiled, folder } = result;
  const plan: WritePlan = await services.planWrite({
    root: result.root,
    folder,
    artifacts: compiled.artifacts.filter(({ from }) => isChosen(chosen, from)),
    keep: keptFiles(compiled, chosen, flags),
  });
  const diagnostics = [...result.diagnostics, ...plan.diagnostics];
  if (flags.check !== true && !hasErrors(diagnostics)) diagnostics.push(...(await plan.apply()));
  await report(context, flags, { ...result, diagnostics, changes: plan.changes });
}

/**
 * Which files of earlier builds stay although this one does not make them
 *
 * A build of everything keeps none. A narrowed one knows nothing of other environments, targets and definitions, so it leaves their files alone.
 */
function keptFiles(
  { environments, artifacts }: Compiled,
  { ids }: Chosen,
  { env = [], target = [] }: BuildFlags,
): (file: string) => boolean {
  if (ids === undefined && env.length === 0 && target.length === 0) return () => false;
  const built = new Set(environments.map(({ name }) => name));
  const unchosen = new Set(
    ids === undefined ? [] : artifacts.filter(({ from }) => !isChosen({ ids }, from)).map((artifact) => artifact.path),
  );
  return (file) => {
    const [environment = "", platform = ""] = file.split("/");
    if (env.length > 0 && !built.has(environment)) return true;
    if (target.length > 0 && !target.includes(platform)) return true;
    // Which definition a file came from that no definition makes any more is not known here.
    return ids !== undefined && (unchosen.has(file) || !artifacts.some((artifact) => artifact.path === file));
  };
}

async function report(context: Context, flags: BuildFlags, { root, folder, compiled, diagnostics, changes }: Result): Promise<void> {
  const findings = { diagnostics, sources: compiled.sources };
  const stale = changes.filter(({ action }) => action !== "keep");
  if (flags.json === true || flags.format === "json")
    printJson(context, {
      folder: path.relative(root, folder).split(path.sep).join("/") || ".",
      files: changes.map(({ path: file, action, bytes, from }) => ({ path: file, action, bytes, from })),
      diagnostics: await context.services.toJson(findings),
      timings: compiled.timings,
    });
  else {
    if (diagnostics.length > 0)
      printText(context, await context.services.render("human", findings, styleFor(context.process.stdout, context.environment)));
    if (hasErrors(diagnostics)) print(context, "Nothing was written.");
    else if (flags.check === true) print(context, ...sayStale(stale, compiled, folder, flags.full === true));
    else print(context, ...sayWritten(changes, path.relative(context.folder, folder) || "."));
  }
  context.process.exitCode = hasErrors(diagnostics) || (flags.check === true && stale.length > 0) ? exit.findings : exit.clean;
}

const signs = { create: "+", update: "~", delete: "-", keep: " " } as const;

function sayWritten(changes: readonly Change[], folder: string): readonly string[] {
  const changed = changes.filter(({ action }) => action !== "keep");
  const kept = changes.length - changed.length;
  if (changed.length === 0) return [`All ${kept} files in ${folder} are as they should be.`];
  return [
    ...changed.map(({ path: file, action }) => `${signs[action]} ${file}`),
    `${changed.length} of ${changes.length} files in ${folder} changed.`,
  ];
}

const reasons = {
  create: "is not there",
  update: "differs from what the definitions say",
  delete: "no definition makes it any more",
  keep: "",
} as const;
const mostLines = 40;

function sayStale(stale: readonly Change[], { artifacts }: Compiled, folder: string, full: boolean): readonly string[] {
  if (stale.length === 0) return ["All committed artifacts are up to date."];
  const texts = new Map(artifacts.map(({ path: file, text }) => [file, text]));
  const lines = stale.flatMap(({ path: file, action }) => {
    const before = action === "create" ? "" : readText(path.join(folder, file));
    const shownText = (text: string) => (full ? text : withoutProgramHash(text));
    const difference = action === "update" ? textDiff(shownText(before), shownText(texts.get(file) ?? before)) : [];
    const shown = full ? difference : difference.slice(0, mostLines);
    const more = difference.length - shown.length;
    return [
      `stale ${file}: ${reasons[action]}`,
      ...(shown.length === 0 ? [] : [`--- ${file} (committed)`, `+++ ${file} (compiled)`, ...shown]),
      ...(more === 0 ? [] : [`… ${more} more lines; --full shows them`]),
    ];
  });
  return [...lines, `${stale.length} stale ${stale.length === 1 ? "file" : "files"}. Run millwright build, and commit what it writes.`];
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return activeErrors(diagnostics).length > 0;
}

function refuseUnknownTargets({ configuration }: Compiled, wanted: readonly string[]): void {
  if (configuration === undefined) return;
  const known = configuration.targets.map(({ target }) => target);
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const help = didYouMean(unknown, known);
  throw new UsageError(unknownTarget.at(null, { name: unknown }, help === undefined ? {} : { help }));
}
