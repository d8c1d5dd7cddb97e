/** The engines of the targets that we ship, by the target's name; apart from `index.ts`, because a build needs none of this. */
import { engine as argo } from "./argo/engine.ts";
import type { Engine } from "./engine.ts";
import { engine as kubeflow } from "./kubeflow/engine.ts";
import { engine as maestro } from "./maestro/engine.ts";

export const engines: Readonly<Record<string, Engine>> = { argo, kubeflow, maestro };
