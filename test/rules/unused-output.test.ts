import { expect, it } from "vitest";
import { unusedOutput } from "../../compiler/rules/steps/unused-output.ts";
import { artifact, json, z } from "../../schema/index.ts";
import { churn, find, oneStep, pinned } from "../support/find.ts";

it("accepts an output that the flow returns, and one that a step uses", () => {
  expect(
    find(unusedOutput, {
      churn: churn(({ step }) => {
        const plan = step("plan", { image: pinned, outputs: { rows: z.int(), day: z.string() }, command: () => ["plan"] });
        step("fit", { image: pinned, command: () => ["fit", plan.outputs.rows] });
        return { day: plan.outputs.day };
      }),
    }),
  ).toEqual([]);
});

it("accepts one that leaves a loop and is used there", () => {
  expect(
    find(unusedOutput, {
      churn: churn(({ step, forEach }) => {
        const counted = forEach("count", [1, 2], () =>
          step("rows", { image: pinned, outputs: { rows: z.int() }, command: () => ["rows"] }),
        );
        step("fit", { image: pinned, command: () => ["fit", json(counted.outputs.rows)] });
      }),
    }),
  ).toEqual([]);
});

it("accepts one of a Spark application, which lies at an address of its own", () => {
  expect(
    find(unusedOutput, {
      churn: churn(({ spark }) => {
        spark("features", {
          image: pinned,
          outputs: { table: artifact("parquet") },
          version: "3.5.0",
          main: "local:///opt/features.py",
          storage: "s3://acme-ml/features",
          driver: { cores: 1, memory: "4Gi" },
          executor: { instances: 2, cores: 4, memory: "16Gi" },
        });
      }),
    }),
  ).toEqual([]);
});

it("reports an output that nothing uses", () => {
  expect(find(unusedOutput, oneStep({ outputs: { auc: z.number() } }))).toEqual([
    {
      is: "warning check/unused-output",
      at: "fit 1.outputs.auc",
      says: 'Nothing uses the output "auc" of step "fit".',
      help: "Use it, return it from the flow, or remove it from `outputs`.",
    },
  ]);
});

it("reports one that leaves a loop and is not used there", () => {
  expect(
    find(unusedOutput, {
      churn: churn(({ step, forEach }) => {
        forEach("count", [1, 2], () => step("rows", { image: pinned, outputs: { rows: z.int() }, command: () => ["rows"] }));
      }),
    }),
  ).toEqual([
    {
      is: "warning check/unused-output",
      at: "rows 1.outputs.rows",
      says: 'Nothing uses the output "rows" of step "rows".',
      help: "Use it, return it from the flow, or remove it from `outputs`.",
    },
  ]);
});
