import type { BadInput } from "../bad-input.ts";

/** Definitions that throw, whatever they throw. */
export const throwing: readonly BadInput[] = [
  {
    title: "throw: module",
    files: {"flows/a.flow.ts":"export const a = 1;\nthrow new Error(\"no\");\n"},
    finds: ["flows/a.flow.ts:2:7 load/threw"],
  },
  {
    title: "throw: body",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  throw new Error(\"no\");\n});\n"},
    finds: ["flows/a.flow.ts:4:13 load/threw"],
  },
  {
    title: "throw: command",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => { throw new Error(\"no\"); } });\n});\n"},
    finds: ["flows/a.flow.ts:4:49 load/threw"],
  },
  {
    title: "throw: helper",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nimport { helper } from \"../lib/helper.ts\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  helper();\n});\n","lib/helper.ts":"export function helper() {\n  throw new TypeError(\"bad helper\");\n}\n"},
    finds: ["lib/helper.ts:2:13 load/threw"],
  },
  {
    title: "throw: string",
    files: {"flows/a.flow.ts":"export const a = 1;\nthrow \"text\";\n"},
    finds: ["flows/a.flow.ts:2:1 load/threw"],
  },
  {
    title: "throw: null",
    files: {"flows/a.flow.ts":"export const a = 1;\nthrow null;\n"},
    finds: ["flows/a.flow.ts:2:1 load/threw"],
  },
  {
    title: "throw: undefined body",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  throw undefined;\n});\n"},
    finds: ["flows/a.flow.ts:3:18 load/threw"],
  },
  {
    title: "throw: evil toString",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  throw { toString() { throw new Error(\"again\"); } };\n});\n"},
    finds: ["flows/a.flow.ts:4:30 load/threw"],
  },
  {
    title: "throw: evil error",
    files: {"flows/a.flow.ts":"const e = new Error(\"x\");\nObject.defineProperty(e, \"stack\", { get() { throw 1; } });\nObject.defineProperty(e, \"message\", { get() { throw 1; } });\nexport const a = 1;\nthrow e;\n"},
    finds: ["flows/a.flow.ts:2:45 load/threw"],
  },
  {
    title: "throw: proxy",
    files: {"flows/a.flow.ts":"export const a = 1;\nthrow new Proxy({}, { get() { throw new Error(\"trap\"); } });\n"},
    finds: ["flows/a.flow.ts:2:37 load/threw"],
  },
  {
    title: "throw: long",
    files: {"flows/a.flow.ts":"export const a = 1;\nthrow new Error(\"x\".repeat(100000) + \"\\u001b[31m\\u202e\");\n"},
    finds: ["flows/a.flow.ts:2:1 load/threw"],
  },
  {
    title: "throw: async",
    files: {"flows/a.flow.ts":"export const a = 1;\nPromise.reject(new Error(\"later\"));\n"},
    finds: ["flows/a.flow.ts:2:16 load/threw"],
  },
  {
    title: "throw: null property",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  const x = undefined;\n  x.y;\n});\n"},
    finds: ["flows/a.flow.ts:5:5 load/threw"],
  },
  {
    title: "throw: not a function",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  stepp.call();\n\n});\n"},
    finds: ["flows/a.flow.ts:4:3 load/unknown-name"],
  },
  {
    title: "throw: destructure",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  const { outputs: { b: { c } } } = step(\"a\", { image, command: () => [\"a\"] });\n});\n"},
    finds: ["flows/a.flow.ts:4:25 load/unknown-output"],
  },
];
