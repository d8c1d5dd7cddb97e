import type { Anchor } from "../../diagnostics/diagnostic.ts";
import { message } from "../../diagnostics/message.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import { ofNode } from "../rule.ts";
import { defineStepRule } from "../step-rule.ts";

const terms = ["requiredDuringSchedulingIgnoredDuringExecution", "preferredDuringSchedulingIgnoredDuringExecution"];
const members = ["nodeAffinity", "podAffinity", "podAntiAffinity"];

/**
 * Affinity members
 *
 * An affinity has the members that Kubernetes knows.
 *
 * Source: Kubernetes v1.35, core/v1 Affinity, NodeAffinity, PodAffinity, PodAntiAffinity
 */
export const affinityMembers = defineStepRule({
  code: "check/affinity-members",
  severity: "error",
  law: true,
  message: message`Step "${"step"}" has "${"found"}" in its affinity, which Kubernetes does not know there.`,
  why: "Kubernetes drops what it does not know, and the pod goes to any node.",
  help: message`Write \`nodeAffinity\`, \`podAffinity\` or \`podAntiAffinity\`, each as it stands in a pod.`,
  *find(step) {
    for (const [member, rules] of Object.entries(step.affinity ?? {})) {
      const at = ofNode(step, "affinity", member);
      if (!members.includes(member)) yield unknown(step.name, member, members, at);
      else if (typeof rules !== "object" || rules === null || Array.isArray(rules))
        yield { at, values: { step: step.name, found: `${member}: ${JSON.stringify(rules)}` } };
      else
        for (const term of Object.keys(rules))
          if (!terms.includes(term)) yield unknown(step.name, `${member}.${term}`, terms, ofNode(step, "affinity", member, term), term);
    }
  },
});

function unknown(step: string, found: string, known: readonly string[], at: Anchor, name = found) {
  return { at, values: { step, found }, extra: { help: didYouMean(name, known) ?? "" } };
}
