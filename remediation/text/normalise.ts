/** Escape sequences of terminals. Every repetition is bounded, so the time is linear. */
const escapes = /\u001b(?:\[[0-9;:?]{0,32}[A-Za-z]|\][^\u0007\u001b]{0,256}(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;

/** The text without escape sequences of terminals. */
export function withoutEscapes(text: string): string {
  return text.includes("\u001b") ? text.replace(escapes, "") : text;
}

/** A line as patterns are written for: lower case, single spaces, no quotes, no backslashes. */
export function normalise(line: string): string {
  return withoutEscapes(line)
    .toLowerCase()
    .replace(/["'`\\‘’“”]/g, "")
    .replace(/[ \t]+/g, " ");
}
