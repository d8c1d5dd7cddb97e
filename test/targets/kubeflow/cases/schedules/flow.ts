/** Schedules: cron of six fields, no catching up, and parameters that the server computes in UTC. */
import { flow, z } from "../../../../../schema/index.ts";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const schedules = flow(
  "schedules",
  {
    owner: "ml",
    params: { day: z.iso.date(), size: z.enum(["small", "large"]), count: z.int().default(1) },
    schedule: [
      { cron: "0 3 * * *", timezone: "UTC", params: ({ scheduledAt }) => ({ day: scheduledAt.date, size: "small" }) },
      { cron: "*/30  9-17 * * mon-fri", timezone: "Etc/UTC", params: ({ scheduledAt }) => ({ day: scheduledAt.date, size: "large", count: 3 }) },
    ],
  },
  ({ params, run, step }) => {
    step("load", { image: shell, command: () => ["load", params.day, params.size, params.count, run.scheduledAt] });
  },
);

export const surroundings = { environment: { namespace: "ml", namePrefix: "stage-", serviceAccount: "runner" } };
