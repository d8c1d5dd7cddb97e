import { expect, it } from "vitest";
import { affinityMembers } from "../../compiler/rules/pods/affinity-members.ts";
import { find, oneStep } from "../support/find.ts";

it("accepts what Kubernetes knows", () => {
  expect(
    find(
      affinityMembers,
      oneStep({ affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: {} }, podAntiAffinity: {} } }),
    ),
  ).toEqual([]);
});

it("reports a member that it does not know, and what is near", () => {
  expect(find(affinityMembers, oneStep({ affinity: { nodeAfinity: {} } }))).toEqual([
    {
      is: "error check/affinity-members",
      at: "fit 1.affinity.nodeAfinity",
      says: 'Step "fit" has "nodeAfinity" in its affinity, which Kubernetes does not know there.',
      help: 'Did you mean "nodeAffinity" or "podAffinity"?',
    },
  ]);
});

it("reports a term that it does not know", () => {
  expect(find(affinityMembers, oneStep({ affinity: { nodeAffinity: { required: {} } } }))).toEqual([
    {
      is: "error check/affinity-members",
      at: "fit 1.affinity.nodeAffinity.required",
      says: 'Step "fit" has "nodeAffinity.required" in its affinity, which Kubernetes does not know there.',
      help: 'Known: "requiredDuringSchedulingIgnoredDuringExecution" and "preferredDuringSchedulingIgnoredDuringExecution".',
    },
  ]);
});

it("reports a member that is no object", () => {
  expect(find(affinityMembers, oneStep({ affinity: { podAffinity: [] } }))).toEqual([
    {
      is: "error check/affinity-members",
      at: "fit 1.affinity.podAffinity",
      says: 'Step "fit" has "podAffinity: []" in its affinity, which Kubernetes does not know there.',
      help: "Write `nodeAffinity`, `podAffinity` or `podAntiAffinity`, each as it stands in a pod.",
    },
  ]);
});
