import type { Step } from "../../../compiler/program.ts";
import type { Json } from "../../../schema/record.ts";
import type { Term } from "../../gpu-placement.ts";
import type { Data } from "../schema.ts";

/** The affinity that the step asked for, narrowed to nodes of the pool. */
export function withTerms(affinity: Step["affinity"], terms: readonly Term[]): Data | undefined {
  if (terms.length === 0) return affinity as Data | undefined;
  const nodeAffinity = objectOf(affinity?.["nodeAffinity"]);
  const required = objectOf(nodeAffinity["requiredDuringSchedulingIgnoredDuringExecution"]);
  const asked = Array.isArray(required["nodeSelectorTerms"]) ? (required["nodeSelectorTerms"] as readonly Json[]) : [{}];
  // Terms are alternatives: each that was asked for, with each kind of capacity.
  const nodeSelectorTerms = asked.map(objectOf).flatMap((term) =>
    terms.map(({ key, values }) => ({
      ...term,
      matchExpressions: [
        ...(Array.isArray(term["matchExpressions"]) ? (term["matchExpressions"] as readonly Json[]) : []),
        { key, operator: "In", values },
      ],
    })),
  );
  return {
    ...(affinity as Data | undefined),
    nodeAffinity: { ...nodeAffinity, requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } },
  };
}

function objectOf(value: unknown): Data {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Data) : {};
}
