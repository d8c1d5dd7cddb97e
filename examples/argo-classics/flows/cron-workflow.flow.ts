/**
 * Every minute, by the clock of a city; a run that is due takes over from one that still goes.
 *
 * Redoes cron-workflow.yaml of Argo's examples.
 */
import { flow, image } from "millwright";

export const cronWorkflow = flow(
  "cron-workflow",
  { owner: "platform-team", schedule: { cron: "* * * * *", timezone: "Europe/Lisbon", concurrency: "replace" } },
  ({ step, run }) => {
    step("tick", { image: image("busybox"), command: () => ["echo", `due at ${run.scheduledAt}`] });
  },
);
