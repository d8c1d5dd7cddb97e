/** A text with its lines: from places to offsets and back. A byte order mark at the beginning counts as no column, as in editors. */
export interface SourceText {
  readonly text: string;
  /** The text of a line, without its end; undefined outside the text. */
  line(number: number): string | undefined;
  /** The offset of a line and column (from 1), undefined outside the text; a column beyond the line is the line's end. */
  offsetAt(line: number, column: number): number | undefined;
  /** Line and column (from 1) of an offset. */
  positionAt(offset: number): { readonly line: number; readonly column: number };
}

const lineEnd = /\r\n|\n|\r/g;

/** The lines of `text`: they end with LF, CRLF or CR, as the language server protocol counts them. */
export function sourceText(text: string): SourceText {
  const mark = text.startsWith("\ufeff") ? 1 : 0;
  const starts = [mark];
  const ends: number[] = [];
  for (const { index, 0: end } of text.matchAll(lineEnd)) {
    ends.push(index);
    starts.push(index + end.length);
  }
  ends.push(text.length);
  return {
    text,
    line(number) {
      const start = starts[number - 1];
      return start === undefined ? undefined : text.slice(start, ends[number - 1]);
    },
    offsetAt(line, column) {
      const start = starts[line - 1];
      return start === undefined ? undefined : Math.min(start + Math.max(column, 1) - 1, ends[line - 1] ?? start);
    },
    positionAt(offset) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: Math.max(offset - (starts[low] ?? 0), 0) + 1 };
    },
  };
}

/** The texts of `sources` by file, each split into its lines once. */
export function sourceTexts(sources: ReadonlyMap<string, string>): (file: string) => SourceText | undefined {
  const known = new Map<string, SourceText | undefined>();
  return (file) => {
    if (!known.has(file)) {
      const text = sources.get(file);
      known.set(file, text === undefined ? undefined : sourceText(text));
    }
    return known.get(file);
  };
}
