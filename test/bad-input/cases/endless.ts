import type { BadInput } from "../bad-input.ts";

/** Definitions that do not come to an end, or take all memory. */
export const endless: readonly BadInput[] = [
  {
    title: "loop: module",
    files: {"flows/a.flow.ts":"for (;;);\nexport const a = 1;\n"},
    finds: ["flows/a.flow.ts:1:9 load/endless"],
  },
  {
    title: "loop: body",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  while (true) {}\n});\n"},
    finds: ["flows/a.flow.ts:4:17 load/endless"],
  },
  {
    title: "loop: do",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  let i = 0;\n  do { i++; } while (i > -1);\n});\n"},
    finds: ["flows/a.flow.ts:5:7 load/endless"],
  },
  {
    title: "loop: recursion",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  const f = () => f() + 1;\n  f();\n});\n"},
    finds: ["flows/a.flow.ts:4:19 load/endless"],
  },
  {
    title: "loop: generator",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  function* g() { while (true) yield 1; }\n  [...g()];\n});\n"},
    finds: ["flows/a.flow.ts:4:32 load/endless"],
  },
  {
    title: "loop: steps",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  for (let i = 0; ; i++) step(\"s\" + i, { image, command: () => [\"a\"] });\n});\n"},
    finds: ["flows/a.flow.ts:3:18 validate/too-many"],
  },
  {
    title: "loop: never settles",
    files: {"flows/a.flow.ts":"export const a = 1;\nawait new Promise(() => {});\n"},
    finds: ["flows/a.flow.ts:2:1 load/never-settles"],
  },
  {
    title: "loop: regex",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  /^(a+)+$/.test(\"a\".repeat(40) + \"!\");\n});\n"},
    finds: ["flows/a.flow.ts:1:1 load/endless"],
  },
  {
    title: "memory",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  const l = [];\n  for (;;) l.push(new Array(1e6).fill(1));\n});\n"},
    finds: ["flows/a.flow.ts:5:3 load/out-of-memory"],
  },
];
