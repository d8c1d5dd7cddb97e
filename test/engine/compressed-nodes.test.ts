import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { compressedNodes } from "./compressed-nodes.ts";

test("nodes that the controller stored compressed are those that it would have shown", () => {
  const stored = {
    "big-0": { id: "big-0", name: "big-0", type: "DAG", phase: "Succeeded", templateName: "main" },
    "big-0-1": {
      id: "big-0-1",
      name: "big-0.each(0:0)",
      type: "Pod",
      phase: "Failed",
      templateName: "item",
      message: "main: Error (exit code 7)",
      outputs: { exitCode: "7", parameters: [{ name: "out", value: "1" }, { name: "none" }] },
      startedAt: "2026-01-01T00:00:00Z",
    },
  };
  const status = { compressedNodes: gzipSync(JSON.stringify(stored)).toString("base64") };
  expect(compressedNodes({ metadata: { name: "big-0" }, status })).toMatchObject([
    { name: "wf", type: "DAG", phase: "Succeeded", template: "main" },
    { name: "wf.each(0:0)", exitCode: 7, outputs: { parameters: { out: "1", none: null } }, message: "main: Error (exit code 7)" },
  ]);
});

test("a run whose nodes are in the open, or that has none, has no compressed ones", () => {
  expect(compressedNodes({ metadata: { name: "small" }, status: {} })).toEqual([]);
  expect(compressedNodes({ metadata: { name: "small" } })).toEqual([]);
});
