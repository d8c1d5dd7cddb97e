import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Kept, type Place, PlaceFault } from "./place.ts";

/** Longer than any write takes: a turn that lies for so long belongs to a process that was killed. */
const longestTurn = 10_000;

/** A place in a folder, which several processes and machines may share: a file a key, each written beside itself and renamed. */
export function folderPlace(folder: string): Place {
  const fileOf = (key: string): string => path.join(folder, ...key.split("/"));
  const guarded = async <T>(act: () => T | Promise<T>): Promise<T> => {
    try {
      return await act();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      throw new PlaceFault(folder, `cannot be used: ${code}`, "See that the folder is there, may be written, and has room.");
    }
  };
  return {
    name: folder,
    async *list(below, after = "") {
      yield* await guarded(() => keysIn(fileOf(below), `${below}/`, after));
    },
    read: (key) => guarded(() => readKept(fileOf(key))),
    put: (key, text, before) =>
      guarded(async () => {
        const file = fileOf(key);
        fs.mkdirSync(path.dirname(file), { recursive: true });
        return inTurn(file, () => {
          if ((readKept(file)?.tag ?? null) !== before) return false;
          writeWhole(file, text);
          return true;
        });
      }),
  };
}

function readKept(file: string): Kept | undefined {
  try {
    const text = fs.readFileSync(file, "utf8");
    return { text, tag: createHash("sha256").update(text).digest("hex") };
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}

/** A folder whose keys all come before `after` is not opened. Hidden names are ours: turns, and texts that are being written. */
function* keysIn(folder: string, prefix: string, after: string): Generator<string> {
  const entries = fs.existsSync(folder) ? fs.readdirSync(folder, { withFileTypes: true }) : [];
  const named = entries
    .filter(({ name }) => !name.startsWith("."))
    .map((entry) => ({ key: `${prefix}${entry.name}${entry.isDirectory() ? "/" : ""}`, name: entry.name }))
    .sort(({ key: one }, { key: other }) => (one < other ? -1 : 1));
  for (const { key, name } of named) {
    if (!key.endsWith("/")) {
      if (key > after) yield key;
    } else if (key > after || after.startsWith(key)) yield* keysIn(path.join(folder, name), key, after);
  }
}

function writeWhole(file: string, text: string): void {
  const temporary = hidden(file, `${randomUUID()}.tmp`);
  try {
    fs.writeFileSync(temporary, text, { flush: true });
    fs.renameSync(temporary, file);
  } finally {
    fs.rmSync(temporary, { force: true });
  }
}

/** Does `act` while no other process does the same for this file. */
async function inTurn<T>(file: string, act: () => T): Promise<T> {
  const turn = hidden(file, "turn");
  for (;;) {
    try {
      fs.writeFileSync(turn, "", { flag: "wx" });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const since = fs.statSync(turn, { throwIfNoEntry: false })?.mtimeMs;
      if (since !== undefined && Date.now() - since > longestTurn) fs.rmSync(turn, { force: true });
      else await wait(5);
    }
  }
  try {
    return act();
  } finally {
    fs.rmSync(turn, { force: true });
  }
}

/** Names are at most 255 bytes long on every disk, and those of keys nearly are. */
function hidden(file: string, ending: string): string {
  return path.join(path.dirname(file), `.${createHash("sha256").update(path.basename(file)).digest("hex").slice(0, 32)}.${ending}`);
}
