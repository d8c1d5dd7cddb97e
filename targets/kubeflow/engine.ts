import type { Engine } from "../engine.ts";
import { planApply } from "./apply.ts";

/** A server of Kubeflow Pipelines, by its API v2beta1. */
export const engine: Engine = {
  headers: () => ({}),
  planApply,
};
