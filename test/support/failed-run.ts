/** The record of a run of flow "churn" in prod whose step "fit" failed, as the local engine keeps it. */
export function failedRun(attempt: object): object {
  const times = { startedAt: "2026-11-24T03:15:00Z", finishedAt: "2026-11-24T03:20:00Z" };
  return {
    formatVersion: 1,
    id: "churn-20261124t031500z-7f3a",
    flow: "churn",
    engine: "local",
    environment: "prod",
    program: "1",
    commit: null,
    status: "failed",
    ...times,
    params: {},
    steps: [{ step: "fit", path: "fit", status: "failed", attempts: [{ ...times, ...attempt }], inputs: {}, outputs: {} }],
  };
}

/** Killed for its memory at a limit of 8Gi. */
export const killedAttempt = {
  exitCode: 137,
  reason: "OOMKilled",
  message: "",
  peakMemoryBytes: 8 * 2 ** 30,
  limits: { memory: "8Gi" },
};
