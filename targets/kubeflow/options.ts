import * as z from "zod";

/** The options of the target, as `kubeflow({ … })` in millwright.config.ts takes them. */
export const kubeflowOptions = z.strictObject({
  scheduleTimezone: z.string().min(1, { error: 'a zone such as "Europe/Stockholm"' }).default("UTC"),
});

export type KubeflowOptions = z.infer<typeof kubeflowOptions>;
