import { flow, image, z } from "millwright";

export const nothing = flow("nothing", { owner: "growth-ml" }, () => {});

export const hollow = flow("hollow", { owner: "growth-ml", params: { on: z.boolean().default(true) } }, ({ params, step, when, forEach }) => {
  const chosen = when(params.on.isTrue, () => {}).otherwise(() => {});
  const looped = forEach("nil", [1, 2], () => {});
  step("after-all", { image: image("churn"), after: [chosen, looped], command: () => ["end"] });
});
