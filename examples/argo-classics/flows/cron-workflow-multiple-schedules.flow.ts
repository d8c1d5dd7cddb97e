/**
 * Two schedules of one flow; each says which it is by a parameter.
 *
 * Redoes cron-workflow-multiple-schedules.yaml of Argo's examples.
 */
import { flow, image, z } from "millwright";

export const cronWorkflowMultipleSchedules = flow(
  "cron-workflow-multiple-schedules",
  {
    owner: "platform-team",
    params: { reason: z.string().default("by hand") },
    schedule: [
      { cron: "*/15 * * * 1-5", timezone: "Europe/Lisbon", params: () => ({ reason: "working day" }) },
      { cron: "0 * * * 0,6", timezone: "Europe/Lisbon", params: () => ({ reason: "weekend" }) },
    ],
  },
  ({ params, step }) => {
    step("tick", { image: image("busybox"), command: () => ["echo", params.reason] });
  },
);
