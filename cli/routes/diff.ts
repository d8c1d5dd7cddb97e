import { buildCommand } from "@stricli/core";
import type { DiffFlags } from "../commands/diff.ts";
import type { Context } from "../context.ts";
import * as flag from "../flags.ts";

export const diff = buildCommand<DiffFlags, [], Context>({
  loader: async () => (await import("../commands/diff.ts")).diff,
  parameters: {
    flags: {
      root: flag.root,
      cache: flag.cache,
      env: flag.env,
      select: flag.select,
      exclude: flag.exclude,
      base: { ...flag.base, brief: "Git reference to compare with; default: HEAD, the last commit" },
      context: {
        kind: "parsed",
        parse: flag.count,
        optional: true,
        placeholder: "N",
        brief: "Unchanged lines around each change of an artifact; default 3",
      },
      full: flag.switched("The artifacts' differences in full; default: at most 40 lines a file"),
      exitCode: flag.switched("Exit 1 where something changed"),
      json: flag.json,
      format: flag.format(["human", "markdown", "json"], "How the difference is written"),
    },
  },
  docs: {
    brief: "Say what changed, in words first, then per artifact",
    fullDescription: [
      "Compares the programs, not the text of the definitions: moved lines and comments are no change, a value in a config file is.",
      "Each change says what it means for runs, and each definition what it means for GPU hours.",
    ].join("\n"),
  },
});
