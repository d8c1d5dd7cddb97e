/** Pictures as Mermaid flowcharts, for pages that draw them themselves. */
import { clip } from "./clip.ts";
import { type Box, type BoxLook, type Edge, type EdgeLook, type Item, isGroup, type Picture } from "./picture.ts";

/** Mermaid text of a picture. What the user wrote stands in quotes, with everything but letters, digits and harmless signs as character codes. */
export function mermaid(picture: Picture): string {
  const lines = [
    "flowchart TB",
    `  title[${quoted([picture.title, ...picture.lines])}]:::header`,
    ...picture.items.flatMap((item) => itemLines(item, "  ")),
    ...picture.edges.map(edgeLine),
    "  classDef header fill:none,stroke:none,text-align:left",
    ...["loop", "case", "area"].flatMap((look) => classLine(picture, look)),
  ];
  return `${lines.join("\n")}\n`;
}

/** What opens and closes a box of each look. */
const brackets: Readonly<Record<BoxLook, readonly [string, string]>> = {
  step: ["(", ")"],
  script: ["[/", "/]"],
  spark: ["[(", ")]"],
  approval: ["{{", "}}"],
  call: ["[[", "]]"],
  choice: ["{", "}"],
  handler: ["([", "])"],
  nothing: ["[", "]"],
  flow: ["(", ")"],
  pool: ["[(", ")]"],
};

function itemLines(item: Item, indent: string): readonly string[] {
  if (!isGroup(item)) return [`${indent}${boxText(item)}`];
  return [
    `${indent}subgraph ${item.id}[${quoted([item.label === "" ? " " : item.label])}]`,
    ...item.items.flatMap((inner) => itemLines(inner, `${indent}  `)),
    `${indent}end`,
  ];
}

function boxText({ id, look, name, notes, badge }: Box): string {
  const [open, close] = brackets[look];
  return `${id}${open}${quoted([name, ...notes, ...(badge === undefined ? [] : [badge])])}${close}`;
}

const arrows: Readonly<Record<EdgeLook, string>> = {
  value: "-->",
  artifact: "==>",
  order: "-.->",
  choice: "-->",
  use: "-->",
  unseen: "~~~",
};

function edgeLine({ from, to, look, label }: Edge): string {
  return `  ${from} ${arrows[look]}${label === undefined || label === "" ? "" : `|${quoted([clip(label, 100)])}|`} ${to}`;
}

const groupStyles: Readonly<Record<string, string>> = { loop: "stroke-width:3px", case: "stroke-dasharray:4 3", area: "fill:none" };

function classLine({ items }: Picture, look: string): readonly string[] {
  const ids = items.flatMap((item) => groupIds(item, look));
  return ids.length === 0 ? [] : [`  classDef ${look}Group ${groupStyles[look] ?? ""}`, `  class ${ids.join(",")} ${look}Group`];
}

function groupIds(item: Item, look: string): readonly string[] {
  return isGroup(item) ? [...(item.look === look ? [item.id] : []), ...item.items.flatMap((inner) => groupIds(inner, look))] : [];
}

function quoted(lines: readonly string[]): string {
  return `"${lines.map(escaped).join("<br/>")}"`;
}

/** Text as Mermaid reads it back: letters, digits and a few signs as they are, everything else by its code. */
function escaped(text: string): string {
  return [...text]
    .map((character) => {
      if (/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(character)) return " ";
      return /[\p{L}\p{M}\p{N} .,:=+()/_·≥≤≠×…–-]/u.test(character) ? character : `#${character.codePointAt(0) ?? 0};`;
    })
    .join("");
}
