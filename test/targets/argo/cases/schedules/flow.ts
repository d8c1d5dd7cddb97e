/** Several schedules of one flow: computed and literal parameters, zones, and the day in the zone inside the body. */
import { flow, z } from "../../../../../schema/index.ts";

const shell = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const schedules = flow(
  "schedules",
  {
    owner: "ml",
    params: { day: z.iso.date(), size: z.int().default(1), at: z.string().default("never") },
    schedule: [
      { cron: "0 3 * * *", timezone: "Europe/Stockholm", params: ({ scheduledAt }) => ({ day: scheduledAt.date, at: `at ${scheduledAt}` }) },
      { cron: "30 14 * * 1-5", timezone: "Pacific/Kiritimati", params: ({ scheduledAt }) => ({ day: scheduledAt.date, size: 7 }) },
      { cron: "0 12 1 * *", timezone: "Pacific/Kiritimati", params: ({ scheduledAt }) => ({ day: scheduledAt.date, size: 7 }) },
    ],
    priority: 5,
    keepFinished: { succeeded: "1d", failed: "7d" },
    mutexes: ["warehouse"],
    semaphores: [{ configMap: "limits", key: "flows" }],
    parallelism: 4,
    labels: { tier: "gold" },
    description: "Runs at night: in two zones",
  },
  ({ params, run, step, when }) => {
    step("show", { image: shell, command: () => ["echo", `${params.day} ${params.size} ${params.at} ${run.scheduledAt} ${run.scheduledAt.date}`] });
    when(params.size.eq(7), () => step("large", { image: shell, command: () => ["echo", params.size] }));
  },
);

export const surroundings = { environment: { namespace: "default" } };
