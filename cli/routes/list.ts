import { buildCommand } from "@stricli/core";
import type { ListFlags } from "../commands/list.ts";
import type { Context } from "../context.ts";
import * as flag from "../flags.ts";

export const list = buildCommand<ListFlags, [string | undefined], Context>({
  loader: async () => (await import("../commands/list.ts")).list,
  parameters: {
    flags: {
      root: flag.root,
      cache: flag.cache,
      env: flag.env,
      select: flag.select,
      exclude: flag.exclude,
      base: flag.base,
      why: flag.switched("With state: in the selection: which property moved"),
      json: flag.json,
      format: flag.format(["human", "json"], "How the list is written"),
    },
    positional: {
      kind: "tuple",
      parameters: [{ parse: flag.asGiven, optional: true, placeholder: "KIND", brief: "Only this kind: flow, gpuPool" }],
    },
  },
  docs: {
    customUsage: ["[KIND]"],
    brief: "List the definitions, and where each lives",
  },
});
