import { isDeepStrictEqual } from "node:util";
import type { Context } from "../context.ts";
import { editLock } from "../images/edit-lock.ts";
import { type Assignment, lockName, type Pin, parseAssignment, referenceOf, withImage } from "../images/image-lock.ts";
import { parseLock, readLock } from "../images/read-lock.ts";
import { print, printJson } from "../output.ts";
import { findRoot } from "../project.ts";
import { badOption, lockNotEditable, repositoryNeeded } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";
import { writeFileWhole } from "../write-file.ts";

export interface ImagesSetFlags {
  readonly root?: string;
  readonly env?: string;
  readonly json?: boolean;
  readonly format?: "human" | "json";
}

/** Pins images in the lock: all of them, or none where one cannot be. Throws cli/bad-option, cli/broken-lock, cli/repository-needed, cli/lock-not-editable. */
export async function imagesSet(this: Context, flags: ImagesSetFlags, ...texts: readonly string[]): Promise<void> {
  const assignments = texts.map((text) => assignmentOf(text));
  const { file, text, lock } = await readLock(this, findRoot(this, flags.root));
  let [edited, wanted] = [text, lock];
  for (const assignment of assignments) {
    wanted = withImage(wanted, assignment, flags.env);
    const pin = pinOf(wanted.images?.[assignment.name] ?? {}, flags.env);
    // What an environment has is a difference from the image itself, which has to be there.
    if (wanted.images?.[assignment.name]?.repository === undefined)
      throw new UsageError(repositoryNeeded.at(null, { name: assignment.name }));
    edited = editLock(edited, assignment.name, flags.env, pin);
  }
  const got = await parseLock(this, edited).catch((error: unknown) => {
    if (error instanceof UsageError) return undefined;
    throw error;
  });
  if (!isDeepStrictEqual(plain(got), plain(wanted))) throw new UsageError(lockNotEditable.at(null, { file: lockName }));
  if (edited !== text) writeFileWhole(file, edited);
  const set = assignments.map(({ name }) => ({ name, pin: pinOf(wanted.images?.[name] ?? {}, flags.env) }));
  if (flags.json === true || flags.format === "json")
    printJson(this, { changed: edited !== text, images: set.map(({ name, pin }) => ({ name, environment: flags.env ?? null, ...pin })) });
  else
    print(
      this,
      ...set.map(({ name, pin }) => `${name}${inEnvironment(flags.env)} is ${referenceOf({ ...wanted.images?.[name], ...pin })}`),
    );
}

function inEnvironment(environment: string | undefined): string {
  return environment === undefined ? "" : ` in ${environment}`;
}

function assignmentOf(text: string): Assignment {
  const parsed = parseAssignment(text);
  if ("expected" in parsed) throw new UsageError(badOption.at(null, { option: "NAME=REFERENCE", found: text, expected: parsed.expected }));
  return parsed;
}

function pinOf(image: Pin & { readonly environments?: Readonly<Record<string, Pin>> | undefined }, environment: string | undefined): Pin {
  const { repository, tag, digest } = environment === undefined ? image : (image.environments?.[environment] ?? {});
  return { ...(repository !== undefined && { repository }), ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
}

/** Without prototypes and marks that a reader may leave. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
