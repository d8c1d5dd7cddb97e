/** How a text looks in a terminal: hidden characters as escapes, tabs as spaces, and how many columns each character takes. */
import { escapeControl } from "../text/escape-control.ts";

/** One character of a text as it is shown: where it begins in the text (UTF-16), what is printed, and how many columns that takes. */
export interface Cell {
  readonly at: number;
  readonly shown: string;
  readonly columns: number;
}

const tabStop = 4;

/** The characters of one line, from the beginning of a line of the screen. */
export function cells(line: string): readonly Cell[] {
  const found: Cell[] = [];
  let at = 0;
  let column = 0;
  for (const character of line) {
    const shown = character === "\t" ? " ".repeat(tabStop - (column % tabStop)) : escapeControl(character);
    const columns = shown === character ? columnsOf(character) : shown.length;
    found.push({ at, shown, columns });
    at += character.length;
    column += columns;
  }
  return found;
}

const marks = /^\p{M}$/u;

function columnsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (marks.test(character)) return 0;
  return wide.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}

/** Source: Unicode 16, East Asian Width W and F, in blocks. */
const wide: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x23e9, 0x23f3],
  [0x2614, 0x2615],
  [0x26a1, 0x26a1],
  [0x2705, 0x2705],
  [0x274c, 0x274c],
  [0x2728, 0x2728],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f7e0, 0x1f7eb],
  [0x1f900, 0x1f9ff],
  [0x1fa70, 0x1faff],
  [0x20000, 0x3fffd],
];
