/** Optional parameters: a run may leave them out, a schedule and a call too. */
import { flow, z } from "../../../../../schema/index.ts";

const image = "ghcr.io/acme/tools:1@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

export const noted = flow(
  "noted",
  {
    owner: "ml",
    params: { note: z.string().optional(), count: z.int().min(1).optional(), size: z.enum(["small", "large"]).optional() },
    schedule: { cron: "0 1 * * *", timezone: "UTC" },
  },
  ({ params, step, when }) => {
    step("say", { image, command: () => ["say", params.note.orElse("nothing"), params.size.orElse("small")] });
    when(params.count.orElse(3).gt(2), () => step("many", { image, command: () => ["many"] }));
  },
);

export const calling = flow("calling", { owner: "ml" }, ({ call }) => {
  call("bare", noted, {});
  call("counted", noted, { count: 4 });
});
