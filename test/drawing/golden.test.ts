import path from "node:path";
import { expect, it } from "vitest";
import { drawFlow } from "../../compiler/drawing/draw-flow.ts";
import { drawMermaid } from "../../compiler/drawing/draw-mermaid.ts";
import { drawPlatform } from "../../compiler/drawing/draw-platform.ts";
import { render } from "../../compiler/drawing/render.ts";
import { cases } from "./cases.ts";

for (const { name, folder, program } of await cases()) {
  for (const flow of program.flows)
    it(`draws flow "${flow.name}" of case "${name}" as before`, async () => {
      const options = { environment: program.environment.name, flows: program.flows };
      const dot = drawFlow(flow, options);
      await expect(dot).toMatchFileSnapshot(path.join(folder, `${flow.name}.dot`));
      await expect(drawMermaid(flow, options)).toMatchFileSnapshot(path.join(folder, `${flow.name}.mmd`));
      await expect(await svgOf(dot)).toMatchFileSnapshot(path.join(folder, `${flow.name}.svg`));
    });
  it(`draws the platform of case "${name}" as before`, async () => {
    const dot = drawPlatform(program);
    await expect(dot).toMatchFileSnapshot(path.join(folder, "platform.dot"));
    await expect(await svgOf(dot)).toMatchFileSnapshot(path.join(folder, "platform.svg"));
  });
}

async function svgOf(dot: string): Promise<string> {
  const rendered = await render(dot, "svg");
  if (!("content" in rendered) || typeof rendered.content !== "string") throw new Error("there is no SVG");
  return rendered.content;
}
