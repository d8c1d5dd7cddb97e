/** Edges as DOT. Graphviz draws them between boxes only; an edge of a group is drawn to one of its boxes and cut at the group's border. */

import { wrapped } from "./clip.ts";
import { attributes, quotedLines } from "./dot-text.ts";
import { light } from "./palette.ts";
import { boxesIn, type Edge, type EdgeLook, type Group, type Item, isGroup, type Picture } from "./picture.ts";

const labelWidth = 34;

/** The edges, and unseen ones that keep every box of a group below what the group waits for. */
export function edgeLines(picture: Picture): readonly string[] {
  const groups = new Map(picture.items.flatMap(groupsIn).map((group) => [group.id, group]));
  const { edges } = picture;
  return edges.flatMap((edge) => {
    const tails = ends(groups.get(edge.from), edge.from, edges, "last");
    const heads = ends(groups.get(edge.to), edge.to, edges, "first");
    const [tail = edge.from] = tails;
    const [head = edge.to] = heads;
    const drawn = `  ${tail} -> ${head} ${attributes({
      ...looks[edge.look],
      ...(groups.has(edge.from) && { ltail: `cluster_${edge.from}` }),
      ...(groups.has(edge.to) && { lhead: `cluster_${edge.to}` }),
      ...(edge.label !== undefined &&
        edge.label !== "" && { label: quotedLines(wrapped(edge.label, labelWidth, 3).map((line) => ` ${line} `)) }),
    })}`;
    const unseen = tails.flatMap((from) =>
      heads.filter((to) => from !== tail || to !== head).map((to) => `  ${from} -> ${to} ${attributes(looks.unseen)}`),
    );
    return [drawn, ...unseen];
  });
}

const looks: Readonly<Record<EdgeLook, Readonly<Record<string, string>>>> = {
  value: {},
  artifact: { penwidth: "2.4" },
  order: { style: "dashed" },
  choice: { color: light("ink"), fontcolor: light("ink"), arrowhead: "empty" },
  use: {},
  unseen: { style: "invis", weight: "0" },
};

function groupsIn(item: Item): readonly Group[] {
  return isGroup(item) ? [item, ...item.items.flatMap(groupsIn)] : [];
}

/** The boxes of a group that nothing inside it comes before, or after; a box is its own end. */
function ends(group: Group | undefined, id: string, edges: readonly Edge[], which: "first" | "last"): readonly string[] {
  if (group === undefined) return [id];
  const boxes = boxesIn(group);
  const inside = new Set([...boxes, ...groupsIn(group).map((inner) => inner.id)]);
  const covered = new Set(
    edges
      .filter(({ from, to }) => inside.has(from) && inside.has(to))
      .flatMap(({ from, to }) => boxesOf(group, which === "first" ? to : from)),
  );
  const found = boxes.filter((box) => !covered.has(box));
  return found.length > 0 ? found : boxes.slice(0, 1);
}

/** The boxes of whatever has this id inside a group. */
function boxesOf(group: Group, id: string): readonly string[] {
  const inner = groupsIn(group).find((member) => member.id === id);
  return inner === undefined ? [id] : boxesIn(inner);
}
