import { rulesOf } from "./rule.ts";

/** Nodes are there, but the rules of placement allow none of them. */
export const schedPlacement = rulesOf("sched.placement", {
  rules: {
    strength: 3,
    says: [
      "didnt match pods node affinity",
      "didnt match node selector",
      "didnt match pod affinity",
      "didnt match pods affinity",
      "didnt match pod anti-affinity",
      "didnt match pods anti-affinity",
      "didnt satisfy existing pods anti-affinity",
      "didnt match pod topology spread",
      "predicate nodeaffinity failed",
      "predicate matchnodeselector failed",
      "node affinity/selector",
      "no nodes matched",
    ],
  },
  taint: {
    strength: 3,
    says: ["that the pod didnt tolerate", "had untolerated taint", "had taints that the pod didnt tolerate"],
    unless: ["control-plane", "/master", "not-ready", "unreachable", "disk-pressure", "memory-pressure"],
  },
  "unschedulable-nodes": {
    strength: 2,
    says: ["node(s) were unschedulable"],
  },
});
