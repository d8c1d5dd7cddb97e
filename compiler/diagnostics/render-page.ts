/** A page of Markdown for a terminal: headings, paragraphs, lists and code; what else Markdown has stays as it is written */
import { styleText } from "node:util";
import { escapeControlInLines } from "../text/escape-control.ts";
import { wrap } from "./wrap.ts";

export interface PageOptions {
  readonly colour?: boolean;
  readonly width?: number;
}

/** The page's text, its paragraphs wrapped; ends with a line feed. */
export function renderPage(markdown: string, { colour = false, width = 100 }: PageOptions = {}): string {
  const paint: Paint = (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
  const blocks = blocksOf(escapeControlInLines(markdown.replaceAll("\r\n", "\n")));
  const shown = blocks.map((block, index) => {
    const isNextItem = block.kind === "item" && blocks[index - 1]?.kind === "item";
    return `${index === 0 ? "" : isNextItem ? "\n" : "\n\n"}${renderBlock(block, width, paint)}`;
  });
  return `${shown.join("")}\n`;
}

type Paint = (style: "bold" | "cyan" | "dim", text: string) => string;

interface Block {
  readonly kind: "heading" | "paragraph" | "item" | "code";
  readonly lines: readonly string[];
}

/** Blocks end at blank lines; a fence holds its blank lines, and a list is one block an item. */
function blocksOf(markdown: string): readonly Block[] {
  const blocks: { kind: Block["kind"]; lines: string[] }[] = [];
  let fence: string | undefined;
  let isOpen = false;
  for (const line of markdown.split("\n")) {
    const last = blocks.at(-1);
    if (fence !== undefined) {
      if (line.trim() === fence) fence = undefined;
      else last?.lines.push(line);
      isOpen = false;
      continue;
    }
    fence = /^(`{3,})[a-z]*$/.exec(line.trim())?.[1];
    if (fence !== undefined) blocks.push({ kind: "code", lines: [] });
    else if (line.trim() === "") isOpen = false;
    else if (/^#+ /.test(line)) {
      blocks.push({ kind: "heading", lines: [line.replace(/^#+ /, "")] });
      isOpen = false;
    } else if (/^(-|\d+\.) /.test(line)) {
      blocks.push({ kind: "item", lines: [line] });
      isOpen = true;
    } else if (isOpen && last !== undefined) last.lines.push(line.trim());
    else {
      blocks.push({ kind: "paragraph", lines: [line] });
      isOpen = true;
    }
  }
  return blocks;
}

function renderBlock({ kind, lines }: Block, width: number, paint: Paint): string {
  if (kind === "code") return lines.map((line) => `    ${line}`.trimEnd()).join("\n");
  const text = lines.join(" ");
  if (kind === "heading") return paint("bold", text);
  const marker = kind === "item" ? text.slice(0, text.indexOf(" ") + 1) : "";
  const wrapped = marker + wrap(text.slice(marker.length), width - marker.length).join(`\n${" ".repeat(marker.length)}`);
  return wrapped
    .replace(/\*\*([^*]+)\*\*/g, (_, strong: string) => paint("bold", strong))
    .replace(/`[^`\n]+`/g, (code) => paint("cyan", code));
}
