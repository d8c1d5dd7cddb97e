/** The targets that we ship, by name. Nothing outside this file names one. */
import { argo } from "./argo/index.ts";

import { kubeflow } from "./kubeflow/index.ts";
import { maestro } from "./maestro/index.ts";

export const targets = { argo, kubeflow, maestro } as const;
