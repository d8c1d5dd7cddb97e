import type { BadInput } from "../bad-input.ts";

/** Files that import each other. */
export const circles: readonly BadInput[] = [
  {
    title: "cycle: two",
    files: {"flows/a.flow.ts":"import { b } from \"./b.flow.ts\";\nimport { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\"] });\n});\n","flows/b.flow.ts":"import { a } from \"./a.flow.ts\";\nimport { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const b = flow(\"b\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\"] });\n});\n"},
    finds: ["flows/a.flow.ts:1:19 load/import-cycle"],
  },
  {
    title: "cycle: self",
    files: {"flows/a.flow.ts":"import { a as again } from \"./a.flow.ts\";\nimport { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\"] });\n});\n"},
    finds: ["flows/a.flow.ts:1:28 load/import-cycle"],
  },
  {
    title: "cycle: call",
    files: {"flows/a.flow.ts":"import { flow } from \"millwright\";\nimport { b } from \"./b.flow.ts\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ call }) => { call(\"b\", b, {}); });\n","flows/b.flow.ts":"import { flow } from \"millwright\";\nimport { a } from \"./a.flow.ts\";\nexport const b = flow(\"b\", { owner: \"ml\" }, ({ call }) => { call(\"a\", a, {}); });\n"},
    finds: ["flows/a.flow.ts:2:19 load/import-cycle"],
  },
  {
    title: "cycle: three libs",
    files: {"flows/a.flow.ts":"import { x } from \"../lib/x.ts\";\nimport { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\"] });\n});\n","lib/x.ts":"import { y } from \"./y.ts\";\nexport const x = y;\n","lib/y.ts":"import { w } from \"./w.ts\";\nexport const y = 1;\n","lib/w.ts":"import { x } from \"./x.ts\";\nexport const w = 1;\n"},
    finds: ["lib/w.ts:1:19 load/import-cycle"],
  },
];
