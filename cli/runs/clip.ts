import { stripVTControlCharacters } from "node:util";
import { cells } from "../../compiler/diagnostics/cells.ts";

/** How many columns of a terminal a text takes, colours left out. */
export function columnsOf(text: string): number {
  return cells(stripVTControlCharacters(text)).reduce((sum, { columns }) => sum + columns, 0);
}

/** The text in so many columns at most, hidden characters shown; what is cut is marked, at its end or, for paths, at its beginning. */
export function clip(text: string, columns: number, cut: "end" | "beginning" = "end"): string {
  const all = cells(text);
  const width = all.reduce((sum, cell) => sum + cell.columns, 0);
  if (width <= columns) return all.map(({ shown }) => shown).join("");
  const kept: string[] = [];
  let room = columns - 1;
  for (const cell of cut === "end" ? all : all.toReversed()) {
    room -= cell.columns;
    if (room < 0) break;
    kept.push(cell.shown);
  }
  if (columns < 1) return "";
  return cut === "end" ? `${kept.join("")}…` : `…${kept.reverse().join("")}`;
}
