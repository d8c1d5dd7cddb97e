import type { BadInput } from "../bad-input.ts";

/** millwright.config.ts itself. */
export const config: readonly BadInput[] = [
  {
    title: "config.ts: syntax",
    files: {"flows/good.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const good = flow(\"good\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\"] });\n});\n","millwright.config.ts":"import { platform } from \"millwright\";\nexport default platform({\n"},
    finds: ["millwright.config.ts:2:26 load/syntax"],
  },
  {
    title: "config.ts: throw",
    files: {"flows/good.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const good = flow(\"good\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\"] });\n});\n","millwright.config.ts":"export default 1;\nthrow new Error(\"no\");\n"},
    finds: ["millwright.config.ts:2:7 load/threw"],
  },
  {
    title: "config.ts: loop",
    files: {"flows/good.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const good = flow(\"good\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\"] });\n});\n","millwright.config.ts":"for (;;);\n"},
    finds: ["millwright.config.ts:1:9 load/endless"],
  },
  {
    title: "config.ts: empty",
    files: {"flows/good.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const good = flow(\"good\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\"] });\n});\n","millwright.config.ts":""},
    finds: ["millwright.config.ts:1:1 load/no-platform"],
  },
  {
    title: "config.ts: literal",
    files: {"flows/good.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const good = flow(\"good\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\"] });\n});\n","millwright.config.ts":"export default { definitions: [], environments: {}, targets: [] };\n"},
    finds: ["millwright.config.ts:1:1 load/no-platform"],
  },
  {
    title: "config.ts: cycle",
    files: {"flows/good.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const good = flow(\"good\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\"] });\n});\n","millwright.config.ts":"import { x } from \"./lib.ts\";\nimport { argo, platform } from \"millwright\";\nexport default platform({\n  definitions: [\"flows/*.flow.ts\"],\n  environments: { prod: { namespace: \"ml\" } },\n  targets: [argo()],\n});\n","lib.ts":"import config from \"./millwright.config.ts\";\nexport const x = 1;\n"},
    finds: ["lib.ts:1:20 load/import-cycle"],
  },
  {
    title: "config.ts: wrong types",
    files: {"flows/good.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const good = flow(\"good\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\"] });\n});\n","millwright.config.ts":"import { argo, platform } from \"millwright\";\nexport default platform({\n  definitions: \"flows\",\n  output: 7,\n  environments: { prod: { namespace: 3, serviceAcount: \"x\" }, \"../x\": { namespace: \"a\" } },\n  targets: [argo({ version: \"5.0\" }), \"argo\"],\n  rules: { \"check/x\": \"maybe\" },\n});\n"},
    finds: ["millwright.config.ts:3:16 validate/wrong-type","millwright.config.ts:4:11 validate/wrong-type","millwright.config.ts:5:38 validate/wrong-type","millwright.config.ts:5:41 validate/unknown-field","millwright.config.ts:5:63 validate/name","millwright.config.ts:6:39 validate/wrong-type","millwright.config.ts:7:23 validate/wrong-type"],
  },
  {
    title: "config.ts: no args",
    files: {"flows/good.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const good = flow(\"good\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\"] });\n});\n","millwright.config.ts":"import { platform } from \"millwright\";\nexport default platform();\n"},
    finds: ["millwright.config.ts:2:16 validate/missing-field","millwright.config.ts:2:16 validate/missing-field","millwright.config.ts:2:16 validate/missing-field"],
  },
  {
    title: "config.ts: no envs",
    files: {"flows/good.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const good = flow(\"good\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\"] });\n});\n","millwright.config.ts":"import { argo, platform } from \"millwright\";\nexport default platform({\n  definitions: [\"flows/*.flow.ts\"],\n  environments: {},\n  targets: [argo()],\n});\n"},
    finds: ["millwright.config.ts:4:17 validate/wrong-type"],
  },
  {
    title: "config.ts: output outside",
    files: {"flows/good.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const good = flow(\"good\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\"] });\n});\n","millwright.config.ts":"import { argo, platform } from \"millwright\";\nexport default platform({\n  definitions: [\"flows/*.flow.ts\"],\n  environments: { prod: { namespace: \"ml\" } },\n  targets: [argo()],\n  output: \"../../out\",\n});\n"},
    finds: ["millwright.config.ts:6:11 validate/wrong-type"],
  },
  {
    title: "config.ts: hostile env",
    files: {"flows/good.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const good = flow(\"good\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\"] });\n});\n","millwright.config.ts":"import { argo, platform } from \"millwright\";\nexport default platform({\n  definitions: [\"flows/*.flow.ts\"],\n  environments: { \"a/../../b\": { namespace: \"ml\" } },\n  targets: [argo()],\n});\n"},
    finds: ["millwright.config.ts:4:19 validate/name"],
  },
  {
    title: "config.ts: an environment named __proto__",
    files: {"flows/good.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const good = flow(\"good\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\"] });\n});\n","millwright.config.ts":"import { argo, platform } from \"millwright\";\nexport default platform({\n  definitions: [\"flows/*.flow.ts\"],\n  environments: { [\"__proto__\"]: { namespace: \"ml\" } },\n  targets: [argo()],\n});\n"},
    finds: ["millwright.config.ts:4:17 validate/wrong-type","millwright.config.ts:4:20 load/not-data"],
  },
  {
    title: "config.ts: unknown target",
    files: {"flows/good.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const good = flow(\"good\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\"] });\n});\n","millwright.config.ts":"import { external, platform } from \"millwright\";\nexport default platform({\n  definitions: [\"flows/*.flow.ts\"],\n  environments: { prod: { namespace: \"ml\" } },\n  targets: [external(\"nope\")],\n});\n"},
    finds: ["millwright.config.ts:5:13 load/target-unknown"],
  },
];
