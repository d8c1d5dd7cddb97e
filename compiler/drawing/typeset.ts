/**
 * The letters of an SVG that Graphviz drew
 *
 * Graphviz has one size for all lines of a label. Here the first line of a box becomes its title, the others notes, the last line of a GPU step a badge; the
 * picture is made as wide as its header; and a style sheet is added for readers whose pages are dark.
 */
import { darkStyle, light } from "./palette.ts";

const fonts = "Helvetica,Arial,sans-serif";
/** Width of a letter of the widest usual fonts, in parts of their size. */
const letter = 0.64;
const size = { header: 17, title: 11.5, note: 10, label: 10, group: 11 } as const;

interface Line {
  readonly x: number;
  readonly y: number;
  readonly anchor: string;
  readonly fill: string;
  /** Escaped, as it stands in the SVG. */
  readonly text: string;
}

/** The SVG with its letters set. */
export function typeset(svg: string): string {
  let widest = 0;
  // A group of Graphviz's begins, and then come the lines of its label.
  const pieces = svg.split(/(?=<g id="[^"]*" class=")/).map((piece) => {
    const classes = /^<g id="[^"]*" class="([^"]*)"/.exec(piece)?.[1]?.split(" ") ?? [];
    return piece.replace(/(?:<text [^>]*>[^<]*<\/text>\n?)+/, (label) => {
      const lines = [...label.matchAll(/<text [^>]*>[^<]*<\/text>/g)]
        .map(([text]) => lineOf(text))
        .filter(({ text }) => text.trim() !== "");
      if (classes[0] === "graph")
        widest = Math.max(...lines.map((line, index) => line.x + width(line.text, index === 0 ? size.header : size.group)));
      return lines.map((line, index) => set(line, classes, index === 0, index === lines.length - 1)).join("");
    });
  });
  return framed(pieces.join(""), widest);
}

function lineOf(text: string): Line {
  const [, inner = ""] = />([^<]*)</.exec(text) ?? [];
  const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(text)?.[1] ?? "";
  return { x: Number(attribute("x")), y: Number(attribute("y")), anchor: attribute("text-anchor"), fill: attribute("fill"), text: inner };
}

function set(line: Line, classes: readonly string[], first: boolean, last: boolean): string {
  switch (classes[0]) {
    case "graph":
      return first ? drawn(line, size.header, light("ink"), true) : drawn(line, size.group, light("faint"));
    case "cluster":
      return drawn(line, size.group, light("faint"), classes.includes("area"));
    case "edge":
      return drawn(line, size.label, line.fill || light("ink"));
  }
  if (first) return drawn(line, size.title, line.fill || light("ink"), !classes.includes("choice") && !classes.includes("nothing"));
  return last && classes.includes("badge") ? badge(line) : drawn(line, size.note, light("faint"));
}

function drawn({ x, y, anchor, text }: Line, points: number, fill: string, bold = false): string {
  const weight = bold ? ' font-weight="bold"' : "";
  return `<text text-anchor="${anchor}" x="${x}" y="${y}" font-family="${fonts}" font-size="${points}"${weight} fill="${fill}">${text}</text>\n`;
}

function badge(line: Line): string {
  const across = width(line.text, size.note) + 10;
  const box = `x="${rounded(line.x - across / 2)}" y="${rounded(line.y - size.note)}" width="${rounded(across)}" height="${size.note + 4}" rx="4"`;
  return `<rect ${box} fill="${light("badgeFill")}"/>\n${drawn(line, size.note, light("paper"), true)}`;
}

function width(text: string, points: number): number {
  return [...text.replaceAll(/&[^;]*;/g, "x")].length * points * letter;
}

function rounded(number: number): number {
  return Math.round(number * 100) / 100;
}

/** The picture at least so wide that no line of the header is cut, on paper of its own, with the colours for dark pages. */
function framed(svg: string, widest: number): string {
  const [start = "", across = "", high = ""] = /^<svg width="(\d+)pt" height="(\d+)pt"[^>]*>/.exec(svg) ?? [];
  const wide = Math.max(Number(across), Math.ceil(widest) + 24);
  const head = [
    `<svg width="${wide}pt" height="${high}pt" viewBox="0 0 ${wide} ${high}" xmlns="http://www.w3.org/2000/svg">`,
    `<style>${darkStyle()}</style>`,
    `<rect width="${wide}" height="${high}" fill="${light("paper")}"/>`,
  ];
  return svg.replace(start, () => head.join("\n"));
}
