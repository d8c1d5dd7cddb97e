/**
 * A platform of 300 definitions, and edits of it whose effect is known
 *
 * What uses what is decided here by arithmetic, and written into the files; what an edit touches is worked out from the same arithmetic, never by asking the compiler.
 */

export type Files = ReadonlyMap<string, string>;

export const environments = ["staging", "prod"] as const;
export type EnvironmentName = (typeof environments)[number];

const pools = 10;
const flows = 290;
const images = 20;
const settings = 30;

export const poolName = (index: number) => `pool-${index}`;
export const flowName = (index: number) => `flow-${String(index).padStart(3, "0")}`;
export const flowFile = (index: number) => `flows/${flowName(index)}.flow.ts`;
const identifier = (index: number) => `flow${String(index).padStart(3, "0")}`;

const every = <T>(count: number, make: (index: number) => T): readonly T[] => Array.from({ length: count }, (_, index) => make(index));
export const imageOf = (flow: number) => flow % images;
export const poolOf = (flow: number) => (flow % 3 === 0 ? (flow / 3) % pools : undefined);
export const settingsOf = (flow: number) => (flow % 4 === 1 ? flow % settings : undefined);
export const usesShared = (flow: number) => flow % 5 === 2;
const calledBy = (flow: number) => (flow % 50 === 49 ? flow - 10 : flow % 10 === 9 ? flow - 1 : undefined);
/** Every seventh settings file differs in prod. */
const hasOverlay = (index: number) => index % 7 === 1;

const all = every(flows, (index) => index);
export const flowsWith = (holds: (flow: number) => boolean): readonly number[] => all.filter(holds);

/** Ids of the flows and of all that call them, directly or not: what they are is part of what their callers are. */
export function withCallers(changed: Iterable<number>): readonly number[] {
  const reached = new Set(changed);
  for (let size = -1; size !== reached.size; ) {
    size = reached.size;
    for (const flow of all) if (reached.has(calledBy(flow) ?? -1)) reached.add(flow);
  }
  return [...reached].sort((left, right) => left - right);
}

/** All files of the platform by path. */
export function generatePlatform(): Files {
  return new Map<string, string>([
    ["millwright.config.ts", configText],
    ["images.lock.toml", every(images, imageText).join("\n")],
    ["flows/platform.ts", `import { gpuPool } from "millwright";\n\n${every(pools, poolText).join("\n")}`],
    ["flows/shared.ts", sharedText],
    ...every(settings, (index): [string, string] => [
      `flows/settings-${index}.toml`,
      `memory = "${index + 1}Gi"\nepochs = ${index + 10}\nunread = 1\n`,
    ]),
    ...every(settings, (index) => index)
      .filter(hasOverlay)
      .map((index): [string, string] => [`flows/settings-${index}.prod.toml`, `epochs = ${index + 1000}\n`]),
    ...all.map((flow): [string, string] => [flowFile(flow), flowText(flow)]),
  ]);
}

const configText = `import { argo, platform } from "millwright";

export default platform({
  definitions: ["flows/*.flow.ts", "flows/platform.ts"],
  environments: { staging: { namespace: "ml-staging" }, prod: { namespace: "ml-prod" } },
  targets: [argo()],
});
`;

const sharedText = `/** How long a notice may take. */
export const noticeTimeout = "7m";
export const unused = 1;
export const words = (name: string) => ["notify", "--about", name];
`;

function imageText(index: number): string {
  return `[images.image-${index}]\nrepository = "ghcr.io/acme/image-${index}"\ntag = "1.${index}"\ndigest = "sha256:${String(index).padStart(64, "0")}"\n`;
}

function poolText(index: number): string {
  return `export const pool${index} = gpuPool("${poolName(index)}", {
  accelerator: "nvidia-h100-80gb",
  node: { machine: "a3-highgpu-8g", gpus: 8, cpu: 208, memory: "1872Gi" },
  capacity: { onDemand: { maxNodes: ${index + 1} } },
  provider: { gke: { project: "acme", location: "europe-west4" } },
});
`;
}

function flowText(flow: number): string {
  const pool = poolOf(flow);
  const file = settingsOf(flow);
  const callee = calledBy(flow);
  const imports = [
    `import { artifact, config, flow, image, memory, z } from "millwright";`,
    ...(callee === undefined ? [] : [`import { ${identifier(callee)} } from "./${flowName(callee)}.flow.ts";`]),
    ...(pool === undefined ? [] : [`import { pool${pool} } from "./platform.ts";`]),
    ...(usesShared(flow) ? [`import { noticeTimeout, words } from "./shared.ts";`] : []),
  ];
  const reading =
    file === undefined ? "" : `const settings = config("./settings-${file}.toml", z.object({ memory: memory(), epochs: z.int() }));\n`;
  const fitOptions = [
    `image: image("image-${imageOf(flow)}")`,
    `inputs: { samples: counts.outputs.sample }`,
    `outputs: { auc: z.number(), model: artifact("onnx") }`,
    `command: ({ inputs, outputs }) => ["fit", inputs.samples.paths, "--seed", "${flow}", ${file === undefined ? "" : '"--epochs", settings.epochs, '}outputs.auc.path, outputs.model.path]`,
    `resources: { cpu: 4, memory: ${file === undefined ? '"8Gi"' : "settings.memory"}${pool === undefined ? "" : `, gpu: { pool: pool${pool}, count: 8 }`} }`,
    `timeout: "6h"`,
  ];
  return `${imports.join("\n")}

${reading}// Made by a generator.
export const ${identifier(flow)} = flow(
  "${flowName(flow)}",
  {
    owner: "team-${flow % 8}",
    tags: ["${flow % 2 === 0 ? "even" : "odd"}"],
    params: { day: z.iso.date().default("2026-11-24"), rate: z.number().default(0.05) },
    schedule: { cron: "${flow % 60} 3 * * *", timezone: "Europe/Stockholm", params: ({ scheduledAt }) => ({ day: scheduledAt.date }) },
    timeout: "12h",
  },
  ({ params, step, forEach, when, call }) => {
    const plan = step("plan", {
      image: image("image-${imageOf(flow)}"),
      outputs: { shards: z.array(z.object({ uri: z.string() })) },
      command: ({ outputs }) => ["plan", \`--day=\${params.day}\`, \`--rate=\${params.rate}\`, outputs.shards.path],
    });
    const counts = forEach("per-shard", plan.outputs.shards, (shard) =>
      step("count", {
        image: image("image-${imageOf(flow)}"),
        outputs: { sample: artifact("parquet") },
        command: ({ outputs }) => ["count", shard.uri, outputs.sample.path],
        retry: { limit: 3, on: "infrastructure" },
      }),
    );
    const fit = step("fit", {
      ${fitOptions.join(",\n      ")},
    });
    when(fit.outputs.auc.gte(0.9), () =>
      step("publish", { image: image("image-${imageOf(flow)}"), inputs: { model: fit.outputs.model }, command: ({ inputs }) => ["publish", inputs.model.path] }),
    );
${usesShared(flow) ? `    step("notify", { image: image("image-${imageOf(flow)}"), command: () => words("${flowName(flow)}"), timeout: noticeTimeout, after: [fit] });\n` : ""}${callee === undefined ? "" : `    call("then", ${identifier(callee)}, { day: params.day }, { after: [fit] });\n`}  },
);
`;
}
