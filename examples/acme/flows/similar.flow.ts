import { artifact, config, flow, image, memory, z } from "millwright";

const settings = config("./similar.toml", z.object({ memory: memory() }));
const similarImage = image("similar");

/** Finds which customers are alike. The table of step "compare" is held in memory and grows with the customers, past the limit that staging gives it. */
export const similar = flow(
  "similar",
  {
    owner: "growth-ml",
    description: "Customers that are alike",
    params: { customers: z.int().min(1).max(2_000_000).default(430_000), asked: z.int().min(1).max(100).default(12) },
    schedule: { cron: "15 5 * * 1", timezone: "UTC" },
    targets: ["argo"],
  },
  ({ params, script }) => {
    const pick = script("pick", {
      image: similarImage,
      language: "node",
      inputs: { customers: params.customers, asked: params.asked },
      outputs: { asked: z.array(z.int()) },
      file: "./similar/pick.mjs",
    });
    const compared = script("compare", {
      image: similarImage,
      language: "node",
      inputs: { customers: params.customers, asked: pick.outputs.asked },
      outputs: { pairs: artifact("json"), found: z.int() },
      file: "./similar/compare.mjs",
      resources: { cpu: 1, memory: settings.memory },
    });
    script("tell", {
      image: similarImage,
      language: "node",
      inputs: { found: compared.outputs.found },
      file: "./similar/tell.mjs",
    });
    return { pairs: compared.outputs.pairs };
  },
);
