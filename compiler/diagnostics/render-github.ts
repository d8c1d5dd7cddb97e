/** Findings as annotations of a workflow run on GitHub */
import { escapeControl } from "../text/escape-control.ts";
import type { Place } from "./diagnostic.ts";
import { apart, errorsFirst, type LocatedDiagnostic } from "./located-diagnostic.ts";
import { inEnvironments } from "./render-human.ts";

/** GitHub drops the eleventh annotation of a step without a word. */
const most = 10;

/**
 * Workflow commands, one a line: errors first, at most ten, then a notice that says how many there are more
 *
 * Nothing in a name or a message can begin a command of its own: no line ends within one, and in properties the separators are escaped.
 *
 * Source: docs.github.com "Workflow commands for GitHub Actions"; actions/runner ActionCommand.cs for the escapes.
 */
export function renderGithub(found: readonly LocatedDiagnostic[]): string {
  const { open } = apart(found);
  const lines = errorsFirst(open).slice(0, most).map(annotation);
  const more = open.length - lines.length;
  if (more > 0) lines.push(`::notice title=Millwright::and ${more} more; \`millwright check\` shows all of them`);
  return lines.map((line) => `${line}\n`).join("");
}

function annotation({ code, severity, message, place, why, help, environments }: LocatedDiagnostic): string {
  const properties = [...placeProperties(place), ["title", code] as const].map(
    ([name, value]) => `${name}=${escapeProperty(String(value))}`,
  );
  const said = [message, environments && inEnvironments(environments), why, help].filter((part) => part !== undefined).map(escapeControl);
  return `::${severity} ${properties.join(",")}::${escapeData(said.join("\n"))}`;
}

/** Columns only within one line: GitHub refuses them otherwise. */
function placeProperties(place: Place | undefined): readonly (readonly [name: string, value: string | number])[] {
  if (place === undefined) return [];
  const { file, line, column, endLine = line, endColumn } = place;
  if (line === undefined) return [["file", file]];
  if (endLine !== line)
    return [
      ["file", file],
      ["line", line],
      ["endLine", endLine ?? line],
    ];
  return [
    ["file", file],
    ["line", line],
    ...(column === undefined ? [] : [["col", column] as const]),
    ...(endColumn === undefined ? [] : [["endColumn", endColumn] as const]),
  ];
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(escapeControl(text)).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
