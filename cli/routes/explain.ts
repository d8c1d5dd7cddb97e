import { buildCommand } from "@stricli/core";
import type { ExplainFlags } from "../commands/explain.ts";
import type { Context } from "../context.ts";
import * as flag from "../flags.ts";

export const explain = buildCommand<ExplainFlags, [string | undefined], Context>({
  loader: async () => (await import("../commands/explain.ts")).explain,
  parameters: {
    flags: { json: flag.json, format: flag.format(["human", "markdown", "json"], "How the page is written") },
    positional: {
      kind: "tuple",
      parameters: [{ parse: flag.asGiven, optional: true, placeholder: "CODE", brief: "Code of a diagnostic; without one: all codes" }],
    },
  },
  docs: {
    customUsage: ["[CODE]"],
    brief: "Show the page of a diagnostic: what it means, why, and what to write instead",
  },
});
