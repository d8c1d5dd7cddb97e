import type { Artifact } from "../../compiler/artifact.ts";
import type { PlannedFlow } from "../../compiler/plan.ts";
import { definitionId } from "../../compiler/program.ts";
import { writeYaml, writeYamlDocuments } from "../../compiler/text/yaml.ts";
import type { TargetContext } from "../target.ts";
import { accessDocuments } from "./lower/access.ts";
import type { ArgoOptions } from "./options.ts";
import type { ArgoDocuments } from "./schema.ts";

/** `<flow>.yaml`: the WorkflowTemplate, then its CronWorkflows. */
export function emit({ workflow, schedules }: ArgoDocuments, { flow }: PlannedFlow): readonly Artifact[] {
  return [{ path: `${flow.name}.yaml`, text: writeYamlDocuments([workflow, ...schedules]), from: [definitionId(flow)] }];
}

/** `kustomization.yaml`, and `access.yaml`: what the accounts of the steps must be allowed to do. */
export function emitTogether(
  flows: readonly { readonly plan: PlannedFlow; readonly documents: ArgoDocuments }[],
  context: TargetContext<ArgoOptions>,
): readonly Artifact[] {
  const from = flows.map(({ plan }) => definitionId(plan.flow)).sort();
  if (from.length === 0) return [];
  const access = context.options.rbac
    ? accessDocuments(
        flows.map(({ documents }) => documents),
        context.environment,
      )
    : [];
  const resources = [...(access.length > 0 ? ["access.yaml"] : []), ...flows.map(({ plan }) => `${plan.flow.name}.yaml`).sort()];
  const kustomization = { apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization", resources };
  return [
    ...(access.length > 0 ? [{ path: "access.yaml", text: writeYamlDocuments(access), from }] : []),
    { path: "kustomization.yaml", text: writeYaml(kustomization), from },
  ];
}
