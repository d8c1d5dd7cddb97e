import type { BadInput } from "../bad-input.ts";

/** images.lock.toml: broken, of the wrong form, absent. */
export const imageLock: readonly BadInput[] = [
  {
    title: "lock: broken",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image: named(\"churn\"), command: () => [\"a\"] });\n});\n","images.lock.toml":"[images.churn]\nrepository = \"ghcr.io/acme/churn\ntag = \"1\"\n"},
    finds: ["images.lock.toml:2:14 load/image-lock"],
  },
  {
    title: "lock: wrong type",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image: named(\"churn\"), command: () => [\"a\"] });\n});\n","images.lock.toml":"[images.churn]\nrepository = 7\ntag = \"1\"\ndigest = \"sha256:abc\"\n"},
    finds: ["images.lock.toml:2:1 link/image-lock","images.lock.toml:4:1 link/image-lock"],
  },
  {
    title: "lock: no lock",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image: named(\"churn\"), command: () => [\"a\"] });\n});\n"},
    finds: ["flows/a.flow.ts:4:22 link/unknown-image"],
  },
  {
    title: "lock: images text",
    files: {"flows/a.flow.ts":"import { config, flow, image as named, z } from \"millwright\";\nconst image = \"registry.example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";\nexport const a = flow(\"a\", { owner: \"ml\" }, ({ params, step, script, forEach, when }) => {\n  step(\"a\", { image: named(\"churn\"), command: () => [\"a\"] });\n});\n","images.lock.toml":"images = \"x\"\n"},
    finds: ["images.lock.toml:1:1 link/image-lock"],
  },
];
