/** Triggers stand in the workflow and the strategy in the properties; parameters of a schedule are computed when the run starts. */
import { flow, z } from "../../../../../schema/index.ts";

const image = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const schedules = flow(
  "schedules",
  {
    owner: "ml",
    description: "Trains every night.",
    params: { day: z.iso.date(), at: z.string().default("never"), mode: z.enum(["manual", "nightly"]).default("manual") },
    schedule: [
      { cron: "0 3 * * *", timezone: "Europe/Stockholm", params: ({ scheduledAt }) => ({ day: scheduledAt.date, at: `due ${scheduledAt}`, mode: "nightly" }) },
      { cron: "30  15 * * 1-5", timezone: "UTC", params: ({ scheduledAt }) => ({ day: scheduledAt.date, at: `due ${scheduledAt}`, mode: "nightly" }) },
    ],
  },
  ({ params, run, step }) => {
    step("say", { image, command: () => ["echo", params.day, params.at, params.mode, run.scheduledAt, run.scheduledAt.date] });
  },
);
