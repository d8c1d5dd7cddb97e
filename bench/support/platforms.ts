/** Generated platforms in a folder of their own that goes when the process ends, and the commands that build them. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { generateFloor, generatePlatform, generatePortablePlatform } from "./generate-platform.ts";
import type { Command } from "./measure.ts";

const repository = path.dirname(path.dirname(import.meta.dirname));

/** The command as it is installed. */
export const millwright = path.join(repository, "dist/main.js");

export interface Platform {
  readonly folder: string;
  /** `millwright` with these words, its caches in a folder of the platform's own; `cold` takes artifacts and caches away first. */
  command(words: readonly string[], options?: { readonly cold?: boolean; readonly before?: () => void }): Command;
}

/** A new empty folder. */
export function temporaryFolder(): string {
  if (!fs.existsSync(millwright)) throw new Error("There is no dist/main.js: run npm run build first.");
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "millwright-bench-"));
  process.once("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A platform of `count` flows. */
export function newPlatform(count: number, environments?: readonly string[]): Platform {
  return platformOf((root) => generatePlatform(root, count, environments));
}

/** A platform of `count` flows that all of these targets can say. */
export function newPortablePlatform(count: number, targets: readonly string[]): Platform {
  return platformOf((root) => generatePortablePlatform(root, count, targets));
}

function platformOf(generate: (root: string) => void): Platform {
  const folder = temporaryFolder();
  const root = path.join(folder, "platform");
  const caches = path.join(folder, "cache");
  generate(root);
  return {
    folder: root,
    command: (words, { cold = false, before } = {}) => ({
      words: [process.execPath, millwright, ...words],
      folder: root,
      environment: { XDG_CACHE_HOME: caches },
      before: () => {
        if (cold) for (const gone of [path.join(root, "deploy"), ...keptBuilds(caches)]) fs.rmSync(gone, { recursive: true, force: true });
        before?.();
      },
    }),
  };
}

/** What earlier builds kept; not what Node compiled of the command, which is of no platform. */
function keptBuilds(caches: string): readonly string[] {
  const all = path.join(caches, "millwright");
  if (!fs.existsSync(all)) return [];
  return fs
    .readdirSync(all)
    .filter((name) => name !== "code")
    .map((name) => path.join(all, name));
}

/** What builds the same manifests in plain TypeScript, without a check. */
export function newFloor(count: number): Command {
  const folder = temporaryFolder();
  generateFloor(folder, count);
  fs.symlinkSync(path.join(repository, "node_modules"), path.join(folder, "node_modules"));
  return {
    words: [process.execPath, "main.ts", "out"],
    folder,
    before: () => fs.rmSync(path.join(folder, "out"), { recursive: true, force: true }),
  };
}
