import type { Engine } from "../engine.ts";
import { planApply } from "./apply.ts";
import { cancelCommand, cancelRequest, start, startCommand } from "./submit.ts";

/** A Maestro server, by its API v3. */
export const engine: Engine = {
  // Maestro refuses a request that names nobody.
  headers: (user) => ({ user }),
  planApply,
  startCommand,
  start,
  cancelRequest,
  cancelCommand,
};
