/** Pictures as files. Graphviz is loaded only when something is drawn. */
import { graphviz } from "./graphviz.ts";
import { rasterise } from "./rasterise.ts";
import type { Rendered } from "./rendered.ts";
import { stacked } from "./stacked.ts";
import { typeset } from "./typeset.ts";

export const pictureFormats = ["svg", "png", "dot"] as const;
export type PictureFormat = (typeof pictureFormats)[number];

/**
 * The picture in a format
 *
 * SVG text fits light and dark pages and has the same bytes wherever it is made. PNG needs the package @resvg/resvg-js and a font of the machine; without them
 * the answer is the diagnostic draw/no-png.
 */
export async function render(dot: string, format: PictureFormat): Promise<Rendered> {
  if (format === "dot") return { content: dot };
  const svg = await svgOf(dot);
  return format === "svg" ? { content: svg } : await rasterise(svg);
}

async function svgOf(dot: string): Promise<string> {
  return typeset(stacked(titled(withoutProlog(await graphviz(dot)))));
}

/** Tooltips as titles, which every viewer shows, instead of links that lead nowhere; without the titles that only repeat our ids. */
function titled(svg: string): string {
  return svg
    .replaceAll(/<title>[^<]*<\/title>\n/g, "")
    .replaceAll(/<g id="a_[^"]*"><a xlink:title="([^"]*)">\n/g, "<title>$1</title>\n")
    .replaceAll(/<\/a>\n<\/g>\n/g, "");
}

/** Without the document type and the comments, which name Graphviz's version and an address: neither is of the picture. */
function withoutProlog(svg: string): string {
  return svg.slice(svg.indexOf("<svg")).replaceAll(/<!--.*?-->\n?/gs, "");
}
