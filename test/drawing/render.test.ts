import { expect, it } from "vitest";
import { drawFlow } from "../../compiler/drawing/draw-flow.ts";
import { drawMermaid } from "../../compiler/drawing/draw-mermaid.ts";
import { palette } from "../../compiler/drawing/palette.ts";
import { rasterise } from "../../compiler/drawing/rasterise.ts";
import { render } from "../../compiler/drawing/render.ts";
import { flowOf } from "../support/program.ts";
import { caseNamed } from "./cases.ts";

it("gives the same bytes for the same flow, whatever was drawn before and at the same time", async () => {
  const [loops, branches] = [await dotOf("loops", "shards"), await dotOf("branches", "decide")];
  const first = await svgOf(loops);
  const [again, other, third] = await Promise.all([svgOf(loops), svgOf(branches), svgOf(loops)]);
  expect([again, third]).toEqual([first, first]);
  expect(other).not.toBe(first);
});

it("gives DOT as it is", async () => {
  const dot = await dotOf("loops", "shards");
  expect(await render(dot, "dot")).toEqual({ content: dot });
});

it("lets nothing that a user wrote become syntax: no link, no script, no second graph", async () => {
  const dot = await dotOf("hostile", "hostile");
  const svg = await svgOf(dot);
  const tags = [...svg.matchAll(/<\/?([a-zA-Z][\w:-]*)/g)].map(([, tag]) => tag);
  expect([...new Set(tags)].sort()).toEqual(["g", "path", "polygon", "rect", "style", "svg", "text", "title"]);
  const attributes = [...svg.matchAll(/<[^>]*>/g)].flatMap(([tag]) => [...tag.replaceAll(/"[^"]*"/g, '""').matchAll(/([\w:-]+)=""/g)]);
  expect(attributes.map(([, name]) => name).filter((name) => /href|^on|xlink/.test(name ?? ""))).toEqual([]);
  expect(svg.match(/<svg/g)).toHaveLength(1);
  expect(svg).not.toMatch(/\u202e|\u202c|\u0007/);
});

it("lets nothing that a user wrote end a text of Mermaid", async () => {
  const { program } = await caseNamed("hostile");
  for (const line of drawMermaid(flowOf(program)).split("\n")) expect(line.match(/"/g)?.length ?? 0, line).toBeOneOf([0, 2]);
});

it("draws with colours of the palette only, so that each has its partner for dark pages", async () => {
  const known = new Set<string>(Object.values(palette).map(([light]) => light));
  for (const [name, flow] of [
    ["kinds", "backfill"],
    ["branches", "decide"],
    ["loops", "shards"],
    ["empty", "hollow"],
  ] as const) {
    const svg = await svgOf(await dotOf(name, flow));
    const used = [...svg.replace(/<style>.*?<\/style>/s, "").matchAll(/(?:fill|stroke)="([^"]*)"/g)].map(([, colour]) => colour ?? "");
    expect(used.filter((colour) => !known.has(colour) && colour !== "none" && colour !== "transparent")).toEqual([]);
  }
});

it("keeps every text at 4.5 : 1 or more on what is behind it, on light and on dark pages", () => {
  const fills = ["paper", "stepFill", "scriptFill", "sparkFill", "approvalFill", "callFill", "handlerFill", "groupFill"] as const;
  for (const page of [0, 1] as const) {
    for (const fill of fills)
      for (const text of ["ink", "faint"] as const)
        expect(contrast(palette[text][page], palette[fill][page]), `${text} on ${fill}, page ${page}`).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.paper[page], palette.badgeFill[page])).toBeGreaterThanOrEqual(4.5);
  }
});

it("paints PNG with the painter, and says what to do where there is none or no font", async () => {
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);
  class Resvg {
    static font = true;
    getBBox() {
      return Resvg.font ? { width: 1 } : undefined;
    }
    render() {
      return { asPng: () => png };
    }
  }
  expect(await rasterise("<svg/>", async () => ({ Resvg }))).toEqual({ content: png });
  Resvg.font = false;
  expect(await rasterise("<svg/>", async () => ({ Resvg }))).toMatchObject({
    diagnostic: { code: "draw/no-png", message: "A PNG cannot be drawn: this machine has no font." },
  });
  expect(await rasterise("<svg/>", async () => undefined)).toMatchObject({
    diagnostic: { code: "draw/no-png", help: expect.stringContaining("npm install --save-dev @resvg/resvg-js") as string },
  });
});

async function dotOf(name: string, flow: string): Promise<string> {
  const { program } = await caseNamed(name);
  return drawFlow(flowOf(program, flow), { flows: program.flows });
}

async function svgOf(dot: string): Promise<string> {
  const rendered = await render(dot, "svg");
  if (!("content" in rendered) || typeof rendered.content !== "string") throw new Error("there is no SVG");
  return rendered.content;
}

/** The contrast ratio of WCAG 2.2. */
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((left, right) => right - left);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
