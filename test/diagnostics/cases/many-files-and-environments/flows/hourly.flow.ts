import { flow } from "millwright";

export const hourly = flow("hourly", { owner: "growth-ml", schedule: { cron: "0 * * *", timezone: "UTC" } }, ({ step }) => {
  step("count", {
    image: "ghcr.io/acme/churn:latest",
    command: () => ["count"],
  });
});
