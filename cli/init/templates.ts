/**
 * The templates of `init`: real files under `templates/<name>/`
 *
 * `dot-` before a name stands for a dot, and `.template` at its end is dropped: npm would change or obey such files inside a package.
 */
import fs from "node:fs";
import path from "node:path";

export interface TemplateFile {
  /** Relative to the new folder, with "/". */
  readonly path: string;
  readonly text: string;
}

/** Names of all templates, in order. */
export function templateNames(): readonly string[] {
  return fs
    .readdirSync(templatesFolder(), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** The files of a template in order of path, with `{{name}}` and the like replaced by `values`. */
export function templateFiles(template: string, values: Readonly<Record<string, string>>): readonly TemplateFile[] {
  const folder = path.join(templatesFolder(), template);
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((file) => ({ path: writtenName(file), text: filled(fs.readFileSync(path.join(folder, file), "utf8"), values) }))
    .sort((left, right) => (left.path < right.path ? -1 : 1));
}

function writtenName(file: string): string {
  return file
    .split(path.sep)
    .map((part) => part.replace(/^dot-/, ".").replace(/\.template$/, ""))
    .join("/");
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (hole, name: string) => values[name] ?? hole);
}

/** Beside `cli/init/` in the repository; beside the chunks or main.js in a bundle. */
function templatesFolder(): string {
  for (const place of ["../templates", "./templates"]) {
    const folder = path.join(import.meta.dirname, place);
    if (fs.existsSync(folder)) return folder;
  }
  throw new Error(`The templates are missing beside ${import.meta.dirname}: the package is not whole.`);
}
