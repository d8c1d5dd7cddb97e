import { expect, it } from "vitest";
import { drawPlatform } from "../../compiler/drawing/draw-platform.ts";
import { render } from "../../compiler/drawing/render.ts";
import { makeFlow, makePool, makeProgram, makeStep } from "../support/make-program.ts";
import { caseNamed } from "./cases.ts";

it("draws who calls whom and what runs on which pool, flows by owner", async () => {
  const { program } = await caseNamed("kinds");
  const dot = drawPlatform(program);
  for (const label of ['"search"', '"growth-ml"', '"GPU pools"']) expect(dot).toContain(`label=${label}`);
  expect(dot).toContain('f0 -> f1 [label=" calls "]');
  expect(dot).toContain('f1 -> p0 [penwidth="2.4" label=" 8 GPUs a step "]');
});

it("counts steps, approvals and calls, not handlers, loops or branches", async () => {
  const { program } = await caseNamed("kinds");
  expect(drawPlatform(program)).toContain('label="backfill\\n5 steps\\n0 3 * * 1 (Europe/Stockholm)"');
});

it("puts many flows that stand alone into rows, so that the picture is no strip", async () => {
  const flows = Array.from({ length: 60 }, (_, index) => makeFlow(`flow-${String(index).padStart(2, "0")}`));
  const rendered = await render(drawPlatform(makeProgram(flows)), "svg");
  const [, width = "0", height = "0"] =
    /width="(\d+)pt" height="(\d+)pt"/.exec("content" in rendered ? String(rendered.content) : "") ?? [];
  expect(Number(width) / Number(height)).toBeGreaterThan(0.5);
  expect(Number(width) / Number(height)).toBeLessThan(2.5);
});

it("says where there are no definitions", () => {
  expect(drawPlatform(makeProgram([]))).toContain('label="no definitions"');
});

it("names the largest request of a flow on a pool, once", () => {
  const ask = (name: string, count: number) => makeStep(name, { resources: { gpu: { pool: "h100", count, capacity: ["onDemand"] } } });
  const dot = drawPlatform(makeProgram([makeFlow("fit", [ask("one", 1), ask("eight", 8), ask("two", 2)])], [makePool("h100")]));
  expect(dot.match(/f0 -> p0 /g)).toHaveLength(1);
  expect(dot).toContain("8 GPUs a step");
});
