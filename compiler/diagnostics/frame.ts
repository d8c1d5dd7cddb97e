/** The code frame: the line of a place with carets under the span */
import { type Cell, cells } from "./cells.ts";
import type { Place } from "./diagnostic.ts";
import type { SourceText } from "./source-text.ts";

export interface FrameLine {
  /** "31 | ", or blanks of that width and the bar under it. */
  readonly gutter: string;
  readonly text: string;
  readonly isMark: boolean;
}

const mostContext = 2;
/** A line that says what its value is for: a property, a call, an assignment. */
const speaks = /[\p{ID_Continue}$]["'`]?\s*[:=(]/u;

/**
 * The lines of a frame, at most `width` columns wide
 *
 * The line of the place, and where that alone says little (one word of a long list), up to two lines before it. A span over several lines
 * is marked on its first. Empty where the place is not in the text.
 */
export function frame(source: SourceText, place: Place, width: number): readonly FrameLine[] {
  const { line: number, column = 1 } = place;
  const line = number === undefined ? undefined : source.line(number);
  if (number === undefined || line === undefined) return [];
  const shown = cutAround(line, column - 1, endOn(line, place), width - String(number).length - " | ".length);
  const lines: FrameLine[] = [
    { gutter: gutter(String(number), number), text: shown.text, isMark: false },
    { gutter: gutter("", number), text: " ".repeat(shown.before) + "^".repeat(Math.max(shown.marked, 1)), isMark: true },
  ];
  let first = line;
  for (let before = number - 1; before > 0 && number - before <= mostContext && !speaks.test(first); before--) {
    first = source.line(before) ?? "";
    const { text } = cutAround(first, 0, 0, width - String(number).length - " | ".length);
    lines.unshift({ gutter: gutter(String(before), number), text, isMark: false });
  }
  return lines;
}

function gutter(text: string, widest: number): string {
  return `${text.padStart(String(widest).length)} | `;
}

/** Where the span ends on its first line. */
function endOn(line: string, { line: first, column = 1, endLine = first, endColumn }: Place): number {
  if (endLine !== first) return line.trimEnd().length;
  return Math.max(endColumn === undefined ? column : endColumn - 1, column);
}

interface Cut {
  readonly text: string;
  /** Columns before the span, and of the span. */
  readonly before: number;
  readonly marked: number;
}

const cutMark = "…";
/** What is kept before a span that lies beyond the width, and how much of the width that may take. */
const keptBefore = 30;
const keptShare = 1 / 3;
/** A line is looked at no further than this around its span: it may be a bundle of megabytes. */
const farthest = 400;

function cutAround(line: string, start: number, end: number, width: number): Cut {
  const from = Math.max(0, start - farthest);
  const near = cells(line.slice(from, start + farthest)).map((cell) => ({ ...cell, at: cell.at + from }));
  const isBeyond = from > 0 || columnsOf(near.filter(({ at }) => at < end)) > width;
  const dropped = isBeyond
    ? Math.max(0, columnsOf(near.filter(({ at }) => at < start)) - Math.min(keptBefore, Math.floor(width * keptShare)))
    : 0;
  const head = dropped > 0 ? cutMark : "";
  const rest = near.slice(cellsIn(near, dropped));
  const isCut = line.length > start + farthest || head.length + columnsOf(rest) > width;
  const kept = isCut ? rest.slice(0, cellsIn(rest, width - head.length - cutMark.length)) : rest;
  return {
    text: `${head}${kept.map(({ shown }) => shown).join("")}${isCut ? cutMark : ""}`.trimEnd(),
    before: head.length + columnsOf(kept.filter(({ at }) => at < start)),
    marked: columnsOf(kept.filter(({ at }) => at >= start && at < end)),
  };
}

function columnsOf(some: readonly Cell[]): number {
  return some.reduce((sum, { columns }) => sum + columns, 0);
}

/** How many characters fit into a number of columns. */
function cellsIn(some: readonly Cell[], columns: number): number {
  let used = 0;
  const first = some.findIndex((cell) => {
    used += cell.columns;
    return used > columns;
  });
  return first < 0 ? some.length : first;
}
