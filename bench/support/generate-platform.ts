/**
 * Writes a platform of `count` ten-step flows, one file a flow, and the same manifests as plain TypeScript
 *
 * Each flow has three parameters, a fan-out over a list with its gather, an 8-CPU GPU step with a secret and a retry, a branch on a metric, a schedule and an exit
 * handler. The plain variant is the floor of every comparison: it loads a file, builds objects and prints YAML, and checks nothing.
 */
import fs from "node:fs";
import path from "node:path";

/** A platform for `millwright build`: config, pool, and `flows/flow-0000.flow.ts` onwards. */
export function generatePlatform(
  folder: string,
  count: number,
  environments: readonly string[] = ["prod"],
  targets: readonly string[] = ["argo"],
): void {
  fs.mkdirSync(path.join(folder, "flows"), { recursive: true });
  fs.writeFileSync(
    path.join(folder, "millwright.config.ts"),
    `import { ${[...targets, "platform"].join(", ")} } from "millwright";

export default platform({
  definitions: ["shared.ts", "flows/*.flow.ts"],
  environments: { ${environments.map((name) => `${name}: { namespace: "ml-${name}", serviceAccount: "runner" }`).join(", ")} },
  targets: [${targets.map((target) => `${target}()`).join(", ")}],
});
`,
  );
  fs.writeFileSync(
    path.join(folder, "shared.ts"),
    `import { gpuPool } from "millwright";

export const image = "registry.example.com/ml/train@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
export const h100 = gpuPool("h100", {
  accelerator: "nvidia-h100-80gb",
  node: { machine: "a3-highgpu-8g", gpus: 8, cpu: 200, memory: "1760Gi" },
  capacity: { onDemand: { maxNodes: 4 } },
  provider: { gke: { project: "acme-ml", location: "europe-west4" } },
});
`,
  );
  for (let index = 0; index < count; index++)
    fs.writeFileSync(path.join(folder, "flows", `flow-${numbered(index)}.flow.ts`), flowSource(index));
}

/** The same flows without what only some engines have, for all of which they are built. */
export function generatePortablePlatform(folder: string, count: number, targets: readonly string[]): void {
  generatePlatform(folder, count, ["prod"], targets);
  for (let index = 0; index < count; index++) {
    const file = path.join(folder, "flows", `flow-${numbered(index)}.flow.ts`);
    fs.writeFileSync(
      file,
      unportable.reduce((source, part) => without(source, part), flowSource(index)),
    );
  }
}

const unportable: readonly string[] = [
  ', concurrency: "forbid"',
  '      timeout: "6h",\n',
  ", gpu: { pool: h100, count: 1 }",
  'TRACKER_TOKEN: secret("tracker", "token"), ',
  'max: "1h" ',
  `    onExit("cleanup", { image, command: () => ["python", "-m", "ml.cleanup", \`--dataset=\${params.dataset}\`] });\n`,
  ", onExit",
  ", secret",
  "h100, ",
];

function without(source: string, part: string): string {
  if (!source.includes(part)) throw new Error(`The flow has no ${part} any more.`);
  return source.replace(part, "");
}

/** The floor: `main.mjs` loads `plain-0000.ts` onwards and writes one YAML file each into the folder that it is given. */
export function generateFloor(folder: string, count: number): void {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }\n');
  fs.writeFileSync(path.join(folder, "shared.ts"), floorShared);
  for (let index = 0; index < count; index++) fs.writeFileSync(path.join(folder, `plain-${numbered(index)}.ts`), floorSource(index));
  fs.writeFileSync(path.join(folder, "main.ts"), floorMain);
}

function numbered(index: number): string {
  return String(index).padStart(5, "0");
}

/** One definition; also the flow into which mistakes are seeded. */
export function flowSource(index: number): string {
  const id = numbered(index);
  return `import { flow, secret, z } from "millwright";
import { h100, image } from "../shared.ts";

export const flow${id} = flow(
  "flow-${id}",
  {
    owner: "growth-ml",
    params: { dataset: z.string().default("sales-${id}"), shards: z.int().default(8), learningRate: z.number().default(0.1) },
    schedule: { cron: "${index % 60} ${Math.floor(index / 60) % 24} * * *", timezone: "UTC", concurrency: "forbid" },
  },
  ({ params, step, forEach, when, onExit }) => {
    const prepare = step("prepare", {
      image,
      outputs: { shards: z.array(z.object({ uri: z.string(), rows: z.int() })) },
      command: ({ outputs }) => ["python", "-m", "ml.prepare", \`--dataset=\${params.dataset}\`, \`--shards=\${params.shards}\`, outputs.shards.path],
    });
    const parts = forEach("per-shard", prepare.outputs.shards, { parallelism: 20 }, (shard) =>
      step("featurize", {
        image,
        outputs: { part: z.string() },
        command: ({ outputs }) => ["python", "-m", "ml.featurize", \`--shard=\${shard.uri}\`, shard.rows, outputs.part.path],
      }),
    );
    const join = step("join", {
      image,
      inputs: { parts: parts.outputs.part },
      outputs: { table: z.string() },
      command: ({ inputs, outputs }) => ["python", "-m", "ml.join", \`--parts=\${inputs.parts}\`, outputs.table.path],
    });
    const train = step("train", {
      image,
      inputs: { table: join.outputs.table },
      outputs: { score: z.number() },
      command: ({ inputs, outputs }) => ["python", "-m", "ml.train", \`--table=\${inputs.table}\`, \`--learning-rate=\${params.learningRate}\`, outputs.score.path],
      retry: { limit: 3, on: "failure", backoff: { initial: "30s", factor: 2, max: "1h" } },
      timeout: "6h",
      resources: { cpu: 8, memory: "64Gi", gpu: { pool: h100, count: 1 } },
      env: { TRACKER_TOKEN: secret("tracker", "token"), MODE: "gpu" },
    });
    when(train.outputs.score.gte(0.9), () => {
      step("publish", { image, inputs: { score: train.outputs.score }, command: ({ inputs }) => ["python", "-m", "ml.publish", \`--score=\${inputs.score}\`] });
    }).otherwise(() => {
      step("notify", { image, inputs: { score: train.outputs.score }, command: ({ inputs }) => ["python", "-m", "ml.notify", \`--score=\${inputs.score}\`] });
    });
    const evaluate = step("evaluate", {
      image,
      inputs: { table: join.outputs.table },
      outputs: { report: z.string() },
      command: ({ inputs, outputs }) => ["python", "-m", "ml.evaluate", \`--table=\${inputs.table}\`, outputs.report.path],
      after: [train],
    });
    const register = step("register", {
      image,
      inputs: { report: evaluate.outputs.report },
      outputs: { model: z.string() },
      command: ({ inputs, outputs }) => ["python", "-m", "ml.register", \`--report=\${inputs.report}\`, outputs.model.path],
    });
    step("announce", { image, inputs: { model: register.outputs.model }, command: ({ inputs }) => ["python", "-m", "ml.announce", \`--model=\${inputs.model}\`] });
    onExit("cleanup", { image, command: () => ["python", "-m", "ml.cleanup", \`--dataset=\${params.dataset}\`] });
  },
);
`;
}

const floorShared = `export const image = "registry.example.com/ml/train@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

export interface Leaf { name: string; inputs?: string[]; outputs?: string[]; args: string[]; rest?: Record<string, unknown>; container?: Record<string, unknown> }
export function leaf({ name, inputs = [], outputs = [], args, rest = {}, container = {} }: Leaf): Record<string, unknown> {
  return {
    name,
    ...(inputs.length && { inputs: { parameters: inputs.map((input) => ({ name: input })) } }),
    ...(outputs.length && { outputs: { parameters: outputs.map((output) => ({ name: output, valueFrom: { path: "/out/" + output } })) } }),
    ...rest,
    metadata: { annotations: { "example.com/step": name } },
    container: { image, command: ["python", "-m", "ml." + name], args, ...container },
  };
}
export function task(name: string, depends: string | undefined, parameters: Record<string, string>, rest: Record<string, unknown> = {}): Record<string, unknown> {
  return { name, template: name, ...(depends && { depends }), ...rest, ...(Object.keys(parameters).length && { arguments: { parameters: Object.entries(parameters).map(([key, value]) => ({ name: key, value })) } }) };
}
`;

function floorSource(index: number): string {
  const id = numbered(index);
  return `import { leaf, task } from "./shared.ts";

export const name = "flow-${id}";
export function manifests(): object[] {
  return [
    {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "WorkflowTemplate",
      metadata: { name, namespace: "ml", labels: { "app.kubernetes.io/managed-by": "floor" } },
      spec: {
        entrypoint: "main",
        onExit: "cleanup",
        serviceAccountName: "runner",
        arguments: { parameters: [{ name: "dataset", value: "sales-${id}" }, { name: "shards", value: "8" }, { name: "learning-rate", value: "0.1" }] },
        templates: [
          {
            name: "main",
            dag: {
              tasks: [
                task("prepare", undefined, { dataset: "{{workflow.parameters.dataset}}", shards: "{{workflow.parameters.shards}}" }),
                task("featurize", "prepare", { uri: "{{item.uri}}", rows: "{{item.rows}}" }, { withParam: "{{tasks.prepare.outputs.parameters.shards}}" }),
                task("join", "featurize", { parts: "{{=tasks.featurize.status == 'Skipped' ? '[]' : tasks.featurize.outputs.parameters.part}}" }),
                task("train", "join", { table: "{{tasks.join.outputs.parameters.table}}" }),
                task("publish", "train", { score: "{{tasks.train.outputs.parameters.score}}" }, { when: "{{=asFloat(tasks.train.outputs.parameters.score) >= 0.9}}" }),
                task("notify", "train", { score: "{{tasks.train.outputs.parameters.score}}" }, { when: "{{=!(asFloat(tasks.train.outputs.parameters.score) >= 0.9)}}" }),
                task("evaluate", "join && train", { table: "{{tasks.join.outputs.parameters.table}}" }),
                task("register", "evaluate", { report: "{{tasks.evaluate.outputs.parameters.report}}" }),
                task("announce", "register", { model: "{{tasks.register.outputs.parameters.model}}" }),
              ],
            },
          },
          leaf({ name: "prepare", inputs: ["dataset", "shards"], outputs: ["shards"], args: ["--dataset={{inputs.parameters.dataset}}", "--shards={{inputs.parameters.shards}}", "/out/shards"] }),
          leaf({ name: "featurize", inputs: ["uri", "rows"], outputs: ["part"], args: ["--shard={{inputs.parameters.uri}}", "{{inputs.parameters.rows}}", "/out/part"] }),
          leaf({ name: "join", inputs: ["parts"], outputs: ["table"], args: ["--parts={{inputs.parameters.parts}}", "/out/table"] }),
          leaf({
            name: "train", inputs: ["table"], outputs: ["score"], args: ["--table={{inputs.parameters.table}}", "--learning-rate={{workflow.parameters.learning-rate}}", "/out/score"],
            rest: { activeDeadlineSeconds: "21600", retryStrategy: { limit: "3", retryPolicy: "OnFailure", backoff: { duration: "30s", factor: "2", cap: "1h" } } },
            container: {
              env: [{ name: "TRACKER_TOKEN", valueFrom: { secretKeyRef: { name: "tracker", key: "token" } } }, { name: "MODE", value: "gpu" }],
              resources: { requests: { cpu: "8", memory: "64Gi" }, limits: { memory: "64Gi", "nvidia.com/gpu": "1" } },
            },
          }),
          leaf({ name: "publish", inputs: ["score"], args: ["--score={{inputs.parameters.score}}"] }),
          leaf({ name: "notify", inputs: ["score"], args: ["--score={{inputs.parameters.score}}"] }),
          leaf({ name: "evaluate", inputs: ["table"], outputs: ["report"], args: ["--table={{inputs.parameters.table}}", "/out/report"] }),
          leaf({ name: "register", inputs: ["report"], outputs: ["model"], args: ["--report={{inputs.parameters.report}}", "/out/model"] }),
          leaf({ name: "announce", inputs: ["model"], args: ["--model={{inputs.parameters.model}}"] }),
          leaf({ name: "cleanup", args: ["--dataset={{workflow.parameters.dataset}}"] }),
        ],
      },
    },
    {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "CronWorkflow",
      metadata: { name, namespace: "ml" },
      spec: { schedules: ["${index % 60} ${Math.floor(index / 60) % 24} * * *"], timezone: "UTC", concurrencyPolicy: "Forbid", workflowSpec: { workflowTemplateRef: { name } } },
    },
  ];
}
`;
}

const floorMain = `import fs from "node:fs";
import path from "node:path";
import { stringify } from "yaml";

const out = process.argv[2];
fs.mkdirSync(out, { recursive: true });
for (const file of fs.readdirSync(import.meta.dirname).filter((name) => name.startsWith("plain-")).sort()) {
  const { name, manifests } = await import(path.join(import.meta.dirname, file));
  fs.writeFileSync(path.join(out, name + ".yaml"), manifests().map((document) => stringify(document, { lineWidth: 0, aliasDuplicateObjects: false })).join("---\\n"));
}
`;
