import type { FailureClass } from "../classes.ts";
import type { Remedy } from "../verdict.ts";
import { remedies } from "./index.ts";
import type { Choice } from "./remedy.ts";

/** The change of config that may help against a class, in words, or null where none does: then a person has to look. */
export function remedyOf(name: FailureClass, choice: Choice): Remedy | null {
  return remedies[name]?.words(choice) ?? null;
}
