/** The part of a run record that the suite compares; any engine's record has it. */
export interface SeenRun {
  readonly status: string;
  /** One entry a step instance. */
  readonly steps: readonly SeenStep[];
}

export interface SeenStep {
  /** With positions: `per-shard[2]/count`, `tune#1/round`, `prepare/count`. */
  readonly path: string;
  readonly status: string;
  readonly attempts: readonly SeenAttempt[];
  /** Values by name, typed; without those that were left out. */
  readonly outputs: { readonly [name: string]: unknown };
}

export interface SeenAttempt {
  /** RFC 3339; to the second at least. */
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly exitCode?: number;
  readonly reason?: string;
  readonly message?: string;
}
