/** A run whose parameters are not of their types runs nothing. */
import { flow, z } from "millwright";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const parameterOutsideType = flow(
  "parameter-outside-type",
  { owner: "ml", params: { size: z.enum(["small", "large"]).default("small"), count: z.int().min(1).max(9).default(1) } },
  ({ params, step }) => {
    step("say", { image: shell, command: () => ["echo", params.size, params.count] });
  },
);
