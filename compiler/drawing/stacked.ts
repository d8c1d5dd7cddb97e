/** Loops as stacks: behind the border of each loop, two more, each a little further down and to the right. */

const step = 4;

/** The SVG with stacks behind its loops. Graphviz draws a rounded cluster as one path of absolute coordinates. */
export function stacked(svg: string): string {
  return svg.replaceAll(/(<g id="[^"]*" class="cluster loop">.*?)(<path [^>]*\bd=")([^"]*)("[^>]*>)/gs, (_, before, start, path, end) => {
    const sheets = [2, 1].map((distance) => `${start}${shifted(path, distance * step)}${end}\n`);
    return `${before}${sheets.join("")}${start}${path}${end}`;
  });
}

function shifted(path: string, distance: number): string {
  return path.replaceAll(/(-?[\d.]+),(-?[\d.]+)/g, (_, x, y) => `${moved(x, distance)},${moved(y, distance)}`);
}

function moved(coordinate: string, distance: number): string {
  return String(Math.round((Number(coordinate) + distance) * 100) / 100);
}
