import type { RunRecord } from "../run-record.ts";
import type { Measures, PodMeasures } from "./prometheus.ts";

/** The record with what was measured of its pods; what it says itself stays. A pod that went through several attempts is measured as the last of them. */
export function measuredRecord(record: RunRecord, namespace: string | null, measures: Measures): RunRecord {
  const steps = record.steps.map((step) => ({
    ...step,
    attempts: step.attempts.map((attempt, index) => {
      const isLast = step.attempts.findLastIndex(({ pod }) => pod === attempt.pod) === index;
      const found = attempt.pod === undefined || !isLast ? undefined : measuresOfPod(measures, namespace, attempt.pod);
      return { ...found, ...attempt };
    }),
  }));
  return { ...record, steps };
}

export function measuresOfPod(measures: Measures, namespace: string | null, pod: string): PodMeasures | undefined {
  return measures.get(`${namespace ?? ""}/${pod}`) ?? measures.get(`/${pod}`);
}
