/** Folders of tests: made with files, and described by all that lies in them. */
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

/** A new folder, gone when the test ends. */
export function newFolder(): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "millwright-test-")));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Texts of files by path. */
export type Files = Readonly<Record<string, string>>;

/** Writes files below a folder. */
export function writeFiles(folder: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
}

/** Every path below a folder with its rights, and of files the time of change and the content: equal only where no file was touched. */
export function describeFolder(folder: string): readonly string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const { mode, mtimeMs } = fs.lstatSync(file);
      const content = entry.isFile()
        ? createHash("sha256").update(fs.readFileSync(file)).digest("hex")
        : entry.isSymbolicLink()
          ? fs.readlinkSync(file)
          : "folder";
      return `${path.relative(folder, file)} ${mode.toString(8)} ${entry.isDirectory() ? "" : mtimeMs} ${content}`;
    })
    .sort();
}
