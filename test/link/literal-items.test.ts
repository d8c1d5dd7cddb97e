import { expect, it } from "vitest";
import { flow, z } from "../../schema/index.ts";
import { diagnosticsOf, flowOf, linesOf, programOf } from "../support/program.ts";

const image = `ghcr.io/acme/churn:3.2@sha256:${"a".repeat(64)}`;

it("takes a grid of objects whose numbers are whole in one member and not in another", () => {
  const grid = flow("grid", { owner: "research" }, ({ step, forEach }) => {
    const trials = [
      { rate: 1, layers: [4, 8] },
      { rate: 0.5, layers: [16] },
    ];
    forEach("trial", trials, (trial) => step("fit", { image, command: () => ["fit", trial.rate, trial.layers] }));
  });
  const [loop] = flowOf(programOf({ grid })).nodes;
  expect(loop).toMatchObject({
    itemType: { type: "object", fields: { rate: { type: "number" }, layers: { type: "list", item: { type: "integer" } } } },
  });
});

it.each([
  ["an empty list, as a config file may have it in one environment", []],
  [
    "lists of which one is empty",
    [
      { name: "a", runs: [1] },
      { name: "b", runs: [] },
    ],
  ],
  ["lists of which all are empty", [{ name: "a", runs: [] }]],
])("loops over %s", (_, cities: readonly { readonly name: string; readonly runs: readonly number[] }[]) => {
  const looped = flow("looped", { owner: "research" }, ({ step, forEach, when }) => {
    forEach("city", cities, (city) => {
      const all = forEach("run", city.runs, (run) => {
        when(run.gt(1), () => step("late", { image, inputs: { run }, command: ({ inputs }) => ["late", inputs.run] }));
        return step("fit", {
          image,
          outputs: { auc: z.number() },
          command: ({ outputs }) => ["fit", `--city=${city.name}`, run, outputs.auc.path],
        });
      });
      step("sum", { image, inputs: { aucs: all.outputs.auc }, command: ({ inputs }) => ["sum", inputs.aucs] });
    });
  });
  expect(linesOf(diagnosticsOf({ looped }))).toEqual([]);
});

it("gives a branch of steps whose outputs differ in such a way the type that holds both", () => {
  const chosen = flow("chosen", { owner: "research", params: { full: z.boolean() } }, ({ params, step, when }) => {
    const whole = () =>
      step("whole", { image, outputs: { best: z.object({ n: z.int() }) }, command: ({ outputs }) => ["a", outputs.best.path] });
    const part = () =>
      step("part", { image, outputs: { best: z.object({ n: z.number() }) }, command: ({ outputs }) => ["b", outputs.best.path] });
    const best = when(params.full.isTrue, whole).otherwise(part);
    step("use", { image, command: () => ["use", best.outputs.best.n] });
  });
  expect(linesOf(diagnosticsOf({ chosen }))).toEqual([]);
});

it("says of an input that comes from a mistake nothing but the mistake", () => {
  const lost = flow("lost", { owner: "research" }, ({ step }) => {
    const fit = step("fit", { image, outputs: { auc: z.number() }, command: ({ outputs }) => ["fit", outputs.auc.path] });
    // @ts-expect-error there is no output "model"
    step("use", { image, inputs: { model: fit.outputs.model }, command: ({ inputs }) => ["use", inputs.model.path] });
  });
  expect(linesOf(diagnosticsOf({ lost })).map((line) => line.split(" ")[0])).toEqual(["load/unknown-output"]);
});
