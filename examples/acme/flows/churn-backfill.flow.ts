import { flow, image, z } from "millwright";
import { churn } from "./churn.flow.ts";

const churnImage = image("churn");

/** Trains the churn model again for every day of a span, once a person has agreed. */
export const churnBackfill = flow(
  "churn-backfill",
  { owner: "growth-ml", params: { from: z.iso.date(), to: z.iso.date() }, targets: ["argo"] },
  ({ params, step, forEach, call, approval }) => {
    const days = step("days", {
      image: churnImage,
      outputs: { days: z.array(z.iso.date()) },
      command: ({ outputs }) => ["days", params.from, params.to, outputs.days.path],
    });
    const agreed = approval("ready", { message: "Train the churn model again for the whole span?", expires: "2d", after: [days] });
    const done = forEach("each-day", days.outputs.days, { parallelism: 3, after: [agreed] }, (day) => call("train", churn, { day }));
    step("summary", {
      image: churnImage,
      inputs: { aucs: done.outputs.auc, models: done.outputs.model },
      command: ({ inputs }) => ["sum", inputs.aucs, inputs.models.paths],
    });
  },
);
