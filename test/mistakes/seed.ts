/** Mistakes, and how they are put into the ten-step flow. */
import { flowSource } from "../../bench/support/generate-platform.ts";

export interface Mistake {
  readonly title: string;
  /** What stands in the flow, found exactly once, and what is written instead; «…» marks what must be underlined. */
  readonly edits: readonly (readonly [string, string])[];
  readonly code: string;
  readonly says: string;
  readonly help: string;
  /** Prefix of names in the environment; default none. */
  readonly namePrefix?: string;
}

export interface Seeded {
  readonly text: string;
  /** `line:column-line:column`, from 1, the end exclusive. */
  readonly place: string;
}

/** Flow number `index` with the mistake in it, and the place that must be underlined. Throws where the flow does not have the text. */
export function seed({ title, edits }: Mistake, index = 0): Seeded {
  let text = flowSource(index);
  for (const [from, to] of edits) text = replaceOnce(text, numbered(from, index), numbered(to, index), title);
  const start = text.indexOf("«");
  const end = text.indexOf("»") - 1;
  if (start < 0 || end < start) throw new Error(`"${title}" marks no place`);
  const clean = text.replace("«", "").replace("»", "");
  return { text: clean, place: `${position(clean, start)}-${position(clean, end)}` };
}

/** The tables are written for flow 0; the others have other numbers and start at another minute. */
export function numbered(text: string, index: number): string {
  const cron = `cron: "${index % 60} ${Math.floor(index / 60) % 24} * * *"`;
  return text.replaceAll("00000", String(index).padStart(5, "0")).replaceAll('cron: "0 0 * * *"', cron);
}

function replaceOnce(text: string, from: string, to: string, title: string): string {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`"${title}" replaces a text that stands in the flow ${parts.length - 1} times: ${from}`);
  return parts.join(to);
}

function position(text: string, offset: number): string {
  const lines = text.slice(0, offset).split("\n");
  return `${lines.length}:${(lines.at(-1) ?? "").length + 1}`;
}
