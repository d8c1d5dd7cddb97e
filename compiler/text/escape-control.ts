/**
 * The characters that a reader cannot see or that change what he sees: controls, line separators, bidirectional and zero-width marks, fillers,
 * tags, halves of surrogate pairs and code points that are no characters.
 *
 * Ranges are written out, not `\p{…}`: the tables of Node's releases differ, and artifacts escape by this list.
 *
 * Source: Unicode 16, categories Cc, Cf, Zl, Zp and Default_Ignorable_Code_Point less the variation selectors that emoji need.
 */
export const hiddenCharacters =
  "[\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u0600-\\u0605\\u061c\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f" +
  "\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ud800-\\udfff\\ufdd0-\\ufdef\\ufeff\\uffa0\\ufff0-\\ufffb\\ufffe\\uffff" +
  "\\u{110bd}\\u{110cd}\\u{13430}-\\u{1343f}\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}]";

const hidden = new RegExp(hiddenCharacters, "gu");
const hiddenButLayout = new RegExp(`(?![\\n\\t])${hiddenCharacters}`, "gu");
const short: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * Shows a text on one line, every hidden character as an escape: `\n`, `\x1b`, `\u202e`, `\u{e0041}`.
 *
 * For whatever leaves for a terminal, a comment or a log of CI. For eyes only: a backslash that was there already stays as it is.
 */
export function escapeControl(text: string): string {
  return text.replace(hidden, shown);
}

/** Shows a text of several lines likewise; line feeds and tabs stay. */
export function escapeControlInLines(text: string): string {
  return text.replace(hiddenButLayout, shown);
}

function shown(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  if (code < 0x100) return short[character] ?? `\\x${digits.padStart(2, "0")}`;
  return code > 0xffff ? `\\u{${digits}}` : `\\u${digits.padStart(4, "0")}`;
}
