import * as z from "zod";

/** The options of the target, as `maestro({ … })` in millwright.config.ts takes them. */
export const maestroOptions = z.strictObject({
  timeoutsCountWaiting: z.boolean().default(false),
});

export type MaestroOptions = z.infer<typeof maestroOptions>;
