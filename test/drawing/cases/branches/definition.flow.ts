import { artifact, flow, image, z } from "millwright";

export const decide = flow(
  "decide",
  {
    owner: "growth-ml",
    description: "Fits a small or a large model, and publishes it where it is good",
    params: { size: z.enum(["small", "large"]).default("small"), learningRate: z.number().default(0.05), quiet: z.boolean().default(false) },
  },
  ({ params, step, when, match }) => {
    const churn = image("churn");
    const fit = (name: string) => () =>
      step(name, {
        image: churn,
        outputs: { auc: z.number(), model: artifact("onnx") },
        command: ({ outputs }) => ["fit", outputs.auc.path, outputs.model.path],
      });
    const fitted = match(params.size, { small: fit("fit-small"), large: fit("fit-large") });
    const before = step("score-before", {
      image: churn,
      outputs: { auc: z.number() },
      command: ({ outputs }) => ["score", outputs.auc.path],
    });
    const good = fitted.outputs.auc.gte(before.outputs.auc).and(params.learningRate.lt(0.5).or(params.quiet.isTrue.not()));
    const outcome = when(good, () =>
      step("publish", {
        image: churn,
        inputs: { model: fitted.outputs.model },
        outputs: { url: z.string() },
        command: ({ inputs, outputs }) => ["publish", inputs.model.path, outputs.url.path],
      }),
    ).otherwise(() => step("keep", { image: churn, outputs: { url: z.string() }, command: ({ outputs }) => ["keep", outputs.url.path] }));
    step("announce", { image: churn, command: () => ["announce", outcome.outputs.url] });
    const praised = when(fitted.outputs.auc.gt(0.99), () => {
      step("praise", { image: churn, command: () => ["praise"] });
    });
    step("end", { image: churn, after: [praised, outcome], command: () => ["end"] });
  },
);
