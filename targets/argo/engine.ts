import type { Engine } from "../engine.ts";
import { cancelCommand, cancelRequest, start, startCommand } from "./submit.ts";

/** The Argo server, by its API v1. Its objects are those of Kubernetes, and applied as such. */
export const engine: Engine = { headers: () => ({}), startCommand, start, cancelRequest, cancelCommand };
