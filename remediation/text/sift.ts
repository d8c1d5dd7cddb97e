import type { Automaton } from "./automaton.ts";
import { type Digest, decode, type LogLine, linesOf, longestLine, piecesOf } from "./digest.ts";

/** Bytes kept at either end, all lines of them. */
const edge = 1 << 16;
/** How many lines one text may bring; a log that repeats itself says nothing new. */
const mostPerText = 24;
/** Lines beside one that was found, which show what it belongs to. */
const beside = 2;
/** Without a line feed for so long, what was read is taken as a line. */
const longestHeld = 1 << 20;

/** Takes a log in pieces and keeps a digest of it: memory is bounded, whatever the length. */
export interface Sieve {
  readonly feed: (chunk: Uint8Array) => void;
  readonly end: () => Digest;
}

/**
 * A sieve that keeps lines in which the automaton finds something.
 *
 * Everything is kept of logs under a hundred kilobytes.
 */
export function sieveOf({ next, kinds, ends, isEnd }: Automaton): Sieve {
  const seen = new Uint16Array(ends.reduce((most, texts) => Math.max(most, ...(texts ?? []).map((text) => text + 1)), 0));
  const found = new Map<number, readonly string[]>();
  const head: Uint8Array[] = [];
  let headSize = 0;
  // One buffer serves for the whole log: a new one for each piece would be garbage faster than it is collected.
  let work: Uint8Array = new Uint8Array(1 << 17);
  let heldSize = 0;
  const tail = new Uint8Array(edge);
  let tailSize = 0;
  let line = 1;
  let bytes = 0;

  function feed(chunk: Uint8Array): void {
    bytes += chunk.length;
    const size = heldSize + chunk.length;
    if (size > work.length) work = grown(work, size);
    work.set(chunk, heldSize);
    const lastFeed = work.subarray(0, size).lastIndexOf(10) + 1;
    const end = lastFeed === 0 && size > longestHeld ? size : lastFeed;
    if (end > 0) take(work.subarray(0, end));
    work.copyWithin(0, end, size);
    heldSize = size - end;
  }

  function take(whole: Uint8Array): void {
    if (headSize < edge) {
      const part = whole.slice(0, edge - headSize);
      head.push(part);
      headSize += part.length;
    }
    scan(whole);
    const last = whole.subarray(-edge);
    const kept = Math.min(tailSize, edge - last.length);
    tail.copyWithin(0, tailSize - kept, tailSize);
    tail.set(last, kept);
    tailSize = kept + last.length;
  }

  function scan(whole: Uint8Array): void {
    let state = 0;
    const { length } = whole;
    for (let index = 0; index < length; index++) {
      const byte = whole[index] as number;
      if (byte === 10) line++;
      state = next[(state << 6) | (kinds[byte] as number)] as number;
      if (isEnd[state] === 1 && isNews(state)) keep(whole, index);
    }
  }

  function isNews(state: number): boolean {
    let news = false;
    for (const text of ends[state] ?? []) {
      const count = seen[text] as number;
      if (count >= mostPerText) continue;
      seen[text] = count + 1;
      news = true;
    }
    return news;
  }

  function keep(whole: Uint8Array, at: number): void {
    const start = whole.lastIndexOf(10, at) + 1;
    const following = whole.indexOf(10, at);
    const end = following < 0 ? whole.length : following;
    const text = decode(whole.subarray(Math.max(start, at - longestLine / 2), Math.min(end, at + longestLine / 2)));
    found.set(line, [...(found.get(line) ?? []), ...piecesOf(text)]);
    keepBeside(whole, start, -1);
    keepBeside(whole, end, 1);
  }

  function keepBeside(whole: Uint8Array, from: number, step: -1 | 1): void {
    let edgeOfLine = from;
    for (let count = 1; count <= beside; count++) {
      if (step < 0 && edgeOfLine < 2) return;
      const [start, end] =
        step < 0 ? [whole.lastIndexOf(10, edgeOfLine - 2) + 1, edgeOfLine - 1] : [edgeOfLine + 1, whole.indexOf(10, edgeOfLine + 1)];
      if (end < start || end <= 0 || end - start > longestLine) return;
      const number = line + step * count;
      if (!found.has(number)) found.set(number, piecesOf(decode(whole.subarray(start, end))));
      edgeOfLine = step < 0 ? start : end;
    }
  }

  function end(): Digest {
    const endsOpen = heldSize > 0;
    if (endsOpen) take(work.subarray(0, heldSize));
    heldSize = 0;
    const last = endsOpen ? line : line - 1;
    return { lines: together(last), count: bytes === 0 ? 0 : last, bytes };
  }

  function together(last: number): readonly LogLine[] {
    const first = linesOf(Buffer.concat(head), 1);
    if (bytes <= headSize) return first;
    const final = tail.subarray(0, tailSize);
    const isWhole = final.at(-1) === 10;
    // What the tail begins with may be the end of a line.
    const end = linesOf(final, last - countFeeds(final) + (isWhole ? 1 : 0));
    const lines = new Map<number, readonly LogLine[]>();
    for (const [number, texts] of found)
      lines.set(
        number,
        [...new Set(texts)].map((text) => ({ number, text })),
      );
    for (const part of [first, end]) for (const [number, of] of byNumber(part)) lines.set(number, merged(lines.get(number) ?? [], of));
    return [...lines].sort(([one], [other]) => one - other).flatMap(([, of]) => of);
  }

  return { feed, end };
}

function byNumber(lines: readonly LogLine[]): ReadonlyMap<number, readonly LogLine[]> {
  const grouped = new Map<number, LogLine[]>();
  for (const line of lines) grouped.set(line.number, [...(grouped.get(line.number) ?? []), line]);
  return grouped;
}

/** Both, without what is a part of another: a line that an edge cut. */
function merged(one: readonly LogLine[], other: readonly LogLine[]): readonly LogLine[] {
  const all = [...other, ...one];
  return all.filter(
    ({ text }, at) => !all.some((longer, index) => index !== at && longer.text.includes(text) && (longer.text !== text || index < at)),
  );
}

function grown(buffer: Uint8Array, size: number): Uint8Array {
  const larger = new Uint8Array(Math.max(size, buffer.length * 2));
  larger.set(buffer);
  return larger;
}

function countFeeds(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count++;
  return count;
}
