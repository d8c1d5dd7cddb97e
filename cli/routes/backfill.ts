import { buildCommand } from "@stricli/core";
import type { BackfillFlags } from "../commands/backfill.ts";
import type { Context } from "../context.ts";
import * as flag from "../flags.ts";

export const backfill = buildCommand<BackfillFlags, [string], Context>({
  loader: async () => (await import("../commands/backfill.ts")).backfill,
  parameters: {
    flags: {
      root: flag.root,
      env: flag.text("NAME", "The environment; default: the first of the config"),
      target: flag.text("NAME", "The target whose engine runs it; default: the flow's only one"),
      from: { ...flag.text("TIME", "The first moment, or a day in the schedule's zone"), optional: false },
      to: { ...flag.text("TIME", "The last moment, or a day in the schedule's zone; what is not due yet is left out"), optional: false },
      parallel: { kind: "parsed", parse: flag.count, optional: true, placeholder: "N", brief: "Runs at a time; default: 1" },
      keepGoing: flag.switched("Go on after a run that failed"),
      pollSeconds: {
        kind: "parsed",
        parse: Number,
        optional: true,
        placeholder: "S",
        brief: "Seconds between two looks at the runs; default: 10",
      },
      param: { ...flag.text("NAME=VALUE", "A parameter in place of the schedule's; may be repeated"), variadic: true },
      server: flag.text("URL", "Address of the server; default: MILLWRIGHT_<TARGET>_SERVER in the environment"),
      dryRun: flag.switched("Say the moments and their parameters, and ask no server"),
      print: flag.switched("Give the engine's own commands, and send nothing"),
      json: flag.json,
    },
    aliases: { p: "param" },
    positional: { kind: "tuple", parameters: [{ parse: flag.asGiven, placeholder: "FLOW", brief: "The flow to run" }] },
  },
  docs: { brief: "Run a flow on an engine for every moment of its schedules in a span" },
});
