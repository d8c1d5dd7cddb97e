import { rules } from "../rules/index.ts";

/** Errors about which a team may think otherwise. */
const matters: ReadonlySet<string> = new Set(rules.filter(({ law }) => !law).map(({ code }) => code));

/**
 * Whether nobody may silence findings of this code and severity
 *
 * Warnings can be silenced. Errors of loading, validation, linking and of targets cannot, nor those of rules that are laws: the artifact would be wrong. The other
 * errors of rules can: whether a node is large enough is for its owner to say.
 */
export function isLaw(code: string, severity: "error" | "warning"): boolean {
  return severity === "error" && !matters.has(code);
}
