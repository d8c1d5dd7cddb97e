/** Sizes that are easy to say, at least as large as what is needed. */

const units: readonly (readonly [unit: string, bytes: number])[] = [
  ["Ti", 2 ** 40],
  ["Gi", 2 ** 30],
  ["Mi", 2 ** 20],
  ["Ki", 2 ** 10],
  ["T", 1e12],
  ["G", 1e9],
  ["M", 1e6],
  ["k", 1e3],
  ["", 1],
];

/** Double the quantity, at least peak × 1.2 + 100Mi, in mebibytes or gibibytes. Null where it is no quantity. */
export function raisedMemory(quantity: string, peakBytes: number | undefined): string | null {
  const [, digits, unit = ""] = /^(\d{1,12}(?:\.\d{1,3})?)(Ti|Gi|Mi|Ki|T|G|M|k)?$/.exec(quantity) ?? [];
  const factor = units.find(([name]) => name === unit)?.[1];
  if (digits === undefined || factor === undefined) return null;
  const needed = Math.max(Number(digits) * factor * 2, (peakBytes ?? 0) * 1.2 + 100 * 2 ** 20);
  const mebibytes = Math.ceil(needed / 2 ** 20);
  return mebibytes % 1024 === 0 || mebibytes > 8 * 1024 ? `${Math.ceil(mebibytes / 1024)}Gi` : `${mebibytes}Mi`;
}

/** Half as much again, in whole minutes from ten minutes on. */
export function raisedSeconds(seconds: number): number {
  const raised = Math.ceil(seconds * 1.5);
  return raised < 600 ? raised : Math.ceil(raised / 60) * 60;
}
