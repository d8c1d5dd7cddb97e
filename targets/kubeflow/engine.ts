import type { Engine } from "../engine.ts";
import { planApply } from "./apply.ts";
import { cancelCommand, cancelRequest, start, startCommand } from "./submit.ts";

/** A server of Kubeflow Pipelines, by its API v2beta1. */
export const engine: Engine = { headers: () => ({}), planApply, startCommand, start, cancelRequest, cancelCommand };
