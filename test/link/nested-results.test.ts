import { expect, it } from "vitest";
import { artifact, flow, z } from "../../schema/index.ts";
import { diagnosticsOf, flowOf, linesOf, programOf } from "../support/program.ts";

const image = `ghcr.io/acme/churn:3.2@sha256:${"a".repeat(64)}`;

const sweep = flow("sweep", { owner: "research", params: { rates: z.array(z.number()) } }, ({ params, step, forEach }) => {
  const trials = forEach("rate", params.rates, (rate) =>
    forEach("depth", [4, 8], (depth) => {
      const fit = step("fit", {
        image,
        outputs: { loss: z.number(), model: artifact("pickle") },
        command: ({ outputs }) => ["fit", rate, depth, outputs.loss.path, outputs.model.path],
      });
      return { loss: fit.outputs.loss, made: { model: fit.outputs.model } };
    }),
  );
  return { losses: trials.loss, models: trials.made.model };
});

it("hands an object that an inner loop's body returned out of the outer loop, gathered twice", () => {
  expect(flowOf(programOf({ sweep })).result).toMatchObject({
    fields: {
      losses: { type: { type: "list", item: { type: "list", item: { type: "number" } } } },
      models: { type: { type: "artifacts", depth: 2 } },
    },
  });
});

const chosen = flow("chosen", { owner: "research", params: { full: z.boolean() } }, ({ params, step, forEach, when }) => {
  const fits = (name: string) =>
    forEach(name, [1, 2], (seed) => {
      const fit = step(`fit-${name}`, { image, outputs: { loss: z.number() }, command: ({ outputs }) => ["fit", seed, outputs.loss.path] });
      return { loss: fit.outputs.loss };
    });
  const fitted = when(params.full.isTrue, () => fits("all")).otherwise(() => fits("some"));
  return { losses: fitted.loss };
});

it("hands an object that a loop's body returned out of a branch", () => {
  expect(flowOf(programOf({ chosen })).result).toMatchObject({
    fields: { losses: { type: { type: "list", item: { type: "number" } } } },
  });
});

it("still only waits for what returned nothing", () => {
  const waiting = flow("waiting", { owner: "research" }, ({ step, forEach }) => {
    const outer = forEach("outer", [1], () => forEach("inner", [1], () => void step("work", { image, command: () => ["work"] })));
    step("after", { image, after: [outer], command: () => ["after"] });
  });
  expect(linesOf(diagnosticsOf({ waiting }))).toEqual([]);
});

it("refuses a constant, a text or a list wherever it stands in what a body returned, and takes a loop that was spread", () => {
  const returning = (results: (word: unknown, all: object) => object) =>
    linesOf(
      diagnosticsOf({
        returning: flow(
          "returning",
          { owner: "research", params: { words: z.array(z.string()) } },
          ({ params, step, forEach, repeatUntil }) => {
            forEach("each", params.words, (word) => {
              const work = () => step("work", { image, outputs: { n: z.int() }, command: ({ outputs }) => ["work", word, outputs.n.path] });
              const tuned = repeatUntil("tune", { max: 2, until: (round) => round.n.gte(1) }, () => ({ n: work().outputs.n }));
              return results(word, tuned) as never;
            });
          },
        ),
      }),
    ).map((line) => line.replace(/ \[.*?\]/, ""));
  const refused = (found: string): string =>
    `load/returned-constant A body returns ${found}; it may return steps, values of the run, artifacts, and objects of them.`;
  expect(returning((word, all) => ({ word, ...all, deep: { all } }))).toEqual([]);
  expect(returning((word) => ({ word, label: "fine" }))).toEqual([refused('"fine"')]);
  expect(returning((word) => ({ word, deep: { count: 3 } }))).toEqual([refused("3")]);
  expect(returning((word) => ({ word, all: [word] }))).toEqual([refused("a list")]);
  expect(returning((word) => [word])).toEqual([refused("a list")]);
});
