import type { Context } from "../context.ts";
import { type Pin, referenceOf } from "../images/image-lock.ts";
import { readLock } from "../images/read-lock.ts";
import { print, printJson } from "../output.ts";
import { findRoot } from "../project.ts";
import { table } from "../table.ts";

export interface ImagesListFlags {
  readonly root?: string;
  readonly json?: boolean;
  readonly format?: "human" | "json";
}

/** Lists the images of the lock, each with what differs in an environment. Throws cli/broken-lock. */
export async function imagesList(this: Context, flags: ImagesListFlags): Promise<void> {
  const { lock } = await readLock(this, findRoot(this, flags.root));
  const images = Object.entries(lock.images ?? {}).sort(([left], [right]) => (left < right ? -1 : 1));
  if (flags.json === true || flags.format === "json") {
    printJson(this, { images: images.map(([name, { environments = {}, ...pin }]) => ({ name, ...pin, environments })) });
    return;
  }
  const rows = images.flatMap(([name, { environments = {}, ...pin }]) => [
    [name, "", referenceOf(pin)],
    ...Object.entries(environments).map(([environment, own]) => [name, environment, referenceOf(inherited(pin, own))]),
  ]);
  print(this, ...(rows.length === 0 ? ["No images."] : table([["NAME", "ENVIRONMENT", "IMAGE"], ...rows])));
}

/** An environment says only what differs. */
function inherited(pin: Pin, own: Pin): Pin {
  return { ...pin, ...own };
}
