import { message } from "../../diagnostics/message.ts";
import { defineFlowRule } from "../flow-rule.ts";
import { namesOf } from "./names-of.ts";

const label = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

/**
 * Kubernetes name
 *
 * What names an object of the cluster is a name that Kubernetes allows: small letters, digits and "-", for most objects "." too.
 *
 * See https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ (RFC 1123)
 */
export const kubernetesName = defineFlowRule({
  code: "check/kubernetes-name",
  severity: "error",
  law: true,
  message: message`${"where"} names ${"what"} "${"name"}", where at most ${"most"} small letters, digits${"signs"} are expected.`,
  why: "No object of the cluster can have another name, so the pod would never start.",
  help: message`Write the name as \`kubectl get\` shows it.`,
  *find(flow) {
    for (const { form, where, what, name, at } of namesOf(flow)) {
      const parts = form === "label" ? [name] : name.split(".");
      const most = form === "label" ? 63 : 253;
      if (name.length <= most && parts.every((part) => label.test(part))) continue;
      yield { at, values: { where, what, name, most, signs: form === "label" ? ' and "-"' : ', "-" and "."' } };
    }
  },
});
