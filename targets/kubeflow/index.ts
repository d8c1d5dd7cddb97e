import type { Target } from "../target.ts";
import { emit, together } from "./emit.ts";
import { lower } from "./lower.ts";
import { type KubeflowOptions, kubeflowOptions } from "./options.ts";
import { planRefusals } from "./rules/index.ts";
import type { KubeflowDocuments } from "./schema.ts";
import { supports } from "./supports.ts";

/** Kubeflow Pipelines 2.17. */
export const kubeflow: Target<KubeflowOptions, KubeflowDocuments, null> = {
  name: "kubeflow",
  title: "Kubeflow Pipelines",
  versions: "2.17",
  documentation: "https://www.kubeflow.org/docs/components/pipelines/",
  options: kubeflowOptions,
  supports,
  check: (plan, context) => planRefusals({ plan, context }),
  lower,
  emit,
  // Source: kubeflow/pipelines 2.17.0, backend/src/apiserver/webhook/pipelineversion_webhook.go (Default)
  writtenByCluster: [
    {
      group: "pipelines.kubeflow.org",
      kind: "PipelineVersion",
      pointers: [
        "/metadata/labels/pipelines.kubeflow.org~1pipeline",
        "/metadata/labels/pipelines.kubeflow.org~1pipeline-id",
        "/metadata/ownerReferences",
      ],
    },
  ],
  together,
};
