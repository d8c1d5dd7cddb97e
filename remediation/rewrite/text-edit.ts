/** Replaces the text from `start` to `end` (UTF-16 units) of a file, which is relative to the top of the platform. A file that is not there is empty. */
export interface TextEdit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text of a file after an edit of it. */
export function edited(text: string, { start, end, text: added }: TextEdit): string {
  return text.slice(0, start) + added + text.slice(end);
}

/** The texts of all files that the edits change; edits of one file do not overlap, and all count from its old text. */
export function editedTexts(edits: readonly TextEdit[], sources: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const edit of edits.toSorted((one, other) => other.start - one.start || other.end - one.end))
    texts.set(edit.file, edited(texts.get(edit.file) ?? sources.get(edit.file) ?? "", edit));
  return texts;
}

/** Edits of the old texts that do what `edits` do and then `next`, which counts from the texts after them. */
export function followedBy(edits: readonly TextEdit[], next: TextEdit, sources: ReadonlyMap<string, string>): readonly TextEdit[] {
  const others = edits.filter(({ file }) => file !== next.file);
  const own = edits.filter(({ file }) => file === next.file).toSorted((one, other) => one.start - other.start || one.end - other.end);
  let shift = 0;
  let before = 0;
  for (const edit of own) {
    const start = edit.start + shift;
    const end = start + edit.text.length;
    const change = edit.text.length - (edit.end - edit.start);
    if (next.start >= start && next.end <= end) {
      const text = edited(edit.text, { ...next, start: next.start - start, end: next.end - start });
      return [...others, ...own.map((one) => (one === edit ? { ...edit, text } : one))];
    }
    if (next.start < end && next.end > start) return [...others, wholeEdit(own, next, sources)];
    if (end <= next.start) before += change;
    shift += change;
  }
  return [...others, ...own, { ...next, start: next.start - before, end: next.end - before }];
}

/** One edit from the first character that differs to the last, for edits that reach into each other. */
function wholeEdit(own: readonly TextEdit[], next: TextEdit, sources: ReadonlyMap<string, string>): TextEdit {
  const old = sources.get(next.file) ?? "";
  const present = edited(editedTexts(own, sources).get(next.file) ?? old, next);
  let start = 0;
  while (start < Math.min(old.length, present.length) && old[start] === present[start]) start += 1;
  let tail = 0;
  while (tail < Math.min(old.length, present.length) - start && old.at(-1 - tail) === present.at(-1 - tail)) tail += 1;
  return { file: next.file, start, end: old.length - tail, text: present.slice(start, present.length - tail) };
}
