/** Keys of secrets and config maps that a run is given: by flags, else by environment variables. */
import type { Diagnostic } from "../compiler/diagnostics/diagnostic.ts";
import type { PlannedFlow } from "../compiler/plan.ts";
import { isStep } from "../compiler/program.ts";
import { secretMissing } from "./diagnostics.ts";

export type KeyKind = "secret" | "configMap";
export type GivenKeys = (kind: KeyKind, name: string, key: string) => string | undefined;

const words = {
  secret: { prefix: "MILLWRIGHT_SECRET", said: "secret", flag: "--secret" },
  configMap: { prefix: "MILLWRIGHT_CONFIG_MAP", said: "config map", flag: "--config-map" },
} as const;

function variableOf(kind: KeyKind, name: string, key: string): string {
  return `${words[kind].prefix}_${name}_${key}`.toUpperCase().replace(/[^A-Z0-9]/g, "_");
}

/** Looks keys up: `flags` are "NAME.KEY" with their values. */
export function givenKeys(
  flags: { readonly [K in KeyKind]: ReadonlyMap<string, string> },
  environment: Readonly<Record<string, string | undefined>>,
): GivenKeys {
  return (kind, name, key) => flags[kind].get(`${name}.${key}`) ?? environment[variableOf(kind, name, key)];
}

/** One diagnostic for each key that steps name and nobody gave; `only` narrows it to one step. */
export function missingKeys({ flow, called }: PlannedFlow, keyOf: GivenKeys, only?: string): readonly Diagnostic[] {
  const handlers = ["onExit", "onFailure"];
  const steps = [flow, ...called.map((callee) => callee.flow)].flatMap((each) =>
    each.nodes.filter(isStep).filter(({ kind }) => each === flow || !handlers.includes(kind)),
  );
  const missing = new Map<string, Diagnostic>();
  for (const { name: step, env } of steps) {
    if (only !== undefined && step !== only) continue;
    for (const value of Object.values(env)) {
      if (typeof value === "string" || "op" in value) continue;
      const [kind, name] = "secret" in value ? (["secret", value.secret] as const) : (["configMap", value.configMap] as const);
      if (keyOf(kind, name, value.key) !== undefined) continue;
      const { said, flag } = words[kind];
      const variable = variableOf(kind, name, value.key);
      const help = `Set ${variable} in the environment, or add ${flag} ${name}.${value.key}=VALUE.`;
      missing.set(variable, secretMissing.at(null, { step, key: value.key, kind: said, name }, { help }));
    }
  }
  return [...missing.values()];
}
