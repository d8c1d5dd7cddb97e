/** images.lock.toml as data, and how one image of it is changed. */
import * as z from "zod";

export const lockName = "images.lock.toml";

const pinSchema = z.strictObject({ repository: z.string().optional(), tag: z.string().optional(), digest: z.string().optional() });
const imageSchema = z.strictObject({ ...pinSchema.shape, environments: z.record(z.string(), pinSchema).optional() });
const lockSchema = z.looseObject({ images: z.record(z.string(), imageSchema).optional() });

export type Pin = z.infer<typeof pinSchema>;
type LockedImage = z.infer<typeof imageSchema>;
export type ImageLock = z.infer<typeof lockSchema>;

/** The lock that the data of a TOML file say, or what is wrong with it. */
export function lockOf(data: unknown): ImageLock | { readonly problem: string } {
  const parsed = lockSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return { problem: `at "${issue?.path.join(".") ?? ""}": ${issue?.message ?? "not an image lock"}` };
}

/** "ghcr.io/acme/churn:3.2@sha256:…"; parts that a lock lacks are left out. */
export function referenceOf({ repository = "", tag, digest }: Pin): string {
  return `${repository}${tag === undefined ? "" : `:${tag}`}${digest === undefined ? "" : `@${digest}`}`;
}

/** `NAME=REFERENCE` of a command line: what is to be set, with the parts that it names. */
export interface Assignment {
  readonly name: string;
  readonly pin: Pin & { readonly digest: string };
}

const namePattern = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/;
const digestPattern = /^sha256:[0-9a-f]{64}$/;
// A port looks like a tag: only what comes after the last slash is one.
const referencePattern = /^(?<repository>[a-z0-9.-]+(?::\d+)?(?:\/[a-z0-9._-]+)*)(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?$/;

/** Reads `churn=ghcr.io/acme/churn:3.2@sha256:…` and its short forms `churn=:3.3@sha256:…` and `churn=sha256:…`; gives what was expected otherwise. */
export function parseAssignment(text: string): Assignment | { readonly expected: string } {
  const equals = text.indexOf("=");
  const name = text.slice(0, Math.max(0, equals));
  const reference = text.slice(equals + 1);
  if (!namePattern.test(name)) return { expected: 'NAME=REFERENCE, such as "churn=ghcr.io/acme/churn:3.2@sha256:…"' };
  const at = reference.lastIndexOf("@");
  const digest = at >= 0 ? reference.slice(at + 1) : reference.startsWith("sha256:") ? reference : "";
  if (!digestPattern.test(digest))
    return { expected: `a digest: "sha256:" and 64 hexadecimal digits. A tag alone can be moved to another image` };
  const rest = at >= 0 ? reference.slice(0, at) : "";
  if (rest === "") return { name, pin: { digest } };
  if (rest.startsWith(":")) return { name, pin: { tag: rest.slice(1), digest } };
  const { repository, tag } = referencePattern.exec(rest)?.groups ?? {};
  if (repository === undefined) return { expected: `an image such as "ghcr.io/acme/churn:3.2" before the "@"` };
  return { name, pin: { repository, ...(tag !== undefined && { tag }), digest } };
}

/** The lock with one image set, for everywhere or for one environment. A new repository without a tag loses the old tag. */
export function withImage(lock: ImageLock, { name, pin }: Assignment, environment?: string): ImageLock {
  const images = lock.images ?? {};
  const image: LockedImage = own(images, name) ?? {};
  const old: Pin = environment === undefined ? image : (own(image.environments ?? {}, environment) ?? {});
  const { tag, ...untagged } = old;
  const merged = { ...(pin.repository !== undefined && pin.tag === undefined ? untagged : old), ...pin };
  const changed = environment === undefined ? merged : { ...image, environments: { ...image.environments, [environment]: merged } };
  return { ...lock, images: { ...images, [name]: changed } };
}

/** A member that the object itself has: "constructor" is a name like any other. */
function own<T>(members: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}
