import type { PlannedFlow } from "../../compiler/plan.ts";
import { isStep } from "../../compiler/program.ts";
import type { GivenKeys } from "../given-keys.ts";
import type { SecretValue } from "./redactor.ts";

/** The values of all secrets that the steps of a flow name, and of those that it calls. */
export function secretsOf({ flow, called }: PlannedFlow, keyOf: GivenKeys): readonly SecretValue[] {
  const variables = [flow, ...called.map((callee) => callee.flow)]
    .flatMap(({ nodes }) => nodes.filter(isStep))
    .flatMap(({ env }) => Object.values(env));
  return variables.flatMap((variable) => {
    if (typeof variable === "string" || !("secret" in variable)) return [];
    const value = keyOf("secret", variable.secret, variable.key);
    return value === undefined ? [] : [{ name: `${variable.secret}.${variable.key}`, value }];
  });
}
