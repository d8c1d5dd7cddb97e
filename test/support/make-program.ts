/** Linked programs made by hand, for tests of what reads programs. */
import type { Flow, GpuPool, Node, Program, Step } from "../../compiler/program.ts";
import type { Expression } from "../../schema/values/expression.ts";

export function makeStep(name: string, options: Partial<Step> = {}): Step {
  return {
    id: 0,
    name,
    calls: [{ file: "flows/churn.flow.ts", line: 10, column: 3 }],
    body: 0,
    after: [],
    kind: "step",
    image: { reference: "ghcr.io/acme/churn@sha256:1" },
    inputs: {},
    outputs: {},
    program: { kind: "command", words: ["run", name] },
    env: {},
    resources: {},
    idempotent: true,
    checkpoint: false,
    labels: {},
    annotations: {},
    nodeSelector: {},
    tolerations: [],
    volumes: {},
    mutexes: [],
    semaphores: [],
    unknown: [],
    ...options,
  };
}

/** A flow whose nodes get their positions as ids; nodes without a body of their own are in the flow's. */
export function makeFlow(name: string, nodes: readonly Node[] = [makeStep("fit")], options: Partial<Flow> = {}): Flow {
  const numbered = nodes.map((node, id) => ({ ...node, id }));
  return {
    kind: "flow",
    name,
    origin: { file: `flows/${name}.flow.ts`, exportName: name, calls: [{ file: `flows/${name}.flow.ts`, line: 4, column: 22 }] },
    owner: "growth-ml",
    tags: [],
    targets: ["argo"],
    params: {},
    schedules: [],
    failFast: false,
    mutexes: [],
    semaphores: [],
    labels: {},
    annotations: {},
    nodes: numbered,
    bodies: [{ owner: -1, nodes: numbered.filter(({ body }) => body === 0).map(({ id }) => id) }],
    result: { fields: {} },
    unknown: [],
    ...options,
  };
}

export function makePool(name: string, options: Partial<GpuPool> = {}): GpuPool {
  return {
    kind: "gpuPool",
    name,
    origin: { file: "flows/platform.ts", exportName: name, calls: [{ file: "flows/platform.ts", line: 3, column: 1 }] },
    accelerator: "nvidia-h100-80gb",
    node: { machine: "a3-highgpu-8g", gpus: 8, cpu: 208, memory: "1872Gi" },
    capacity: { onDemand: { maxNodes: 2 } },
    provider: { gke: { project: "acme", location: "europe-west4" } },
    ...options,
  };
}

export function makeProgram(
  flows: readonly Flow[],
  pools: readonly GpuPool[] = [],
  environment: Partial<Program["environment"]> = {},
): Program {
  return { environment: { name: "prod", namespace: "ml", serviceAccount: "default", namePrefix: "", ...environment }, flows, pools };
}

export function output(node: number, name: string): Expression {
  return { op: "output", node, name };
}
