import { buildCommand } from "@stricli/core";
import type { BuildFlags } from "../build/build-flags.ts";
import type { Context } from "../context.ts";
import * as flag from "../flags.ts";

export const build = buildCommand<BuildFlags, [], Context>({
  loader: async () => (await import("../commands/build.ts")).build,
  parameters: {
    flags: {
      root: flag.root,
      env: flag.env,
      select: flag.select,
      exclude: flag.exclude,
      base: flag.base,
      target: {
        kind: "parsed",
        parse: flag.asGiven,
        optional: true,
        variadic: true,
        placeholder: "NAME",
        brief: "Only this target; may be repeated",
      },
      out: flag.text("DIR", "Output folder; default: the one of the config"),
      check: flag.switched("Write nothing; exit 1 where a committed artifact differs by a byte"),
      full: flag.switched("With --check: whole differences, however long"),
      why: flag.text("FILE", "Which properties of which definitions changed this artifact, since --base or the last commit"),
      json: flag.json,
      format: flag.format(["human", "json"], "How the result is written"),
      watch: flag.watch,
      cache: flag.cache,
    },
  },
  docs: {
    brief: "Compile the definitions and write the artifacts that changed",
    fullDescription: [
      "Compiles the definitions and writes the artifacts that changed. Nothing is written while there is an error.",
      "",
      "With --select, only artifacts of those definitions are written or removed; a file that several definitions share is written where one of them is selected.",
    ].join("\n"),
  },
});
