/**
 * Phase 2, validate: records of the locked child, checked as hostile input
 *
 * One mistake hides no other: what is wrong is reported and taken out, and the rest goes on to link. Only what could not be read at all is left out.
 */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Definition, LoadedRecord } from "../validate/definition.ts";
import { validateFlow } from "../validate/validate-flow.ts";
import { validatePool } from "../validate/validate-pool.ts";
import { forged, isUnsafe } from "../validate/validate-record.ts";

export type { Definition, LoadedRecord } from "../validate/definition.ts";

export interface Validated {
  readonly definitions: readonly Definition[];
  /** Definitions ("flow:churn") that were reported and are not among `definitions`: nobody may say that they are missing. */
  readonly leftOut: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** The definitions that records describe, in the order of the records. */
export function validate(records: readonly LoadedRecord[]): Validated {
  const definitions: Definition[] = [];
  const leftOut = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  for (const loaded of records) {
    const validated = validateRecord(loaded);
    diagnostics.push(...validated.diagnostics);
    if (validated.definition !== undefined) definitions.push(validated.definition);
    else if (validated.id !== undefined) leftOut.add(validated.id);
  }
  return { definitions, leftOut, diagnostics };
}

interface ValidatedRecord {
  readonly id?: string;
  readonly definition?: Definition;
  readonly diagnostics: readonly Diagnostic[];
}

function validateRecord(loaded: LoadedRecord): ValidatedRecord {
  const { record } = loaded;
  if (isUnsafe(record))
    return { diagnostics: [forged(loaded, 'it holds a key such as "__proto__" or half a character, or is nested without end')] };
  const kind = typeof record === "object" && record !== null ? (record as { readonly kind?: unknown }).kind : undefined;
  switch (kind) {
    case "flow":
      return validateFlow(loaded);
    case "gpuPool":
      return validatePool(loaded);
    default:
      return { diagnostics: [forged(loaded, "its kind is unknown")] };
  }
}
