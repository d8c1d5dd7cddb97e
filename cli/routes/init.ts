import { buildCommand } from "@stricli/core";
import type { InitFlags } from "../commands/init.ts";
import type { Context } from "../context.ts";
import * as flag from "../flags.ts";

export const init = buildCommand<InitFlags, [string | undefined], Context>({
  loader: async () => (await import("../commands/init.ts")).init,
  parameters: {
    flags: {
      template: flag.text("NAME", "What to begin with; default: churn"),
      yes: flag.switched("Ask nothing"),
      dryRun: flag.switched("Only say which files it would write"),
      json: flag.json,
      format: flag.format(["human", "json"], "How the result is written"),
    },
    positional: {
      kind: "tuple",
      parameters: [{ parse: flag.asGiven, optional: true, placeholder: "DIR", brief: "Folder to begin in; default: this one" }],
    },
  },
  docs: {
    customUsage: ["[DIR]"],
    brief: "Begin a small working platform",
    fullDescription:
      "Writes a small platform that checks and builds at once. Needs no network, and never overwrites a file: of a package.json, tsconfig.json or .gitignore that is there, it says what to add by hand.",
  },
});
