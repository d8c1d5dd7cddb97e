/** The backend's refusals and its silent traps, restated: nothing that we emit has one, and each way to break a pipeline has. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { backendProblems } from "./backend-rules.ts";
import { breakPipeline, brokenPipelines, goldenDocuments } from "./broken-pipelines.ts";

const cases = readdirSync(join(import.meta.dirname, "..", "..", "targets", "kubeflow", "cases"));

test.each(cases)("the golden case %s has nothing that the backend would refuse or take for something else", (name) => {
  const { pipeline, platform } = goldenDocuments(name);
  expect(backendProblems(pipeline, platform)).toEqual([]);
});

test.each(brokenPipelines.filter(({ ours }) => ours !== null))("$broken is found", (one) => {
  const { pipeline, platform } = breakPipeline(one);
  expect(backendProblems(pipeline, platform).join("\n")).toContain(one.ours);
});
