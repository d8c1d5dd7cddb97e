import fs from "node:fs";
import path from "node:path";
import { didYouMean, list } from "../../compiler/diagnostics/suggest.ts";
import type { Context } from "../context.ts";
import { mayBeKept, toAddByHand } from "../init/by-hand.ts";
import { completePackage } from "../init/complete-package.ts";
import { type TemplateFile, templateFiles, templateNames } from "../init/templates.ts";
import { note, print, printJson } from "../output.ts";
import { unknownTemplate, wouldOverwrite } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";
import { version } from "../version.ts";
import { writeFileWhole, writeNewFiles } from "../write-file.ts";

export interface InitFlags {
  readonly template?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly format?: "human" | "json";
}

/** What becomes of each file of the template. */
interface Beginning {
  readonly added: readonly TemplateFile[];
  /** A package.json that npm made, completed; undefined where there is none, or one of somebody's own. */
  readonly completed: TemplateFile | undefined;
  readonly kept: readonly KeptFile[];
}

interface KeptFile {
  readonly path: string;
  /** What it lacks, a line each. */
  readonly add: readonly string[];
}

/**
 * Writes a template into a folder, and leaves what is there: of package.json and the like it says what to add by hand. Nothing is written where a file of the
 * platform itself is there. Throws cli/unknown-template, cli/would-overwrite, cli/cannot-write.
 */
export async function init(this: Context, flags: InitFlags, folder = "."): Promise<void> {
  const names = templateNames();
  const template = flags.template ?? "churn";
  if (!names.includes(template)) {
    const help = didYouMean(template, names);
    throw new UsageError(unknownTemplate.at(null, { name: template }, help === undefined ? {} : { help }));
  }
  const place = path.resolve(this.folder, folder);
  const beginning = beginningIn(place, templateFiles(template, { name: packageName(place), version: version() }));
  const { added, completed, kept } = beginning;
  const count = added.length + (completed === undefined ? 0 : 1);
  if (flags.dryRun !== true && !(await agreed(this, flags, place, count))) {
    note(this, "Nothing was written.");
    return;
  }
  if (flags.dryRun !== true) {
    writeNewFiles(added.map((file) => ({ file: path.join(place, file.path), text: file.text })));
    if (completed !== undefined) writeFileWhole(path.join(place, completed.path), completed.text);
  }
  const files = [...added, ...(completed === undefined ? [] : [completed])].map((file) => file.path).sort();
  if (flags.json === true || flags.format === "json") {
    printJson(this, { folder: place, template, written: flags.dryRun !== true, files, kept });
    return;
  }
  const marks = [...files.map((file) => [file === completed?.path ? "~" : "+", file]), ...kept.map((file) => ["=", file.path])];
  print(this, ...marks.map(([mark, file]) => `${mark} ${file}`));
  print(this, ...sayKept(kept));
  if (flags.dryRun === true) print(this, `${count} files would be written to ${place}.`);
  else
    print(
      this,
      `${count} files written to ${place}. Next:`,
      "  npm install",
      "  npx millwright check",
      "  npx millwright test",
      "  npx millwright build",
    );
}

function beginningIn(place: string, files: readonly TemplateFile[]): Beginning {
  const completed = completedPackage(place, files);
  const there = files.filter((file) => file.path !== completed?.path && isThere(path.join(place, file.path)));
  const ofPlatform = there.map((file) => file.path).filter((file) => !mayBeKept(file));
  if (ofPlatform.length > 0) throw new UsageError(wouldOverwrite.at(null, { folder: place, files: list(ofPlatform, "and") }));
  return {
    added: files.filter((file) => file.path !== completed?.path && !there.includes(file)),
    completed,
    kept: there.map((file) => ({ path: file.path, add: toAddByHand(file, readText(path.join(place, file.path))) })),
  };
}

function sayKept(kept: readonly KeptFile[]): readonly string[] {
  const lacking = kept.filter(({ add }) => add.length > 0);
  if (lacking.length === 0) return [];
  return [
    "What was there is as it was. Add by hand:",
    ...lacking.flatMap(({ path, add }) => [`  ${path}`, ...add.map((line) => `    ${line}`)]),
  ];
}

async function agreed({ ask }: Context, { yes }: InitFlags, place: string, count: number): Promise<boolean> {
  if (yes === true || ask === undefined) return true;
  const answer = await ask(`Write ${count} files to ${place}? [Y/n] `);
  return /^\s*(y|yes)?\s*$/i.test(answer);
}

function completedPackage(place: string, files: readonly TemplateFile[]): TemplateFile | undefined {
  const template = files.find((file) => file.path === packageFile);
  const there = path.join(place, packageFile);
  if (template === undefined || !isThere(there) || !fs.lstatSync(there).isFile()) return undefined;
  const text = completePackage(readText(there), template.text);
  return text === undefined ? undefined : { path: packageFile, text };
}

const packageFile = "package.json";

/** The text; "" where it cannot be read: then it lacks everything. */
function readText(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** A broken link is there as well. What cannot be looked at is found out when it is written. */
function isThere(file: string): boolean {
  try {
    return fs.lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

/** A name that npm takes, of the folder's own. */
function packageName(place: string): string {
  const name = path
    .basename(place)
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[._-]+|[._-]+$/g, "");
  return name === "" || name === "node_modules" ? "platform" : name;
}
