import { moreAttempts } from "./attempts.ts";
import { always, type ClassRemedy } from "./remedy.ts";

/** A network that did not answer for a moment: again, a little later. */
export const netTransient: ClassRemedy = {
  words: always("retry.limit", "3 attempts, 30s doubling between them"),
  change: (situation) => moreAttempts(situation, "failure", true),
};
