import type { BadInput } from "../bad-input.ts";

/** Files that are not there. */
export const missingFiles: readonly BadInput[] = [
  {
    title: "missing: import",
    files: {"flows/a.flow.ts":"import { x } from \"./nope.ts\";\nimport { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\"] });\n});\n"},
    finds: ["flows/a.flow.ts:1:19 load/missing-module"],
  },
  {
    title: "missing: package",
    files: {"flows/a.flow.ts":"import { x } from \"lodash\";\nimport { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\"] });\n});\n"},
    finds: ["flows/a.flow.ts:1:19 load/missing-module"],
  },
  {
    title: "missing: script",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  script(\"x\", { image, language: \"python\", file: \"./nope.py\" });\n});\n"},
    finds: ["flows/a.flow.ts:4:50 link/script-file"],
  },
  {
    title: "missing: outside script",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  script(\"x\", { image, language: \"python\", file: \"../../../etc/passwd\" });\n});\n"},
    finds: ["flows/a.flow.ts:4:50 link/script-file"],
  },
];
