/** Images by name: the data of images.lock.toml, and what a name means in an environment. */
import type { Diagnostic, Place } from "./diagnostics/diagnostic.ts";
import { imageLock } from "./link/flow-diagnostics.ts";
import { describeFound, shorten } from "./validate/found.ts";

export interface LockedImage {
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

export interface LockedImages {
  /** The image of `name` in an environment, or undefined where the lock does not have the name. */
  readonly resolve: (name: string, environment: string) => LockedImage | undefined;
  readonly names: readonly string[];
  /** Whether something was reported about the image, or about the whole lock: that it is missing is not said again. */
  readonly isTold: (name: string) => boolean;
}

/** Where the lock lies, relative to the root. */
export const imageLockFile = "images.lock.toml";

type Table = { readonly [name: string]: unknown };

interface Entry extends Partial<LockedImage> {
  readonly environments: ReadonlyMap<string, Partial<LockedImage>>;
}

/** Stands for a lock that could not be read. */
export const unreadImages: LockedImages = { names: [], resolve: () => undefined, isTold: () => true };

/** Where the lock file says something: the place of a key, or of the file. */
export type LockPlace = (path: readonly string[]) => Place;

/** The images of a lock file's parsed data (undefined: there is no file), and what is wrong in it. */
export function lockedImages(
  data: unknown,
  placeOf: LockPlace = () => ({ file: imageLockFile }),
): { readonly images: LockedImages; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const told = new Set<string>();
  const wrong: Wrong = (path, what, found, expected) => {
    told.add(path[0] === "images" && path[1] !== undefined ? path[1] : everything);
    diagnostics.push(imageLock.at(placeOf(path), { what, found: describeFound(found), expected }));
  };
  const tables = data === undefined ? {} : tableOf([], data, "the file", wrong);
  for (const name of Object.keys(tables)) if (name !== "images") wrong([name], `"${shorten(name)}"`, tables[name], "left out");
  const entries = new Map<string, Entry>();
  for (const [name, entry] of Object.entries(
    tables["images"] === undefined ? {} : tableOf(["images"], tables["images"], '"images"', wrong),
  ))
    entries.set(name, readEntry(name, entry, wrong));
  const images: LockedImages = {
    names: [...entries.keys()],
    resolve: (name, environment) => resolve(entries.get(name), environment),
    isTold: (name) => told.has(name) || told.has(everything),
  };
  return { images, diagnostics };
}

/** No image is named like that. */
const everything = "";

type Wrong = (path: readonly string[], what: string, found: unknown, expected: string) => void;

function readEntry(name: string, value: unknown, wrong: Wrong): Entry {
  const said = `image "${shorten(name)}"`;
  const at = ["images", name];
  const { environments = {}, ...rest } = tableOf(at, value, said, wrong);
  const image = readImage(at, said, rest, wrong);
  if (rest["repository"] === undefined && isTable(value))
    wrong(at, `"repository" of ${said}`, undefined, 'text such as "ghcr.io/acme/churn"');
  const overrides = new Map<string, Partial<LockedImage>>();
  const beside = [...at, "environments"];
  for (const [environment, override] of Object.entries(tableOf(beside, environments, `"environments" of ${said}`, wrong))) {
    const place = `${said} in environment "${shorten(environment)}"`;
    const path = [...beside, environment];
    overrides.set(environment, readImage(path, place, tableOf(path, override, place, wrong), wrong));
  }
  return { ...image, environments: overrides };
}

const grammar: Readonly<Record<string, { readonly pattern: RegExp; readonly expected: string }>> = {
  repository: { pattern: /^[A-Za-z0-9][A-Za-z0-9._:/-]*$/, expected: 'text such as "ghcr.io/acme/churn"' },
  tag: { pattern: /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/, expected: 'text such as "3.2"' },
  digest: { pattern: /^sha256:[0-9a-f]{64}$/, expected: 'text such as "sha256:" and 64 hexadecimal digits' },
};

function readImage(path: readonly string[], said: string, table: Table, wrong: Wrong): Partial<LockedImage> {
  const image: { [field: string]: string } = {};
  for (const [field, value] of Object.entries(table)) {
    const rule = Object.hasOwn(grammar, field) ? grammar[field] : undefined;
    if (rule === undefined) wrong([...path, field], `"${shorten(field)}" of ${said}`, value, "left out");
    else if (typeof value !== "string" || !rule.pattern.test(value)) wrong([...path, field], `"${field}" of ${said}`, value, rule.expected);
    else image[field] = value;
  }
  return image;
}

function tableOf(path: readonly string[], value: unknown, what: string, wrong: Wrong): Table {
  if (isTable(value)) return value;
  wrong(path, what, value, "a table");
  return {};
}

function isTable(value: unknown): value is Table {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An override with a tag or a digest of its own takes neither from the image itself: the two belong together. */
function resolve(entry: Entry | undefined, environment: string): LockedImage | undefined {
  if (entry === undefined) return undefined;
  const { environments, ...base } = entry;
  const override = environments.get(environment) ?? {};
  const repository = override.repository ?? base.repository;
  if (repository === undefined) return undefined;
  const pinned = override.tag !== undefined || override.digest !== undefined ? override : base;
  return {
    repository,
    ...(pinned.tag !== undefined && { tag: pinned.tag }),
    ...(pinned.digest !== undefined && { digest: pinned.digest }),
  };
}

/** The reference that an engine pulls: "ghcr.io/acme/churn:3.2@sha256:…". */
export function imageReference({ repository, tag, digest }: LockedImage): string {
  return `${repository}${tag === undefined ? "" : `:${tag}`}${digest === undefined ? "" : `@${digest}`}`;
}
