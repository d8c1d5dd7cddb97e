/** Findings for a person: the message, the line, why, and what to write instead */
import { styleText } from "node:util";
import { escapeControl } from "../text/escape-control.ts";
import type { Place } from "./diagnostic.ts";
import { frame } from "./frame.ts";
import { apart, type LocatedDiagnostic } from "./located-diagnostic.ts";
import { type SourceText, sourceTexts } from "./source-text.ts";
import { wrap } from "./wrap.ts";

export interface HumanOptions {
  /** The texts of the files, for the frames. */
  readonly sources: ReadonlyMap<string, string>;
  readonly colour?: boolean;
  /** Columns of the terminal; more than 100 are not used, fewer than 60 not obeyed. */
  readonly width?: number;
}

const widest = 100;
const narrowest = 60;

/** All findings that are not silenced, and a line that counts them; every line ends with a line feed. */
export function renderHuman(found: readonly LocatedDiagnostic[], { sources, colour = false, width = widest }: HumanOptions): string {
  const { open, suppressed } = apart(found);
  const textOf = sourceTexts(sources);
  const look: Look = {
    width: Math.max(narrowest, Math.min(widest, width)),
    paint: (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text),
  };
  const blocks = open.map((diagnostic) => renderOne(diagnostic, textOf, look));
  return `${[...blocks, countFindings(open, suppressed.length)].join("\n\n")}\n`;
}

/** One finding without colours, as `renderHuman` shows it. */
export function renderFinding(diagnostic: LocatedDiagnostic, textOf: (file: string) => SourceText | undefined): string {
  return renderOne(diagnostic, textOf, { width: widest, paint: (_, text) => text });
}

/** "3 errors, 1 warning in 2 files". */
export function countFindings(open: readonly LocatedDiagnostic[], silenced: number): string {
  const errors = open.filter(({ severity }) => severity === "error").length;
  const files = new Set(open.flatMap(({ place }) => (place === undefined ? [] : [place.file]))).size;
  const counts = [errors > 0 && count(errors, "error"), open.length > errors && count(open.length - errors, "warning")].filter(
    (part) => part !== false,
  );
  const said = `${counts.length === 0 ? "No findings" : counts.join(", ")}${files > 0 ? ` in ${count(files, "file")}` : ""}`;
  return silenced > 0 ? `${said}, ${silenced} silenced` : said;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

interface Look {
  readonly width: number;
  readonly paint: (style: "bold" | "red" | "yellow" | "cyan" | "dim", text: string) => string;
}

function renderOne(diagnostic: LocatedDiagnostic, textOf: (file: string) => SourceText | undefined, look: Look): string {
  const { paint, width } = look;
  const { code, severity, message, place, related, why, help, environments } = diagnostic;
  const tone = severity === "error" ? "red" : "yellow";
  const lines = [`${paint("bold", paint(tone, `${severity} ${shown(code)}`))}: ${paint("bold", shown(message))}`];
  const addFrame = (at: Place, indent: string): void => {
    const source = textOf(at.file);
    if (source === undefined) return;
    for (const { gutter, text, isMark } of frame(source, at, width - indent.length))
      lines.push(`${indent}${paint("dim", text === "" ? gutter.trimEnd() : gutter)}${isMark ? paint(tone, text) : unforged(text)}`);
  };
  if (place !== undefined) {
    lines.push(`  ${paint("cyan", placeText(place))}`);
    addFrame(place, "  ");
  }
  for (const { message: said, place: at } of related) {
    lines.push(labelled("also", shown(said), look), `${hanging}${paint("cyan", placeText(at))}`);
    addFrame(at, hanging);
  }
  if (environments !== undefined) lines.push(labelled("only", inEnvironments(environments), look));
  if (why !== undefined) lines.push(labelled("why", shown(why), look));
  if (help !== undefined) lines.push(labelled("help", shown(help), look));
  lines.push(labelled("more", `millwright explain ${shown(code)}`, look));
  return lines.map(harmless).join("\n");
}

const hanging = " ".repeat(8);

function labelled(label: string, text: string, { paint, width }: Look): string {
  return `  ${paint("dim", label.padEnd(6))}${wrap(text, width - hanging.length).join(`\n${hanging}`)}`;
}

/** In environment "prod". */
export function inEnvironments(environments: readonly string[]): string {
  const names = environments.map((name) => `"${shown(name)}"`);
  const last = names.at(-1) ?? "";
  return names.length === 1 ? `In environment ${last}.` : `In environments ${names.slice(0, -1).join(", ")} and ${last}.`;
}

/** "flows/churn.flow.ts:31:42". */
export function placeText({ file, line, column }: Place): string {
  return [shown(file), line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(":");
}

/** A user's text on one line, with nothing in it that a terminal or a CI runner obeys. */
function shown(text: string): string {
  return unforged(escapeControl(text));
}

/** GitHub's runner obeys `##[…]` anywhere in a line of a log … */
function unforged(text: string): string {
  return text.replaceAll("##[", "#\\x23[");
}

/** … and `::…::` at the beginning of one, colours or none. */
function harmless(lines: string): string {
  return lines.replace(/^((?:\s|\u001b\[\d+m)*):(?=:)/gm, "$1\\x3a");
}
