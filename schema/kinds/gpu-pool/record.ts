/** The schema of a GPU pool's record. */
import * as z from "zod";
import { amount, calls, durationText, memoryAmount, plainText } from "../../words/record.ts";

const nodes = z.int({ error: "a whole number of nodes" }).min(0, { error: "a whole number of nodes, 0 or more" });

const provider = z
  .strictObject({
    gke: z.strictObject({ project: plainText, location: plainText }).exactOptional(),
    karpenter: z.strictObject({ nodeClass: plainText }).exactOptional(),
  })
  .refine(({ gke, karpenter }) => (gke === undefined) !== (karpenter === undefined), {
    error: 'an object with exactly one of "gke" and "karpenter"',
  });

/** The options of a pool. */
export const gpuPoolOptions = z.strictObject({
  accelerator: plainText,
  node: z.strictObject({
    machine: plainText,
    gpus: z.literal([1, 2, 4, 8, 16], { error: "1, 2, 4, 8 or 16" }),
    cpu: amount,
    memory: memoryAmount,
  }),
  capacity: z.strictObject({
    reserved: z.strictObject({ nodes, reservation: plainText }).exactOptional(),
    onDemand: z.strictObject({ maxNodes: nodes }).exactOptional(),
    spot: z.strictObject({ maxNodes: nodes }).exactOptional(),
    flex: z.strictObject({ maxNodes: nodes, maxRun: durationText }).exactOptional(),
  }),
  pricePerGpuHour: amount.exactOptional(),
  provider,
  description: plainText.exactOptional(),
});
export type GpuPoolRecordOptions = z.infer<typeof gpuPoolOptions>;

/** What only the run time writes. */
export const gpuPoolFrame = z.strictObject({
  kind: z.literal("gpuPool"),
  name: plainText,
  calls,
  problems: z.unknown(),
  options: z.unknown(),
});
