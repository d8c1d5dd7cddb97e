import { join } from "node:path/posix";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { withoutFile } from "../evaluate/config-file.ts";
import { locateKey } from "../evaluate/locate-key.ts";
import { imageLockFile, type LockedImages, lockedImages, unreadImages } from "../images.ts";
import type { Loaded } from "../phases/1-load.ts";
import { dataReaders } from "../text/data-readers.ts";
import { imageLockUnreadable } from "./diagnostics.ts";

/** The images of images.lock.toml beside the config; none where there is no such file. Reports load/image-lock. */
export async function readImages(
  { read }: Pick<Loaded, "read">,
  folder: string,
): Promise<{ readonly images: LockedImages; readonly diagnostics: readonly Diagnostic[] }> {
  const file = join(folder, imageLockFile);
  const found = read(file);
  if (found === undefined) return lockedImages(undefined);
  if ("problem" in found) return unreadable(file, { message: found.problem });
  const reading = await dataReaders.toml(found.text, file);
  return "problem" in reading && reading.problem !== undefined
    ? unreadable(file, reading.problem)
    : lockedImages((reading as { readonly value: unknown }).value, (path) => ({ file, ...locateKey(found.text, file, path.join(".")) }));
}

function unreadable(
  file: string,
  { message, line, column }: { readonly message: string; readonly line?: number; readonly column?: number },
): ReturnType<typeof lockedImages> {
  const at = { file, ...(line !== undefined && { line }), ...(column !== undefined && { column }) };
  const problem = withoutFile(message, file).replace(/\.$/, "");
  return { images: unreadImages, diagnostics: [imageLockUnreadable.at(at, { file: imageLockFile, problem })] };
}
