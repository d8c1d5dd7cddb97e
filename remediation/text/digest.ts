/** A line of a log, or a piece of a long one. */
export interface LogLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** What is kept of a log, however long it is: its beginning, its end, and lines in between that may matter, in order. */
export interface Digest {
  readonly lines: readonly LogLine[];
  /** How many lines the whole has. */
  readonly count: number;
  readonly bytes: number;
}

export const emptyDigest: Digest = { lines: [], count: 0, bytes: 0 };

/** Longer lines are cut around what was found in them. */
export const longestLine = 4096;

/** The lines in bytes that begin at line `first`; a carriage return begins a line of the same number, as progress bars do. */
export function linesOf(bytes: Uint8Array, first: number): readonly LogLine[] {
  const lines: LogLine[] = [];
  let number = first;
  for (const physical of decode(bytes).split("\n")) {
    for (const text of piecesOf(physical)) lines.push({ number, text });
    number++;
  }
  return lines;
}

/** What a terminal would have shown one after the other, without the empty ones. */
export function piecesOf(physical: string): readonly string[] {
  const pieces = physical.includes("\r") ? physical.split("\r") : [physical];
  return pieces.filter((piece) => piece.trim() !== "").flatMap(bounded);
}

/** The two ends of a line that is too long. */
function bounded(line: string): readonly string[] {
  return line.length <= longestLine ? [line] : [line.slice(0, longestLine / 2), line.slice(-longestLine / 2)];
}

/** Text of bytes that need not be UTF-8; some tools on Windows write UTF-16. */
export function decode(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
}
