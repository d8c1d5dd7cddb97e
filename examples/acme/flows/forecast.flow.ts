import { flow, image, z } from "millwright";

const forecastImage = image("forecast");

/** Forecasts the sales of every shop each morning. It asks nothing that only one engine has, so that every engine runs it, and means the same on each. */
export const forecast = flow(
  "forecast",
  {
    owner: "growth-ml",
    description: "Sales of the coming days, shop by shop",
    tags: ["nightly"],
    params: { days: z.int().min(1).max(28).default(14), worst: z.number().default(0.2) },
    schedule: { cron: "30 4 * * *", timezone: "UTC" },
    targets: ["argo", "kubeflow", "maestro"],
  },
  ({ params, step, forEach, when }) => {
    const shops = step("list-shops", {
      image: forecastImage,
      outputs: { shops: z.array(z.object({ id: z.string(), rows: z.int() })) },
      command: ({ outputs }) => ["python", "-m", "forecast.shops", "--out", outputs.shops.path],
      retry: { limit: 2, backoff: { initial: "30s", factor: 2 } },
    });

    const fits = forEach("per-shop", shops.outputs.shops, { parallelism: 8 }, (shop) =>
      step("fit", {
        image: forecastImage,
        outputs: { error: z.number() },
        command: ({ outputs }) => ["python", "-m", "forecast.fit", shop.id, "--days", params.days, "--error-out", outputs.error.path],
        env: { ROWS: shop.rows },
        resources: { cpu: 2, memory: "4Gi" },
      }),
    );

    const judged = step("judge", {
      image: forecastImage,
      inputs: { errors: fits.outputs.error },
      outputs: { worst: z.number() },
      command: ({ inputs, outputs }) => ["python", "-m", "forecast.judge", inputs.errors, "--out", outputs.worst.path],
    });

    when(judged.outputs.worst.lte(params.worst), () => {
      step("publish", { image: forecastImage, command: () => ["python", "-m", "forecast.publish", "--days", params.days] });
    }).otherwise(() => {
      step("tell", { image: forecastImage, command: () => ["python", "-m", "forecast.tell", `worst error ${judged.outputs.worst}`] });
    });
  },
);
