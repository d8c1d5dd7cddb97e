import { buildCommand } from "@stricli/core";
import type { GraphFlags } from "../commands/graph.ts";
import type { Context } from "../context.ts";
import * as flag from "../flags.ts";

export const graph = buildCommand<GraphFlags, [string | undefined], Context>({
  loader: async () => (await import("../commands/graph.ts")).graph,
  parameters: {
    flags: {
      root: flag.root,
      env: flag.env,
      format: flag.format(["svg", "png", "dot", "mermaid"], "How the picture is written; default: by the ending of --output, else svg"),
      output: flag.text("FILE", "Write the picture to this file instead of standard output"),
    },
    aliases: { o: "output" },
    positional: {
      kind: "tuple",
      parameters: [{ parse: flag.asGiven, optional: true, placeholder: "NAME", brief: "The flow to draw; without it, the whole platform" }],
    },
  },
  docs: {
    customUsage: ["[NAME]"],
    brief: "Draw a flow, or how the whole platform hangs together",
  },
});
