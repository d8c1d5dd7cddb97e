import { gunzipSync } from "node:zlib";
import type { EngineNode } from "./nodes.ts";

/** What the API server keeps of a run. */
export interface StoredWorkflow {
  readonly metadata: { readonly name: string };
  readonly status?: { readonly compressedNodes?: string };
}

interface StoredNode {
  readonly name: string;
  readonly type: string;
  readonly templateName?: string;
  readonly phase: string;
  readonly message?: string;
  readonly outputs?: {
    readonly exitCode?: string;
    readonly parameters?: readonly { readonly name: string; readonly value?: string }[];
  };
  readonly memoizationStatus?: { readonly hit: boolean };
  readonly startedAt?: string;
  readonly finishedAt?: string;
}

/**
 * The nodes of a run that are too many for the engine to print
 *
 * The controller stores those of more than a megabyte compressed, and then the printed run has none.
 *
 * Source: github.com/argoproj/argo-workflows v4.0.5, workflow/packer/packer.go
 */
export function compressedNodes({ metadata: { name }, status }: StoredWorkflow): readonly EngineNode[] {
  if (status?.compressedNodes === undefined) return [];
  const stored = JSON.parse(gunzipSync(Buffer.from(status.compressedNodes, "base64")).toString()) as Readonly<Record<string, StoredNode>>;
  return Object.values(stored).map((node) => engineNode(node, name));
}

function engineNode({ name, templateName, outputs, memoizationStatus, ...node }: StoredNode, run: string): EngineNode {
  return {
    ...node,
    name: name.startsWith(run) ? `wf${name.slice(run.length)}` : name,
    ...(templateName !== undefined && { template: templateName }),
    ...(outputs?.exitCode !== undefined && { exitCode: Number(outputs.exitCode) }),
    ...(outputs?.parameters !== undefined && {
      outputs: { parameters: Object.fromEntries(outputs.parameters.map((parameter) => [parameter.name, parameter.value ?? null])) },
    }),
    ...(memoizationStatus !== undefined && { memoHit: memoizationStatus.hit }),
  };
}
