import fs from "node:fs";
import path from "node:path";
import type { Context } from "../context.ts";
import { brokenLock } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";
import { type ImageLock, lockName, lockOf } from "./image-lock.ts";

/** The lock at the root with its text; an empty one where there is no file. Throws cli/broken-lock. */
export async function readLock(
  context: Context,
  root: string,
): Promise<{ readonly file: string; readonly text: string; readonly lock: ImageLock }> {
  const file = path.join(root, lockName);
  let text = "";
  try {
    text = fs.readFileSync(file, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT") throw new UsageError(brokenLock.at(null, { file: lockName, reason: message }));
  }
  return { file, text, lock: await parseLock(context, text) };
}

/** The lock that a text says. Throws cli/broken-lock. */
export async function parseLock({ services }: Context, text: string): Promise<ImageLock> {
  const reading = await services.readToml(text, lockName);
  if ("problem" in reading && reading.problem !== undefined) {
    const { message, line, column } = reading.problem;
    throw new UsageError(brokenLock.at({ file: lockName, line, column }, { file: `${lockName}:${line}:${column}`, reason: message }));
  }
  const lock = lockOf("value" in reading ? reading.value : undefined);
  if ("problem" in lock && typeof lock.problem === "string")
    throw new UsageError(brokenLock.at(null, { file: lockName, reason: lock.problem }));
  return lock as ImageLock;
}
