import { parse, stringify } from "yaml";
import { applyPatch } from "./manifest-patch.ts";

/** The sound release that every broken one differs from by a patch: a template of two steps, and its schedule. */
const base = `
template:
  apiVersion: argoproj.io/v1alpha1
  kind: WorkflowTemplate
  metadata: { name: nightly, namespace: ml }
  spec:
    entrypoint: main
    serviceAccountName: runner
    arguments:
      parameters:
        - { name: size, value: small, enum: [small, large] }
    templates:
      - name: main
        dag:
          tasks:
            - { name: a, template: produce }
            - name: b
              template: consume
              depends: a
              arguments: { parameters: [{ name: x, value: "{{tasks.a.outputs.parameters.o}}" }] }
      - name: produce
        outputs: { parameters: [{ name: o, valueFrom: { path: /out/o } }] }
        container: { image: "busybox:1", command: [produce], args: [/out/o] }
      - name: consume
        inputs: { parameters: [{ name: x }] }
        container: { image: "busybox:1", command: [consume], args: ["{{inputs.parameters.x}}"] }
schedule:
  apiVersion: argoproj.io/v1alpha1
  kind: CronWorkflow
  metadata: { name: nightly, namespace: ml }
  spec:
    schedules: ["0 3 * * *"]
    timezone: Europe/Stockholm
    concurrencyPolicy: Forbid
    workflowSpec: { workflowTemplateRef: { name: nightly } }
`;

/** The release with a patch applied, as YAML text of one document a manifest. */
export function patchedRelease(patch: string): string {
  const release: { readonly template: unknown; readonly schedule: unknown } = applyPatch(parse(base), parse(patch) ?? {});
  return [release.template, release.schedule]
    .filter((document) => document !== undefined)
    .map((document) => stringify(document, { lineWidth: 0 }))
    .join("---\n");
}
