import type { Engine } from "../engine.ts";
import { known, stateOf } from "./runs.ts";
import { cancelCommand, cancelRequest, start, startCommand } from "./submit.ts";

/** The Argo server, by its API v1. Its objects are those of Kubernetes, and applied as such. */
export const engine: Engine = {
  headers: () => ({}),
  startCommand,
  start,
  known,
  stateOf,
  // A run is told by an annotation when it was due, whoever starts it.
  problemOf: () => undefined,
  oneRunAtATime: () => false,
  dueTwice: true,
  cancelRequest,
  cancelCommand,
};
