import { outputUnchecked as ofTargets } from "../../output-unchecked.ts";

/**
 * Output unchecked
 *
 * What the type of an output says can be checked by a shell.
 */
export const outputUnchecked = ofTargets({
  code: "maestro/output-unchecked",
  engine: "Maestro",
  why: "Maestro takes any text; the check that is put around the command has only a shell.",
});
