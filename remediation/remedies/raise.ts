/** Sizes that are easy to say, at least as large as what is needed. */
import { parseMemory } from "../../schema/words/quantities.ts";

export const mebibyte = 2 ** 20;

/** Double the quantity, or peak × 1.2 + 100Mi where that is more, in mebibytes or gibibytes. Null where it is no quantity. */
export function raisedMemory(quantity: string, peakBytes: number | undefined): string | null {
  const bytes = /^\d{1,12}$/.test(quantity) ? Number(quantity) : parseMemory(quantity);
  if (bytes === undefined) return null;
  const needed = (peakBytes ?? 0) * 1.2 + 100 * mebibyte;
  return needed > bytes * 2 ? atLeast(needed) : inMebibytes(Math.ceil((bytes * 2) / mebibyte));
}

/** So many bytes or a little more: whole gibibytes above four of them, quarters of one above one, 64 mebibytes below. */
export function atLeast(bytes: number): string {
  const mebibytes = Math.ceil(bytes / mebibyte);
  const step = mebibytes > 4 * 1024 ? 1024 : mebibytes > 1024 ? 256 : 64;
  return inMebibytes(Math.ceil(mebibytes / step) * step);
}

function inMebibytes(mebibytes: number): string {
  return mebibytes % 1024 === 0 || mebibytes > 8 * 1024 ? `${Math.ceil(mebibytes / 1024)}Gi` : `${mebibytes}Mi`;
}

/** So many bytes or a little less. */
export function atMost(bytes: number): string {
  const mebibytes = Math.floor(bytes / mebibyte);
  if (mebibytes % 1024 === 0 && mebibytes > 0) return `${mebibytes / 1024}Gi`;
  return mebibytes > 64 * 1024 ? `${Math.floor(mebibytes / 1024)}Gi` : `${mebibytes}Mi`;
}

/** Half as much again, in whole minutes from ten minutes on. */
export function raisedSeconds(seconds: number): number {
  return roundedSeconds(seconds * 1.5);
}

/** So many seconds or a little more, in whole minutes from ten minutes on. */
export function roundedSeconds(seconds: number): number {
  const whole = Math.ceil(seconds);
  return whole < 600 ? whole : Math.ceil(whole / 60) * 60;
}

/** "3h", "135m", "40s". */
export function inDuration(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600}h`;
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}
