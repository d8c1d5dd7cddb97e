import { flow, z } from "millwright";

export const count = flow("count", { owner: "growth-ml", params: { day: z.iso.date() } }, ({ step, params }) => {
  step("count", {
    image: "ghcr.io/acme/churn:3.2",
    command: () => [
      "python",
      "-m",
      "churn.count",
      "--day",
      params.day,
      "{{workflow.name}}",
    ],
  });
});
