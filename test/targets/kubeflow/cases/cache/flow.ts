/** A cache: a declared key adds to the backend's own and never takes its place. */
import { flow, secret, z } from "../../../../../schema/index.ts";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const cache = flow("cache", { owner: "ml", params: { day: z.iso.date() } }, ({ params, step }) => {
  step("kept", {
    image: shell,
    env: { MODE: "full", TOKEN: secret("tokens", "hub") },
    outputs: { rows: z.int() },
    command: ({ outputs }) => ["count", outputs.rows.path],
    cache: { key: ["v1", params.day] },
  });
});
