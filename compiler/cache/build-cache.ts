import { createHash } from "node:crypto";
import fs from "node:fs";
import { childScript } from "../evaluate/child-process.ts";
import { cacheFolder } from "./cache-folder.ts";

/** Gives the folder for what is kept between builds of one root by this very Millwright on this Node; undefined where nothing can be kept. */
export function buildCache(variables: Readonly<Record<string, string | undefined>>, root: string, version: string): string | undefined {
  let child: Buffer;
  try {
    child = fs.readFileSync(childScript());
  } catch {
    return undefined;
  }
  const key = createHash("sha256").update([root, version, process.version, process.arch].join("\n")).update(child).digest("hex");
  return cacheFolder(variables, key.slice(0, 24));
}
