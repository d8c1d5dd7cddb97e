/** Pictures as DOT, the language of Graphviz. */
import { edgeLines } from "./dot-edges.ts";
import { attributes, quotedLines } from "./dot-text.ts";
import { type Colour, light } from "./palette.ts";
import { type Box, type BoxLook, type Group, type GroupLook, type Item, isGroup, type Picture } from "./picture.ts";

/**
 * DOT text of a picture: no links, no names of the user's as ids
 *
 * Letters are measured a little large, because the font that a reader has may be wider than the one that Graphviz measures by; `typeset` draws them smaller.
 */
export function dot(picture: Picture): string {
  const lines = [
    "digraph {",
    `  graph ${attributes(graphAttributes(picture))}`,
    `  node ${attributes({ fontname: "Helvetica", fontsize: "15", fontcolor: light("ink"), margin: "0.14,0.07", height: "0.4", style: "filled" })}`,
    `  edge ${attributes({ fontname: "Helvetica", fontsize: "11", fontcolor: light("faint"), color: light("line"), arrowsize: "0.7" })}`,
    ...picture.items.flatMap((item) => itemLines(item, "  ")),
    ...edgeLines(picture),
    "}",
  ];
  return `${lines.join("\n")}\n`;
}

function graphAttributes({ title, lines }: Picture): Readonly<Record<string, string>> {
  return {
    compound: "true",
    newrank: "true",
    rankdir: "TB",
    nodesep: "0.3",
    ranksep: "0.5",
    pad: "0.25",
    bgcolor: light("paper"),
    fontname: "Helvetica",
    fontsize: "12",
    fontcolor: light("ink"),
    labelloc: "t",
    labeljust: "l",
    label: quotedLines([title, ...lines, " "], "l"),
  };
}

function itemLines(item: Item, indent: string): readonly string[] {
  return isGroup(item) ? groupLines(item, indent) : [`${indent}${item.id} ${attributes(boxAttributes(item))}`];
}

const groupStyles: Readonly<Record<GroupLook, Readonly<Record<string, string>>>> = {
  loop: { style: "filled,rounded", fillcolor: light("groupFill"), margin: "16" },
  case: { style: "dashed,rounded", margin: "12" },
  area: { style: "rounded", margin: "12" },
};

function groupLines({ id, look, label, items, tooltip }: Group, indent: string): readonly string[] {
  const own = {
    class: look,
    ...groupStyles[look],
    color: light("groupLine"),
    fontsize: look === "area" ? "15" : "13",
    tooltip: quotedLines([tooltip]),
    // Without a label of its own a cluster would inherit the one of the graph.
    label: quotedLines(label === "" ? [] : [label]),
  };
  return [
    `${indent}subgraph cluster_${id} {`,
    `${indent}  graph ${attributes(own)}`,
    ...items.flatMap((item) => itemLines(item, `${indent}  `)),
    `${indent}}`,
  ];
}

interface Style {
  readonly shape: string;
  readonly style?: string;
  readonly fill: Colour;
  readonly line: Colour;
  readonly more?: Readonly<Record<string, string>>;
}

const styles: Readonly<Record<BoxLook, Style>> = {
  step: { shape: "box", style: "filled,rounded", fill: "stepFill", line: "stepLine" },
  script: { shape: "note", fill: "scriptFill", line: "scriptLine" },
  spark: { shape: "component", fill: "sparkFill", line: "sparkLine" },
  approval: { shape: "octagon", fill: "approvalFill", line: "approvalLine", more: { margin: "0.02,0.02" } },
  call: { shape: "box", fill: "callFill", line: "callLine", more: { peripheries: "2" } },
  choice: { shape: "diamond", fill: "paper", line: "line", more: { margin: "0.02,0.02" } },
  handler: { shape: "box", style: "filled,rounded,dashed", fill: "handlerFill", line: "handlerLine" },
  nothing: { shape: "box", style: "filled,dashed", fill: "paper", line: "groupLine", more: { fontcolor: light("faint") } },
  flow: { shape: "box", style: "filled,rounded", fill: "stepFill", line: "stepLine" },
  pool: { shape: "box3d", fill: "approvalFill", line: "approvalLine" },
};

function boxAttributes({ look, name, notes, badge, tooltip }: Box): Readonly<Record<string, string>> {
  const { shape, style, fill, line, more } = styles[look];
  return {
    class: badge === undefined ? look : `${look} badge`,
    shape,
    ...(style !== undefined && { style }),
    fillcolor: light(fill),
    color: light(line),
    ...more,
    tooltip: quotedLines([tooltip]),
    label: quotedLines([name, ...notes, ...(badge === undefined ? [] : [badge])]),
  };
}
