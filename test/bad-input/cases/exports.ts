import type { BadInput } from "../bad-input.ts";

/** Exports that only look like definitions, and definitions that are not exported. */
export const exports: readonly BadInput[] = [
  {
    title: "looks like: literal",
    files: {"flows/a.flow.ts":"export const a = { kind: \"flow\", name: \"a\", options: {}, nodes: [] };\n"},
    finds: ["flows/a.flow.ts:1:14 load/not-a-definition"],
  },
  {
    title: "looks like: symbol",
    files: {"flows/a.flow.ts":"export const a = { [Symbol.for(\"millwright.record\")]: { kind: \"flow\", name: \"a\" } };\n"},
    finds: ["flows/a.flow.ts:1:14 load/not-a-definition"],
  },
  {
    title: "looks like: symbol no object",
    files: {"flows/a.flow.ts":"export const a = { [Symbol.for(\"millwright.record\")]: \"flow\" };\n"},
    finds: ["flows/a.flow.ts:1:14 load/not-a-definition"],
  },
  {
    title: "looks like: proxy",
    files: {"flows/a.flow.ts":"export const a = new Proxy({}, { get() { throw new Error(\"trap\"); }, ownKeys() { throw new Error(\"trap\"); } });\n"},
    finds: ["flows/a.flow.ts:1:1 load/not-a-definition"],
  },
  {
    title: "looks like: getter",
    files: {"flows/a.flow.ts":"export const a = { get [Symbol.for(\"millwright.record\")]() { throw new Error(\"trap\"); } };\n"},
    finds: ["flows/a.flow.ts:1:1 load/not-a-definition"],
  },
  {
    title: "looks like: thenable",
    files: {"flows/a.flow.ts":"import { flow } from \"millwright\";\nexport const a = Promise.resolve(flow(\"a\", { owner: \"ml\" }, () => {}));\n"},
    finds: ["flows/a.flow.ts:2:34 load/not-exported"],
  },
  {
    title: "not exported",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nconst a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\"] });\n});\n"},
    finds: ["flows/a.flow.ts:3:11 load/not-exported"],
  },
];
