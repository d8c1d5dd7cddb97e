import { artifacts } from "./cases/artifacts.ts";
import { conditions } from "./cases/conditions.ts";
import { cycles } from "./cases/cycles.ts";
import { loops } from "./cases/loops.ts";
import { missing } from "./cases/missing.ts";
import { names } from "./cases/names.ts";
import { resources } from "./cases/resources.ts";
import { schedules } from "./cases/schedules.ts";
import { scopes } from "./cases/scopes.ts";
import { types } from "./cases/types.ts";
import { unknowns } from "./cases/unknowns.ts";
import type { Mistake } from "./seed.ts";

/** The mistakes that no peer catches: each with what must be said of it. */
export const allMistakes: readonly Mistake[] = [
  ...cycles,
  ...unknowns,
  ...types,
  ...missing,
  ...names,
  ...schedules,
  ...resources,
  ...conditions,
  ...loops,
  ...artifacts,
  ...scopes,
];

/** A config of these environments; names begin with `namePrefix` in each. */
export function config(environments: readonly string[], namePrefix = ""): string {
  const prefix = namePrefix === "" ? "" : `, namePrefix: "${namePrefix}"`;
  return `import { argo, platform } from "millwright";

export default platform({
  definitions: ["shared.ts", "flows/*.flow.ts"],
  environments: { ${environments.map((name) => `${name}: { namespace: "ml-${name}", serviceAccount: "runner"${prefix} }`).join(", ")} },
  targets: [argo()],
});
`;
}
