import { flow, type Builder, type StepOptions } from "millwright";

const small = { cpu: 2, memory: "4Gi" } as const;
const large = { ...small, memory: "64Ti" } as const;

/** Every training step of ours looks like this. */
function training({ step }: Pick<Builder<{}>, "step">, name: string, timeout: `${number}h`, rest: Partial<StepOptions<{}, {}>> = {}) {
  return step(name, { image: "ghcr.io/acme/churn:3.2", command: () => ["fit"], timeout, ...rest });
}

export const churn = flow("churn", { owner: "growth-ml" }, (build) => {
  build.step("count", { image: "ghcr.io/acme/churn:3.2", command: () => ["count"], resources: large });
  training(build, "fit", "900h", { resources: small });
});
