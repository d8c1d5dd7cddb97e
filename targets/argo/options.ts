import * as z from "zod";
import { parseDuration } from "../../schema/words/quantities.ts";

/** The options of the target, as `argo({ … })` in millwright.config.ts takes them. */
export const argoOptions = z.strictObject({
  version: z.enum(["3.7", "4.0", "4.1"]).default("4.0"),
  queueTimeout: z
    .string()
    .refine((text) => (parseDuration(text) ?? 0) > 0, { error: 'a duration such as "24h"' })
    .default("24h"),
  rbac: z.boolean().default(true),
});

export type ArgoOptions = z.infer<typeof argoOptions>;
