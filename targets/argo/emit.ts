import type { Artifact } from "../../compiler/artifact.ts";
import type { PlannedFlow } from "../../compiler/plan.ts";
import { definitionId } from "../../compiler/program.ts";
import { writeYaml, writeYamlDocuments } from "../../compiler/text/yaml.ts";
import type { Together } from "../target.ts";
import { type ArgoPart, accessDocuments, accessOf, argoPart } from "./lower/access.ts";
import type { ArgoOptions } from "./options.ts";
import type { ArgoDocuments } from "./schema.ts";

/** `<flow>.yaml`: the WorkflowTemplate, then its CronWorkflows. */
export function emit({ workflow, schedules }: ArgoDocuments, { flow }: PlannedFlow): readonly Artifact[] {
  return [{ path: `${flow.name}.yaml`, text: writeYamlDocuments([workflow, ...schedules]), from: [definitionId(flow)] }];
}

/** `kustomization.yaml`, and `access.yaml`: what the accounts of the steps must be allowed to do. */
export const together: Together<ArgoOptions, ArgoDocuments, ArgoPart> = {
  part: argoPart,
  partOf: ({ workflow }) => accessOf(workflow),
  emit(flows, { options, environment }) {
    const from = flows.map(({ flow }) => definitionId(flow)).sort();
    if (from.length === 0) return [];
    const access = options.rbac
      ? accessDocuments(
          flows.map(({ part }) => part),
          environment,
        )
      : [];
    const resources = [...(access.length > 0 ? ["access.yaml"] : []), ...flows.map(({ flow }) => `${flow.name}.yaml`).sort()];
    const kustomization = { apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization", resources };
    return [
      ...(access.length > 0 ? [{ path: "access.yaml", text: writeYamlDocuments(access), from }] : []),
      { path: "kustomization.yaml", text: writeYaml(kustomization), from },
    ];
  },
};
