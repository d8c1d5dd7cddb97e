import { expect, it } from "vitest";
import { checkpointUnused } from "../../compiler/rules/steps/checkpoint-unused.ts";
import { churn, find, oneStep, pinned } from "../support/find.ts";

it("accepts a command that names the path", () => {
  expect(
    find(
      checkpointUnused,
      oneStep({ checkpoint: true, command: ({ checkpoint }: { checkpoint: { path: unknown } }) => ["fit", checkpoint.path] }),
    ),
  ).toEqual([]);
});

it("leaves scripts alone", () => {
  expect(
    find(checkpointUnused, {
      churn: churn((build) => build.script("fit", { image: pinned, language: "bash", source: "fit", checkpoint: true })),
    }),
  ).toEqual([]);
});

it("reports a command that does not", () => {
  expect(find(checkpointUnused, oneStep({ checkpoint: true }))).toEqual([
    {
      is: "warning check/checkpoint-unused",
      at: "fit 1.checkpoint",
      says: 'Step "fit" keeps a checkpoint, but its command never names `checkpoint.path`.',
      help: 'Hand it over, as in `command: ({ checkpoint }) => ["fit", "--resume", checkpoint.path]`, or remove `checkpoint`.',
    },
  ]);
});
