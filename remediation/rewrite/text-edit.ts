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
