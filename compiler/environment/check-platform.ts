import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Loaded } from "../phases/1-load.ts";
import { type Configuration, validatePlatform } from "../validate/validate-platform.ts";

/** What millwright.config.ts says, checked; undefined where it cannot be gone by. */
export function checkPlatform({ config }: Pick<Loaded, "config">): {
  readonly configuration: Configuration | undefined;
  readonly diagnostics: readonly Diagnostic[];
} {
  if (config === undefined) return { configuration: undefined, diagnostics: [] };
  const { file, exportName, record, siteOf } = config;
  const { configuration, diagnostics } = validatePlatform({ file, exportName, record, sites: siteOf });
  return { configuration, diagnostics };
}
