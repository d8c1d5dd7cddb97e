/** An image that nothing objects to, so that each definition has one mistake only. */
export const image = `ghcr.io/acme/tools@sha256:${"0123456789abcdef".repeat(4)}`;

/** A first step with an output of every sort. */
export const produce = `  const a = step("a", {
    image, outputs: { o: z.string(), n: z.number(), list: z.array(z.string()), model: artifact("onnx") },
    command: ({ outputs }) => ["produce", outputs.o.path, outputs.n.path, outputs.list.path, outputs.model.path],
  });`;

/** A pool of nodes with eight GPUs each, for definitions about GPUs. */
export const pool = `export const h100 = gpuPool("h100", {
  accelerator: "nvidia-h100-80gb", node: { machine: "a3-highgpu-8g", gpus: 8, cpu: 200, memory: "1760Gi" },
  capacity: { reserved: { nodes: 4, reservation: "ml-h100" }, spot: { maxNodes: 2 } },
  provider: { gke: { project: "acme-ml", location: "europe-west4" } },
});`;

/** What a definition has besides its steps. */
interface Around {
  /** Options of the flow, after its owner. */
  readonly options?: string;
  /** Statements before the flow. */
  readonly before?: string;
  readonly name?: string;
}

/** A definition of one flow with this body. */
export function inFlow(body: string, { options = "", before = "", name = "broken" }: Around = {}): string {
  const lines = [
    `import { artifact, config, flow, gpuPool, image as named, json, secret, z } from "millwright";`,
    `const image = "${image}";`,
    before,
    `export const broken = flow("${name}", {`,
    `  owner: "ml",`,
    options === "" ? "" : `  ${options}`,
    `}, ({ params, run, step, script, spark, approval, call, forEach, range, when, match, repeatUntil, onExit, onFailure }) => {`,
    body.replace(/^\n+|\s+$/g, ""),
    "});",
  ];
  return `${lines.filter((line) => line !== "").join("\n")}\n`;
}

/** A definition with one step whose options, besides image and command, are these. */
export function inStep(options: string, before = ""): string {
  return inFlow(`  step("b", { image, command: () => ["consume"], ${options} }); // here`, { before });
}
