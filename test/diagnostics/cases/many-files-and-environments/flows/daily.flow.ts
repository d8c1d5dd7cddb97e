import { flow } from "millwright";

const regions = [
  { name: "eu", timezone: "Europe/Stockholm" },
  { name: "us", timezone: "America/Chicagoo" },
] as const;

export const daily = regions.map(({ name, timezone }) =>
  flow(`daily-${name}`, { owner: "growth-ml", schedule: { cron: "0 3 * * *", timezone } }, ({ step }) => {
    step("count", { image: "ghcr.io/acme/churn:latest", command: () => ["count"] });
  }),
);
