import { message } from "../../../compiler/diagnostics/message.ts";
import { kebab } from "../../names.ts";
import { defineArgoRule } from "./argo-rule.ts";

/**
 * Flow name
 *
 * The name of a flow, with the environment's prefix, is one that Kubernetes takes: small letters, digits and hyphens, a letter or digit at both ends.
 *
 * See https://kubernetes.io/docs/concepts/overview/working-with-objects/names (RFC 1123)
 */
export const flowName = defineArgoRule({
  code: "argo/flow-name",
  severity: "error",
  message: message`Flow "${"flow"}" becomes the WorkflowTemplate "${"name"}", which is no name that Kubernetes takes.`,
  why: "Names of resources are small letters, digits and hyphens, with a letter or digit at both ends; anything else is refused when it is applied.",
  help: message`Use small letters, digits and hyphens in the name of the flow and in the prefix of the environment.`,
  *find({ plan: { flow }, documents: { workflow } }) {
    const { name } = workflow.metadata;
    if (/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)) return;
    const instead = kebab(flow.name);
    const at = { calls: flow.origin.calls, path: [0] };
    yield { at, values: { flow: flow.name, name }, ...(instead !== flow.name && { extra: { help: `Write "${instead}".` } }) };
  },
});
