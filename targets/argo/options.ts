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
  helperImage: z
    .string()
    .regex(/^[\w.-]+(:\d+)?(\/[\w.-]+)*(:[\w.-]+)?(@sha256:[0-9a-f]{64})?$/, { error: 'an image such as "registry.acme.io/busybox:1.36"' })
    .default("docker.io/library/busybox:1.36.1@sha256:73aaf090f3d85aa34ee199857f03fa3a95c8ede2ffd4cc2cdb5b94e566b11662"),
});

export type ArgoOptions = z.infer<typeof argoOptions>;
