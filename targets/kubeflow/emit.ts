import * as z from "zod";
import type { Artifact } from "../../compiler/artifact.ts";
import type { PlannedFlow } from "../../compiler/plan.ts";
import { definitionId } from "../../compiler/program.ts";
import { writeJson } from "../../compiler/text/json.ts";
import { nestedYaml, writeYaml, writeYamlDocuments } from "../../compiler/text/yaml.ts";
import type { TargetContext, Together } from "../target.ts";
import type { KubeflowOptions } from "./options.ts";
import type { KubeflowDocuments, Metadata, Pipeline, PipelineVersion, RecurringRun } from "./schema.ts";
import { serverName } from "./server-name.ts";
import { hashOf, versionName } from "./version-name.ts";

/**
 * `<flow>.yaml`: the pipeline and its platform document, as the API and the SDK take them; `<flow>.crs.yaml`: the same as objects of Kubernetes;
 * `<flow>.recurring-runs.json`: what its schedules ask of the API
 *
 * A version never changes, so its name holds the hash of what it says: another text is another version.
 */
export function emit(
  { pipeline, platform, recurringRuns }: KubeflowDocuments,
  plan: PlannedFlow,
  context: TargetContext<KubeflowOptions>,
): readonly Artifact[] {
  const { flow } = plan;
  const from = [definitionId(flow)];
  const pipelineText = writeYaml(pipeline);
  const platformText = writeYaml(platform);
  const name = serverName(plan, context);
  const text = `${pipelineText}---\n${platformText}`;
  const version = versionName(name, text);
  const objects = writeYamlDocuments([pipelineObject(plan, context), versionObject(plan, context, version)]);
  const specs = `  pipelineSpec:${nestedYaml(pipelineText, 2)}  platformSpec:${nestedYaml(platformText, 2)}`;
  return [
    { path: `${flow.name}.yaml`, text, from },
    { path: `${flow.name}.crs.yaml`, text: `${objects}${specs}`, from },
    ...(recurringRuns.length === 0
      ? []
      : [{ path: `${flow.name}.recurring-runs.json`, text: requests(name, version, recurringRuns), from }]),
  ];
}

function metadata(
  plan: PlannedFlow,
  { environment }: TargetContext<KubeflowOptions>,
  name: string,
  annotations: Metadata["annotations"],
): Metadata {
  const { flow, programHash } = plan;
  return {
    name,
    namespace: environment.namespace,
    labels: { "app.kubernetes.io/managed-by": "millwright" },
    annotations: {
      "millwright.dev/flow": flow.name,
      "millwright.dev/source": `${flow.origin.file}#${flow.origin.exportName}`,
      "millwright.dev/program": programHash,
      ...annotations,
    },
  };
}

function described({ flow }: PlannedFlow) {
  return flow.description === undefined ? {} : { description: flow.description };
}

function pipelineObject(plan: PlannedFlow, context: TargetContext<KubeflowOptions>): Pipeline {
  const name = serverName(plan, context);
  return {
    apiVersion: "pipelines.kubeflow.org/v2beta1",
    kind: "Pipeline",
    metadata: metadata(plan, context, name, { "argocd.argoproj.io/sync-wave": "0" }),
    spec: { displayName: name, ...described(plan) },
  };
}

/** The version without its specs. Runs and schedules may still use one that is no longer written, so it is never pruned. */
function versionObject(plan: PlannedFlow, context: TargetContext<KubeflowOptions>, version: string): PipelineVersion {
  const annotations = { "argocd.argoproj.io/sync-options": "Prune=false", "argocd.argoproj.io/sync-wave": "1" };
  return {
    apiVersion: "pipelines.kubeflow.org/v2beta1",
    kind: "PipelineVersion",
    metadata: metadata(plan, context, version, annotations),
    spec: { pipelineName: serverName(plan, context), displayName: version, ...described(plan) },
  };
}

function requests(pipeline: string, version: string, runs: KubeflowDocuments["recurringRuns"]): string {
  const bodies = runs.map((run): RecurringRun => ({ display_name: `${pipeline}-${hashOf(version, JSON.stringify(run))}`, ...run }));
  return writeJson({ formatVersion: 1, pipeline, version, recurringRuns: bodies });
}

/** `kustomization.yaml`: the objects of all flows. */
export const together: Together<KubeflowOptions, KubeflowDocuments, null> = {
  part: z.null(),
  partOf: () => null,
  emit(flows) {
    const from = flows.map(({ flow }) => definitionId(flow)).sort();
    if (from.length === 0) return [];
    const resources = flows.map(({ flow }) => `${flow.name}.crs.yaml`).sort();
    const kustomization = { apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization", resources };
    return [{ path: "kustomization.yaml", text: writeYaml(kustomization), from }];
  },
};
