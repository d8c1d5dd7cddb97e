import type { Metadata } from "../schema.ts";
import type { Lowering } from "./lowering.ts";
import { flowAnnotations } from "./traces.ts";

export const managed = { "app.kubernetes.io/managed-by": "millwright" } as const;

interface Named {
  /** Behind the flow's name. */
  readonly suffix: string;
  readonly wave: string;
  readonly description: string | undefined;
}

/** The metadata of a document of the flow; `wave` is its turn where Argo CD applies it. */
export function metadata({ plan, context }: Lowering, { suffix, wave, description }: Named): Metadata {
  const { flow } = plan;
  return {
    name: `${context.environment.namePrefix}${flow.name}${suffix}`,
    namespace: context.environment.namespace,
    labels: managed,
    annotations: {
      ...flowAnnotations(plan),
      ...(description !== undefined && { "workflows.argoproj.io/description": description }),
      "argocd.argoproj.io/sync-wave": wave,
    },
  };
}
