import type { BadInput } from "../bad-input.ts";

/** The language's words, called with the wrong arguments. */
export const calls: readonly BadInput[] = [
  {
    title: "flow with no args",
    files: {"flows/a.flow.ts":"import { flow } from \"millwright\";\nexport const a = flow();\n"},
    finds: ["flows/a.flow.ts:2:18 load/body-is-function","flows/a.flow.ts:2:18 load/name-is-text","flows/a.flow.ts:2:18 load/options-are-object","flows/a.flow.ts:2:18 validate/missing-field"],
  },
  {
    title: "flow with no body",
    files: {"flows/a.flow.ts":"import { flow } from \"millwright\";\nexport const a = flow(\"a\", { owner: \"ml\" });\n"},
    finds: ["flows/a.flow.ts:2:18 load/body-is-function"],
  },
  {
    title: "flow name number",
    files: {"flows/a.flow.ts":"import { flow } from \"millwright\";\nexport const a = flow(7, { owner: \"ml\" }, () => {});\n"},
    finds: ["flows/a.flow.ts:2:23 load/name-is-text"],
  },
  {
    title: "flow options null",
    files: {"flows/a.flow.ts":"import { flow } from \"millwright\";\nexport const a = flow(\"a\", null, () => {});\n"},
    finds: ["flows/a.flow.ts:2:18 validate/missing-field","flows/a.flow.ts:2:28 load/options-are-object"],
  },
  {
    title: "flow params list",
    files: {"flows/a.flow.ts":"import { flow } from \"millwright\";\nexport const a = flow(\"a\", { owner: \"ml\", params: [\"day\"] }, () => {});\n"},
    finds: ["flows/a.flow.ts:2:51 load/options-are-object"],
  },
  {
    title: "flow params null",
    files: {"flows/a.flow.ts":"import { flow } from \"millwright\";\nexport const a = flow(\"a\", { owner: \"ml\", params: null }, () => {});\n"},
    finds: ["flows/a.flow.ts:2:51 load/options-are-object"],
  },
  {
    title: "flow params text",
    files: {"flows/a.flow.ts":"import { flow } from \"millwright\";\nexport const a = flow(\"a\", { owner: \"ml\", params: \"day\" }, () => {});\n"},
    finds: ["flows/a.flow.ts:2:51 load/options-are-object"],
  },
  {
    title: "schedule text",
    files: {"flows/a.flow.ts":"import { flow } from \"millwright\";\nexport const a = flow(\"a\", { owner: \"ml\", schedule: \"0 3 * * *\" }, () => {});\n"},
    finds: ["flows/a.flow.ts:2:53 validate/wrong-type"],
  },
  {
    title: "step no args",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step();\n});\n"},
    finds: ["flows/a.flow.ts:4:3 load/name-is-text","flows/a.flow.ts:4:3 load/options-are-object"],
  },
  {
    title: "step name only",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"x\");\n});\n"},
    finds: ["flows/a.flow.ts:4:3 load/options-are-object"],
  },
  {
    title: "forEach no body",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  forEach(\"x\", [1]);\n});\n"},
    finds: ["flows/a.flow.ts:4:3 load/body-is-function","flows/a.flow.ts:4:11 check/loop-has-steps"],
  },
  {
    title: "forEach no args",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  forEach();\n});\n"},
    finds: ["flows/a.flow.ts:4:3 check/loop-has-steps","flows/a.flow.ts:4:3 link/no-value","flows/a.flow.ts:4:3 load/body-is-function","flows/a.flow.ts:4:3 load/name-is-text"],
  },
  {
    title: "when no body",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  when();\n});\n"},
    finds: ["flows/a.flow.ts:4:3 load/body-is-function","flows/a.flow.ts:4:3 load/not-a-condition"],
  },
  {
    title: "outputs text",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"x\", { image, outputs: \"rows\", command: () => [\"a\"] });\n});\n"},
    finds: ["flows/a.flow.ts:4:31 load/options-are-object"],
  },
];
