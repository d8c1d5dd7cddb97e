import type { AttemptEnd, StepInstance } from "../scheduler/instance.ts";
import type { AttemptStart } from "../scheduler/machine.ts";

/** What carries out attempts. An attempt that it rejects has failed. */
export interface Executor {
  readonly start: (start: AttemptStart) => Promise<AttemptEnd>;
  /** Tells an attempt to end: it has its grace. */
  readonly stop: (instance: StepInstance) => void;
  /** Ends every attempt at once. */
  readonly killAll: () => void;
  /** Called once, when the run is over. */
  readonly close: () => void;
}
