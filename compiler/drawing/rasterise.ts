/** SVG as PNG, by a package that only those who want PNG install. */
import { defineDiagnostic, message } from "../diagnostics/diagnostic.ts";
import type { Rendered } from "./rendered.ts";

export const noPng = defineDiagnostic({
  code: "draw/no-png",
  severity: "error",
  message: message`A PNG cannot be drawn: ${"reason"}.`,
  why: "Millwright draws SVG by itself; for PNG it needs a painter and a font, which most machines that run it have no use for.",
});

const orSvg = ", or ask for SVG: every browser and forge shows it.";

interface Painter {
  readonly Resvg: new (svg: string, options: object) => { getBBox(): object | undefined; render(): { asPng(): Uint8Array } };
}

const font = { loadSystemFonts: true, defaultFontFamily: "DejaVu Sans" };
/** Pixels of a point, and the most of a side: beyond it a viewer gives up. */
const [scale, longestSide] = [2, 16_000];

/** The SVG as PNG. Reports draw/no-png where the painter is not installed or the machine has no font: letters would silently be missing. */
export async function rasterise(svg: string, load: () => Promise<Painter | undefined> = loadPainter): Promise<Rendered> {
  const painter = await load();
  if (painter === undefined)
    return {
      diagnostic: noPng.at(
        null,
        { reason: 'the package "@resvg/resvg-js" is not installed' },
        { help: `Add it with "npm install --save-dev @resvg/resvg-js"${orSvg}` },
      ),
    };
  const { Resvg } = painter;
  const probe = new Resvg('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">m</text></svg>', { font });
  if (probe.getBBox() === undefined)
    return { diagnostic: noPng.at(null, { reason: "this machine has no font" }, { help: `Install one, such as DejaVu${orSvg}` }) };
  return { content: new Resvg(svg, { fitTo: { mode: "zoom", value: scaleOf(svg) }, font }).render().asPng() };
}

function scaleOf(svg: string): number {
  const [, width = "0", height = "0"] = /^<svg width="(\d+)pt" height="(\d+)pt"/.exec(svg) ?? [];
  return Math.min(scale, longestSide / Math.max(Number(width), Number(height), 1));
}

async function loadPainter(): Promise<Painter | undefined> {
  try {
    // By a name that no bundler follows: the package is not ours to bring.
    const name = "@resvg/resvg-js";
    const loaded = (await import(name)) as Painter & { readonly default?: Painter };
    return loaded.default ?? loaded;
  } catch {
    return undefined;
  }
}
