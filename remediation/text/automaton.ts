/**
 * Finds many texts in bytes at once, a table look-up a byte
 *
 * The automaton of Aho and Corasick over bytes, made complete. It reads as `normalise` writes: letters in lower case, runs of blanks as one, quotes and
 * backslashes not at all. A line feed returns to the beginning, so nothing is found across lines.
 *
 * Source: Aho, Corasick: Efficient string matching (1975), section 3 and algorithm 4.
 */
export interface Automaton {
  /** `next[state << 6 | kinds[byte]]`. */
  readonly next: Uint16Array | Uint32Array;
  readonly kinds: Uint8Array;
  /** By state: which texts end here. */
  readonly ends: readonly (readonly number[] | undefined)[];
  /** By state: 1 where a text ends. */
  readonly isEnd: Uint8Array;
}

const width = 64;
const lineFeed = 1;
const ignored = 2;
const blank = 3;

export function automatonOf(texts: readonly string[]): Automaton {
  const kinds = kindsOf(texts);
  const children: number[][] = [[]];
  const outputs: (number[] | undefined)[] = [undefined];
  for (const [index, text] of texts.entries()) {
    let state = 0;
    for (const kind of kindsIn(text, kinds)) {
      const row = children[state] as number[];
      let following = row[kind];
      if (following === undefined) {
        following = children.length;
        row[kind] = following;
        children.push([]);
        outputs.push(undefined);
      }
      state = following;
    }
    outputs[state] = [...(outputs[state] ?? []), index];
  }
  return complete(children, outputs, kinds);
}

/** 0 is whatever no text holds. */
function kindsOf(texts: readonly string[]): Uint8Array {
  const kinds = new Uint8Array(256);
  for (const mark of "\"'`\\") kinds[mark.charCodeAt(0)] = ignored;
  for (const mark of " \t\r") kinds[mark.charCodeAt(0)] = blank;
  kinds[10] = lineFeed;
  let next = blank + 1;
  for (const unit of new Set(texts.join("")).values()) {
    const code = unit.charCodeAt(0);
    if (code > 127 || (kinds[code] ?? 0) !== 0) continue;
    if (next >= width) throw new Error("texts to be found hold too many different characters");
    kinds[code] = next;
    const upper = unit.toUpperCase().charCodeAt(0);
    if (upper !== code) kinds[upper] = next;
    next++;
  }
  return kinds;
}

function kindsIn(text: string, kinds: Uint8Array): readonly number[] {
  return [...text].map((unit) => kinds[unit.charCodeAt(0) & 255] ?? 0);
}

function complete(children: readonly (readonly number[])[], outputs: (number[] | undefined)[], kinds: Uint8Array): Automaton {
  const size = children.length;
  const next = size < 65_536 ? new Uint16Array(size * width) : new Uint32Array(size * width);
  const fallback = new Uint32Array(size);
  const queue: number[] = [0];
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head] as number;
    const row = children[state] as readonly number[];
    const failure = fallback[state] as number;
    for (let kind = 0; kind < width; kind++) {
      const child = row[kind];
      const otherwise = state === 0 ? 0 : (next[failure * width + kind] as number);
      next[state * width + kind] = child ?? otherwise;
      if (child === undefined) continue;
      fallback[child] = otherwise;
      const inherited = outputs[otherwise];
      if (inherited !== undefined) outputs[child] = [...(outputs[child] ?? []), ...inherited];
      queue.push(child);
    }
  }
  for (let state = 0; state < size; state++) {
    next[state * width + lineFeed] = 0;
    next[state * width + ignored] = state;
  }
  keepBlanks(children, next);
  return { next, kinds, ends: outputs, isEnd: Uint8Array.from(outputs, (output) => (output === undefined ? 0 : 1)) };
}

/** After a blank, another blank changes nothing. */
function keepBlanks(children: readonly (readonly number[])[], next: Uint16Array | Uint32Array): void {
  for (const row of children) {
    const state = row[blank];
    if (state !== undefined) next[state * width + blank] = state;
  }
}
