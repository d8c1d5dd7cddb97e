import { expect, it } from "vitest";
import { unusedParameter } from "../../compiler/rules/flows/unused-parameter.ts";
import { flow, z } from "../../schema/index.ts";
import { find, oneStep, pinned } from "../support/find.ts";

it("accepts a parameter that a step, a condition or the result uses", () => {
  expect(
    find(unusedParameter, {
      churn: flow(
        "churn",
        { owner: "growth-ml", params: { day: z.iso.date(), rows: z.int(), size: z.string() } },
        ({ params, step, when }) => {
          step("fit", { image: pinned, command: () => ["fit", `--day=${params.day}`] });
          when(params.rows.gt(0), () => step("keep", { image: pinned, command: () => ["keep"] }));
          return { size: params.size };
        },
      ),
    }),
  ).toEqual([]);
});

it("reports one that nothing uses", () => {
  expect(find(unusedParameter, oneStep({}, { params: { day: z.iso.date() } }))).toEqual([
    {
      is: "warning check/unused-parameter",
      at: "churn 1.params.day",
      says: 'Nothing in flow "churn" uses its parameter "day".',
      help: "Use it, as in `params.day`, or remove it.",
    },
  ]);
});
