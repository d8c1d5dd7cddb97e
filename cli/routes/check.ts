import { buildCommand } from "@stricli/core";
import type { CheckFlags } from "../commands/check.ts";
import type { Context } from "../context.ts";
import * as flag from "../flags.ts";

export const check = buildCommand<CheckFlags, [], Context>({
  loader: async () => (await import("../commands/check.ts")).check,
  parameters: {
    flags: {
      root: flag.root,
      env: flag.env,
      select: flag.select,
      exclude: flag.exclude,
      base: flag.base,
      fix: flag.switched("Apply the safe fixes to the definitions, then check again"),
      baseline: flag.text("FILE", "Leave out the findings that this file lists"),
      writeBaseline: flag.switched("Write the present findings to the baseline; default file: millwright-baseline.json"),
      maxWarnings: {
        kind: "parsed",
        parse: flag.count,
        optional: true,
        placeholder: "N",
        brief: "Exit 1 where there are more warnings than this",
      },
      at: flag.text("TIME", "The moment to check for, in place of now (RFC 3339)"),
      json: flag.json,
      format: flag.format(["human", "json", "github", "sarif"], "How the findings are written"),
      watch: flag.watch,
      cache: flag.cache,
    },
  },
  docs: { brief: "Find all that can be known to be wrong without writing anything" },
});
