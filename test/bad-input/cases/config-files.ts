import type { BadInput } from "../bad-input.ts";

/** Files of config(): broken, missing, of the wrong type. */
export const configFiles: readonly BadInput[] = [
  {
    title: "toml: broken",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nconst settings = config(\"./a.toml\", z.object({ n: z.int() }));\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  \n});\n","flows/a.toml":"n = 1\nm = [1, 2\n"},
    finds: ["flows/a.toml:3:1 load/config-syntax"],
  },
  {
    title: "toml: broken overlay",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nconst settings = config(\"./a.toml\", z.object({ n: z.int() }));\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\", settings.n] });\n});\n","flows/a.toml":"n = 1\n","flows/a.prod.toml":"n = = 2\n"},
    finds: ["flows/a.prod.toml:1:5 load/config-syntax"],
  },
  {
    title: "toml: dup key",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nconst settings = config(\"./a.toml\", z.object({ n: z.int() }));\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\", settings.n] });\n});\n","flows/a.toml":"n = 1\nn = 2\n"},
    finds: ["flows/a.toml:2:6 load/config-syntax"],
  },
  {
    title: "json broken",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nconst settings = config(\"./a.json\", z.object({ n: z.int() }));\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\", settings.n] });\n});\n","flows/a.json":"{ \"n\": 1,, }\n"},
    finds: ["flows/a.json:1:10 load/config-syntax"],
  },
  {
    title: "yaml broken",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nconst settings = config(\"./a.yaml\", z.object({ n: z.int() }));\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\", settings.n] });\n});\n","flows/a.yaml":"n: [1\nm: 2\n"},
    finds: ["flows/a.yaml:2:1 load/config-syntax"],
  },
  {
    title: "config: wrong type",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nconst settings = config(\"./a.toml\", z.object({ train: z.object({ n: z.int() }) }));\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\", settings.train.n] });\n});\n","flows/a.toml":"[train]\n# how often\nn = \"many\"\n"},
    finds: ["flows/a.flow.ts:3:18 load/config-type"],
  },
  {
    title: "config: wrong type memory",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nimport { memory } from \"millwright\";\nconst settings = config(\"./a.toml\", z.object({ memory: memory() }));\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\"], resources: { memory: settings.memory } });\n});\n","flows/a.toml":"memory = \"64Gb\"\n"},
    finds: ["flows/a.flow.ts:4:18 load/config-type"],
  },
  {
    title: "config: wrong type in overlay",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nconst settings = config(\"./a.toml\", z.object({ n: z.int() }));\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\", settings.n] });\n});\n","flows/a.toml":"n = 1\n","flows/a.prod.toml":"n = \"x\"\n"},
    finds: ["flows/a.flow.ts:3:18 load/config-type"],
  },
  {
    title: "config: misspelt key",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nconst settings = config(\"./a.toml\", z.object({ train: z.array(z.object({ memory: z.string().optional() })) }));\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\"], resources: { memory: settings.train[0].memroy } });\n  step(\"b\", { image, command: () => [\"b\"], resources: settings.train[0] });\n});\n","flows/a.toml":"[[train]]\n"},
    finds: ["flows/a.flow.ts:5:83 load/config-key"],
  },
  {
    title: "config: missing key",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nconst settings = config(\"./a.toml\", z.object({ n: z.int() }));\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\", settings.n] });\n});\n","flows/a.toml":"m = 1\n"},
    finds: ["flows/a.flow.ts:3:18 load/config-type"],
  },
  {
    title: "config: missing file",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nconst settings = config(\"./a.toml\", z.object({ n: z.int() }));\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\", settings.n] });\n});\n"},
    finds: ["flows/a.flow.ts:3:18 load/config-missing"],
  },
  {
    title: "config: twice",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nconst settings = config(\"./a.toml\", z.object({ n: z.int(), m: z.int() }));\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\", settings.n] });\n});\n","flows/a.toml":"n = \"a\"\nm = \"b\"\n"},
    finds: ["flows/a.flow.ts:3:18 load/config-type","flows/a.flow.ts:3:18 load/config-type"],
  },
  {
    title: "config: no schema",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nconst settings = config(\"./a.toml\");\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\", settings.n] });\n});\n","flows/a.toml":"n = \"a\"\n"},
    finds: ["flows/a.flow.ts:3:18 load/config-schema"],
  },
  {
    title: "config: ../",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nconst settings = config(\"../../../../etc/passwd\", z.any());\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image, command: () => [\"a\", settings.n] });\n});\n"},
    finds: ["flows/a.flow.ts:3:18 load/config-format"],
  },
];
