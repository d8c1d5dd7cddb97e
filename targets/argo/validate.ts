import { createRequire } from "node:module";
import type { ErrorObject, ValidateFunction } from "ajv";
import { documentSchema } from "./document-schema.ts";

/** Makes the check of a document against `documentSchema`: what is wrong with it, each with the path of the place; nothing where it is right. */
export function documentValidator(): (document: object) => readonly string[] {
  let check: ValidateFunction | undefined;
  return (document) => {
    check ??= compiled();
    return check(document) ? [] : (check.errors ?? []).map(said);
  };
}

// Loaded when first needed: the schema compiler costs 60 ms, and a build has a compiled schema.
function compiled(): ValidateFunction {
  const { Ajv } = createRequire(import.meta.url)("ajv") as typeof import("ajv");
  return new Ajv({ discriminator: true, strict: false, allErrors: false }).compile(documentSchema);
}

function said({ instancePath, message = "is wrong", params }: ErrorObject): string {
  const extra = "additionalProperty" in params ? `: ${String(params["additionalProperty"])}` : "";
  return `${instancePath || "/"} ${message}${extra}`;
}
