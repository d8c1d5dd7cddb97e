/** A text with its lines: from places to offsets and back. A byte order mark at the beginning counts as no column, as in editors. */
export interface SourceText {
  readonly text: string;
  /** The text of a line, without its end; undefined outside the text. */
  line(number: number): string | undefined;
  /**
   * The offset of a line and column (from 1) as V8 reports them, undefined outside the text; a column beyond the line is the line's end
   *
   * For JavaScript, unlike for editors, U+2028 and U+2029 end a line too.
   */
  offsetOfSite(line: number, column: number): number | undefined;
  /** Line and column (from 1) of an offset. */
  positionAt(offset: number): { readonly line: number; readonly column: number };
}

/** The lines of `text`: they end with LF, CRLF or CR, as the language server protocol counts them. */
export function sourceText(text: string): SourceText {
  const { starts, ends } = linesOf(text, /\r\n|\n|\r/g);
  const sites = /[\u2028\u2029]/.test(text) ? linesOf(text, /\r\n|[\n\r\u2028\u2029]/g) : { starts, ends };
  return {
    text,
    line(number) {
      const start = starts[number - 1];
      return start === undefined ? undefined : text.slice(start, ends[number - 1]);
    },
    offsetOfSite(line, column) {
      const start = sites.starts[line - 1];
      return start === undefined ? undefined : Math.min(start + Math.max(column, 1) - 1, sites.ends[line - 1] ?? start);
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

function linesOf(text: string, lineEnd: RegExp): { readonly starts: readonly number[]; readonly ends: readonly number[] } {
  const starts = [text.startsWith("\ufeff") ? 1 : 0];
  const ends: number[] = [];
  for (const { index, 0: end } of text.matchAll(lineEnd)) {
    ends.push(index);
    starts.push(index + end.length);
  }
  return { starts, ends: [...ends, text.length] };
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
