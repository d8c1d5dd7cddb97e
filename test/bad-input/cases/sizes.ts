import type { BadInput } from "../bad-input.ts";

/** Too many steps, and data too deep. */
export const sizes: readonly BadInput[] = [
  {
    title: "10,000 steps",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  for (let i = 0; i < 10000; i++) step(\"s\" + i, { image, command: () => [\"a\"] });\n});\n"},
    finds: ["flows/a.flow.ts:3:23 argo/templates-limit","flows/a.flow.ts:3:23 argo/templates-limit","flows/a.flow.ts:3:23 argo/workflow-size"],
  },
  {
    title: "10,001 steps",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  for (let i = 0; i < 10001; i++) step(\"s\" + i, { image, command: () => [\"a\"] });\n});\n"},
    finds: ["flows/a.flow.ts:3:18 validate/too-many"],
  },
  {
    title: "10,000 steps in a chain",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  let last = step(\"s\", { image, command: () => [\"a\"] });\n  for (let i = 1; i < 10000; i++) last = step(\"s\" + i, { image, command: () => [\"a\"], after: [last] });\n});\n"},
    finds: ["flows/a.flow.ts:3:23 argo/templates-limit","flows/a.flow.ts:3:23 argo/templates-limit","flows/a.flow.ts:3:23 argo/workflow-size"],
  },
  {
    title: "100,000 steps",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  for (let i = 0; i < 100000; i++) step(\"s\" + i, { image, command: () => [\"a\"] });\n});\n"},
    finds: ["flows/a.flow.ts:3:18 validate/too-many"],
  },
  {
    title: "deep loops",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  const nest = (n) => forEach(\"l\" + n, [1], () => n === 0 ? step(\"a\", { image, command: () => [\"a\"] }) : nest(n - 1));\n  nest(300);\n});\n"},
    finds: ["flows/a.flow.ts:3:23 argo/templates-limit"],
  },
  {
    title: "deep data",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  let d = {};\n  for (let i = 0; i < 5000; i++) d = { d };\n  step(\"a\", { image, command: () => [\"a\"], patch: { argo: d } });\n});\n"},
    finds: ["flows/a.flow.ts:6:51 load/not-data"],
  },
  {
    title: "circular data",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  const d = {}; d.d = d;\n  step(\"a\", { image, command: () => [\"a\"], labels: d });\n});\n"},
    finds: ["flows/a.flow.ts:4:13 load/not-data","flows/a.flow.ts:4:13 validate/wrong-type"],
  },
];
