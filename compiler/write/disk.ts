import fs from "node:fs";

/** What stands at a path, a link itself and not what it leads to. `stamp` differs when the file was touched between two looks. */
export interface Entry {
  readonly kind: "file" | "folder" | "link" | "other";
  readonly size: number;
  readonly stamp: string;
  /** In milliseconds since 1970. */
  readonly modified: number;
}

/** All that phase 7 does with the disk, so that tests can let any single step fail. */
export interface Disk {
  look(path: string): Entry | null;
  realPath(path: string): string;
  names(folder: string): readonly string[];
  read(path: string): Uint8Array;
  /** Writes a file that is not there yet; fails with EEXIST, a link counting as there. */
  create(path: string, text: string): void;
  /** Makes sure that what was created outlives a crash of the machine. */
  flush(paths: readonly string[]): Promise<void>;
  rename(from: string, to: string): void;
  makeFolder(path: string): void;
  canWriteIn(folder: string): void;
  remove(path: string): void;
  removeFolder(path: string): void;
}

/**
 * The real disk. Calls are synchronous, because a thousand files then cost a third of the CPU; only flushing, which waits, runs side by side.
 */
export const disk: Disk = {
  look(path) {
    const stat = fs.lstatSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return null;
    const kind = stat.isFile() ? "file" : stat.isDirectory() ? "folder" : stat.isSymbolicLink() ? "link" : "other";
    return { kind, size: stat.size, stamp: `${stat.ino} ${stat.size} ${stat.mtimeMs}`, modified: stat.mtimeMs };
  },
  realPath: (path) => fs.realpathSync(path),
  names: (folder) => fs.readdirSync(folder),
  read: (path) => fs.readFileSync(path),
  create: (path, text) => fs.writeFileSync(path, text, { flag: "wx" }),
  async flush(paths) {
    const waiting = paths.values();
    // A few at a time: the file system joins them into few commits, and few files are open.
    await Promise.all(Array.from({ length: 16 }, () => flushEach(waiting)));
  },
  rename: (from, to) => fs.renameSync(from, to),
  makeFolder: (path) => fs.mkdirSync(path),
  canWriteIn: (folder) => fs.accessSync(folder, fs.constants.W_OK | fs.constants.X_OK),
  remove: (path) => fs.unlinkSync(path),
  removeFolder: (path) => fs.rmdirSync(path),
};

async function flushEach(paths: Iterator<string>): Promise<void> {
  for (let next = paths.next(); !next.done; next = paths.next()) {
    const file = await fs.promises.open(next.value, "r+");
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  }
}
