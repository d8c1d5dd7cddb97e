import fs from "node:fs";
import path from "node:path";
import { didYouMean, list } from "../../compiler/diagnostics/suggest.ts";
import type { Context } from "../context.ts";
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

/** Writes a template into a folder; nothing where one of its files is there already, but for a package.json that npm made. Throws cli/unknown-template, cli/would-overwrite, cli/cannot-write. */
export async function init(this: Context, flags: InitFlags, folder = "."): Promise<void> {
  const names = templateNames();
  const template = flags.template ?? "churn";
  if (!names.includes(template)) {
    const help = didYouMean(template, names);
    throw new UsageError(unknownTemplate.at(null, { name: template }, help === undefined ? {} : { help }));
  }
  const place = path.resolve(this.folder, folder);
  const files = templateFiles(template, { name: packageName(place), version: version() });
  const completed = completedPackage(place, files);
  const added = files.filter((file) => file.path !== completed?.path);
  refuseToOverwrite(place, added);
  if (flags.dryRun !== true && !(await agreed(this, flags, place, files))) {
    note(this, "Nothing was written.");
    return;
  }
  if (flags.dryRun !== true) {
    writeNewFiles(added.map((file) => ({ file: path.join(place, file.path), text: file.text })));
    if (completed !== undefined) writeFileWhole(path.join(place, completed.path), completed.text);
  }
  if (flags.json === true || flags.format === "json") {
    printJson(this, { folder: place, template, written: flags.dryRun !== true, files: files.map((file) => file.path) });
    return;
  }
  print(this, ...files.map((file) => `${file.path === completed?.path ? "~" : "+"} ${file.path}`));
  if (flags.dryRun === true) print(this, `${files.length} files would be written to ${place}.`);
  else print(this, `${files.length} files written to ${place}. Next:`, "  npm install", "  npx millwright check", "  npx millwright build");
}

async function agreed({ ask }: Context, { yes }: InitFlags, place: string, files: readonly TemplateFile[]): Promise<boolean> {
  if (yes === true || ask === undefined) return true;
  const answer = await ask(`Write ${files.length} files to ${place}? [Y/n] `);
  return /^\s*(y|yes)?\s*$/i.test(answer);
}

/** The package.json that npm made, completed; undefined where there is none, or one of somebody's own. */
function completedPackage(place: string, files: readonly TemplateFile[]): TemplateFile | undefined {
  const template = files.find((file) => file.path === packageFile);
  const there = path.join(place, packageFile);
  if (template === undefined || !isThere(there) || !fs.lstatSync(there).isFile()) return undefined;
  const text = completePackage(readText(there), template.text);
  return text === undefined ? undefined : { path: packageFile, text };
}

const packageFile = "package.json";

function readText(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    // What cannot be read is not completed, so it is refused as what is there.
    return "";
  }
}

function refuseToOverwrite(place: string, files: readonly TemplateFile[]): void {
  const there = files.map((file) => file.path).filter((file) => isThere(path.join(place, file)));
  if (there.length > 0) throw new UsageError(wouldOverwrite.at(null, { folder: place, files: list(there, "and") }));
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
