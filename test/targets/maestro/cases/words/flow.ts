/** Dollars: of the shell, of Kubernetes, of Maestro; in literals, in values, and next to each other. */
import { flow, json, z } from "../../../../../schema/index.ts";

const image = "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000001";

export const words = flow("words", { owner: "ml", params: { price: z.string().default("5 $ or `6`"), count: z.int().default(3) } }, ({ params, step }) => {
  step("shell", { image, command: () => ["sh", "-c", 'echo "$HOME ${HOME} $(HOME) $$ $$name $${x} $1 $? $((1 + 2))"'] });
  step("values", {
    image,
    env: { PRICE: params.price, COST: `\$${params.price}`, ALL: json({ price: params.price, count: params.count }) },
    command: () => ["echo", params.price, `cost $${params.price}`, `${params.count} times`, "$$" + "{params}"],
  });
});
