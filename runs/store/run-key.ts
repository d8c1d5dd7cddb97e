/**
 * The keys of a store: records in order of their start, so that the runs since a moment are listed without looking at those before; and by id where each is
 *
 * "records/2026-11-24/031500-argo~3Aml~2Fchurn-1.json", "ids/argo~3Aml~2Fchurn-1.json"
 */
import { createHash } from "node:crypto";

export const recordsFolder = "records";
const longest = 150;

/** The key of the record of a run that began at `startedAt` (ISO 8601); undefined where that is no moment. */
export function recordKey(id: string, startedAt: string): string | undefined {
  const moment = keyMoment(startedAt);
  return moment === undefined ? undefined : `${recordsFolder}/${moment}-${nameOf(id)}.json`;
}

export function idKey(id: string): string {
  return `ids/${nameOf(id)}.json`;
}

/** All keys of runs that began then or later come after this one; undefined where it is no moment. */
export function keyBefore(moment: string): string | undefined {
  const text = keyMoment(moment);
  return text === undefined ? undefined : `${recordsFolder}/${text}`;
}

/** A text as a part of a key, each text another one: what is no letter or digit by its bytes, and a long one by its hash. */
export function nameOf(text: string): string {
  const name = [...Buffer.from(text)].map((byte) => (isPlain(byte) ? String.fromCharCode(byte) : `~${hexOf(byte)}`)).join("");
  return name.length <= longest ? name : `${name.slice(0, longest)}~~${createHash("sha256").update(text).digest("hex").slice(0, 32)}`;
}

function isPlain(byte: number): boolean {
  return /[A-Za-z0-9_-]/.test(String.fromCharCode(byte));
}

function hexOf(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, "0");
}

function keyMoment(moment: string): string | undefined {
  const time = Date.parse(moment);
  if (!Number.isFinite(time) || time < 0 || time > 253_402_300_799_999) return undefined;
  const [day = "", clock = ""] = new Date(time).toISOString().split("T");
  return `${day}/${clock.slice(0, 8).replaceAll(":", "")}`;
}
