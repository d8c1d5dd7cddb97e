import { relative } from "node:path/posix";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { RawDefinition, RawProblem } from "../evaluate/collect.ts";
import type { LoadedEnvironment } from "../phases/1-load.ts";
import { type Validated, validate } from "../phases/2-validate.ts";
import { problemDiagnostic, problemRecord } from "../validate/problems.ts";
import { forged } from "../validate/validate-record.ts";

/** `again`: whether another environment follows, which may have the same records. */
export type ValidateOne = (part: LoadedEnvironment, again: boolean) => Validated;

/**
 * Gives back a function that validates the records of an environment, each record once: environments share those that no overlay touches
 *
 * `folder` is that of the config; definitions name their files from there, so that artifacts do not depend on where the platform lies in its repository.
 */
export function validateOnce(folder: string): ValidateOne {
  const known = new Map<RawDefinition, Validated>();
  const one = (raw: RawDefinition, again: boolean): Validated => {
    let validated = known.get(raw);
    if (validated === undefined) {
      const { exportName, record, siteOf } = raw;
      validated = validate([{ file: relative(folder, raw.file), exportName, record, sites: siteOf }]);
      if (again) known.set(raw, validated);
    }
    return validated;
  };
  return ({ definitions, problems }, again) => {
    const parts = definitions.map((raw) => one(raw, again));
    if (!again) known.clear();
    return {
      definitions: parts.flatMap((part) => part.definitions),
      leftOut: new Set(parts.flatMap((part) => [...part.leftOut])),
      diagnostics: [...parts.flatMap((part) => part.diagnostics), ...problems.flatMap(problemDiagnostics)],
    };
  };
}

/** A mistake outside every definition; one that the run time cannot have noted says so. */
function problemDiagnostics({ problem, file, siteOf }: RawProblem): readonly Diagnostic[] {
  const noted = problemRecord.safeParse(problem);
  const diagnostic = noted.success ? problemDiagnostic(noted.data, siteOf, undefined) : undefined;
  return [diagnostic ?? forged({ file, exportName: file, record: problem, sites: siteOf }, "it notes a mistake that is none")];
}
