/** What the backend would take for something else without a word: flows that invite it, and what stands in their pipelines instead. */
import { expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { artifact, flow, z } from "../../../schema/index.ts";
import { backendProblems } from "../../conformance/kubeflow/backend-rules.ts";
import { type Body, type Options, pipelineOf } from "../../support/pipeline-of.ts";

const image = "tool@sha256:0000000000000000000000000000000000000000000000000000000000000001";

/** The pipeline of a flow, in which the backend's rules find nothing. */
function sound(options: Partial<Options>, body: Body, others = {}) {
  const { documents, text } = pipelineOf(options, body, others);
  expect(backendProblems(documents.pipeline, documents.platform)).toEqual([]);
  return { ...documents, text };
}

test("steps that run the same with other interfaces have containers that differ", () => {
  const { pipeline } = sound({}, ({ step }) => {
    step("plain", { image, command: () => ["true"] });
    step("same", { image, command: () => ["true"] });
    step("with-artifact", { image, outputs: { a: artifact("text") }, command: () => ["true"] });
    step("with-other", { image, outputs: { b: artifact("text") }, command: () => ["true"] });
  });
  const texts = Object.values(pipeline.deploymentSpec.executors).map((executor) => JSON.stringify(executor));
  expect(new Set(texts).size).toBeGreaterThanOrEqual(3);
});

test("names that would be one name on the engine, or a driver's, are kept apart", () => {
  const { pipeline } = sound({}, ({ step }) => {
    for (const name of ["a_b", "a-b-driver", "work", "work-driver", "driver", "root", "flow", "for-loop-1"])
      step(name, { image, command: () => ["true"] });
  });
  const flowTasks = pipeline.root.dag?.tasks ?? {};
  expect(Object.keys(flowTasks)).toHaveLength(8);
});

test("a flow that is called twice has loops of its own for each call", () => {
  const callee = flow("callee", { owner: "ml", params: { words: z.array(z.string()) } }, ({ params, step, forEach }) => {
    forEach("each", params.words, (word) => step("say", { image, command: () => ["echo", word] }));
  });
  const body: Body = ({ call }) => {
    call("first", callee, { words: ["a"] });
    call("second", callee, { words: ["b", "c"] });
  };
  sound({}, body, { callee });
});

test("texts that YAML would read as something else are texts", () => {
  const texts = ["2024-01-01", "012", "0x1f", "1_000", "0b1", "0o7", "~", "yes", "on", "null", ".inf", "1e3", "", " "];
  const { text } = sound({ params: { word: z.enum(texts as [string, ...string[]]).default("2024-01-01") } }, ({ step, params }) => {
    step("say", { image, command: () => ["echo", ...texts, params.word as never] });
  });
  // As YAML 1.1 has it, where most of them would be numbers, days or nothing.
  const documents = parseAllDocuments(text, { version: "1.1" }).map((document) => document.toJS() as unknown);
  const modern = parseAllDocuments(text).map((document) => document.toJS() as unknown);
  expect(documents).toEqual(modern);
  const seen = JSON.stringify(documents);
  for (const one of texts) expect(seen).toContain(JSON.stringify(one));
});

test("a loop in a branch has its condition outside, because the backend would look at it in each iteration", () => {
  sound({}, ({ step, forEach, when }) => {
    const asked = step("ask", { image, outputs: { go: z.boolean() }, command: ({ outputs }) => ["x", outputs.go.path] });
    when(asked.outputs.go.isTrue, () => forEach("each", ["a", "b"], (word) => step("say", { image, command: () => ["echo", word] })));
  });
});

test("both handlers of a flow run, although a task has room for one exit task", () => {
  const { text } = sound({}, ({ step, onExit, onFailure }) => {
    step("one", { image, command: () => ["true"] });
    onFailure("alarm", { image, command: () => ["true"] });
    onExit("report", { image, command: () => ["true"] });
  });
  expect(text).toContain("alarm");
  expect(text).toContain("report");
});
