import type { BadInput } from "../bad-input.ts";

/** Two definitions of one name. */
export const names: readonly BadInput[] = [
  {
    title: "two flows: files",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const same = flow(\"same\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\"] });\n});\n","flows/b.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const same = flow(\"same\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\"] });\n});\n"},
    finds: ["flows/b.flow.ts:3:26 link/duplicate-name"],
  },
  {
    title: "two flows: one file",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const same = flow(\"same\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\"] });\n});\nexport const other = flow(\"same\", { owner: \"ml\" }, ({ step }) => { step(\"a\", { image, command: () => [\"a\"] }); });\n"},
    finds: ["flows/a.flow.ts:6:27 link/duplicate-name"],
  },
  {
    title: "two flows: case",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const same = flow(\"same\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\"] });\n});\n","flows/b.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const Same = flow(\"Same\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\"] });\n});\n"},
    finds: ["flows/b.flow.ts:3:26 link/similar-name"],
  },
];
