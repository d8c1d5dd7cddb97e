import { outputUnchecked as ofTargets } from "../../output-unchecked.ts";

/**
 * Output unchecked
 *
 * What the type of an output says can be checked by a shell.
 */
export const outputUnchecked = ofTargets({
  code: "kubeflow/output-unchecked",
  engine: "Kubeflow Pipelines",
  why: "The backend looks at kinds of values only; the check that is put around the command has only a shell.",
});
