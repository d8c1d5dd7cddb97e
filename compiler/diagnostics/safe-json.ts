import { hiddenCharacters } from "../text/escape-control.ts";

/** JSON text, indented, in which hidden characters are escapes: it says the same data, and a terminal shows all of it. */
export function safeJson(value: unknown): string {
  const hidden = new RegExp(`(?!\\n)${hiddenCharacters}`, "gu");
  const escaped = JSON.stringify(value, undefined, 2).replace(hidden, (character) =>
    Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`).join(""),
  );
  return `${escaped}\n`;
}
