import { type Disk, disk } from "../../compiler/write/disk.ts";

const changing = ["create", "flush", "rename", "makeFolder", "canWriteIn", "remove", "removeFolder"] as const;

/** What happens to the disk before each step that changes it: nothing, or something is thrown. */
export type Before = (step: {
  readonly kind: (typeof changing)[number];
  readonly count: number;
  readonly path: string;
  readonly text?: string;
}) => void;

/** The real disk, each changing step of which is counted, from 1, and announced. */
export function watchedDisk(before: Before): Disk {
  let count = 0;
  const announce = (kind: (typeof changing)[number], path: string, text?: string) => {
    count += 1;
    before({ kind, count, path, ...(text !== undefined && { text }) });
  };
  return {
    ...disk,
    create(path, text) {
      announce("create", path, text);
      disk.create(path, text);
    },
    async flush(paths) {
      announce("flush", paths[0] ?? "");
      await disk.flush(paths);
    },
    rename(from, to) {
      announce("rename", to);
      disk.rename(from, to);
    },
    makeFolder(path) {
      announce("makeFolder", path);
      disk.makeFolder(path);
    },
    canWriteIn(folder) {
      announce("canWriteIn", folder);
      disk.canWriteIn(folder);
    },
    remove(path) {
      announce("remove", path);
      disk.remove(path);
    },
    removeFolder(path) {
      announce("removeFolder", path);
      disk.removeFolder(path);
    },
  };
}

/** An error as the system raises it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
