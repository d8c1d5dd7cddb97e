/** Maestro has neither parameters without a default nor bounds: a step before all others checks them. */
import { flow, z } from "../../../../../schema/index.ts";

const image = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const parameters = flow(
  "parameters",
  {
    owner: "ml",
    params: {
      day: z.iso.date(),
      size: z.enum(["small", "it's large"]).default("small"),
      count: z.int().min(1).max(9).default(1),
      rate: z.number().default(1e-7),
      yes: z.boolean().default(true),
      words: z.array(z.string()).default([]),
      object: z.object({ a: z.int() }).default({ a: 1 }),
      note: z.string().min(2).max(3).optional(),
      free: z.string().default("free"),
    },
  },
  ({ params, step }) => {
    step("say", { image, command: () => ["echo", params.day, params.size, params.count, params.rate, params.yes, params.words, params.object, params.note.orElse("no"), params.free] });
  },
);
