import { parseDuration } from "../../../schema/words/quantities.ts";
import type { ArgoOptions } from "../options.ts";
import type { Template } from "../schema.ts";
import { seconds } from "./durations.ts";

/** How long a pod may wait, its own words or else the target's; only 4.1 bounds the waiting by itself. */
export function pendingTimeout({ version, queueTimeout }: ArgoOptions, own: string | undefined): Pick<Template, "pendingTimeout"> {
  return version === "4.1" ? { pendingTimeout: `${seconds(parseDuration(own ?? queueTimeout) ?? 0)}s` } : {};
}
