import { buildCommand } from "@stricli/core";
import type { Context } from "../context.ts";
import * as flag from "../flags.ts";
import type { RunFlags } from "../runs/prepare-run.ts";

function several<const B extends string>(placeholder: string, brief: B) {
  return { ...flag.text(placeholder, brief), variadic: true } as const;
}

export const run = buildCommand<RunFlags, [string | undefined], Context>({
  loader: async () => (await import("../commands/run.ts")).runFlowHere,
  parameters: {
    flags: {
      root: flag.root,
      env: { ...flag.text("NAME", "The environment; default: the first of the config") },
      param: several("NAME=VALUE", "A parameter; may be repeated"),
      only: flag.text("STEP", "Only this step, with what the others gave in the latest run, or in the one of --resume"),
      resume: flag.text("RUN", "Go on with this run: only what failed or changed runs again"),
      approve: several("NAME=yes|no", "Answer an approval; may be repeated"),
      secret: several("NAME.KEY=VALUE", "A key of a secret; better: MILLWRIGHT_SECRET_NAME_KEY in the environment"),
      configMap: several("NAME.KEY=VALUE", "A key of a config map"),
      scheduledAt: flag.text("TIME", "Run as the flow's first schedule would at this time (RFC 3339)"),
      parallelism: {
        kind: "parsed",
        parse: flag.count,
        optional: true,
        placeholder: "N",
        brief: "Steps at a time; default: the processors here",
      },
      executor: {
        kind: "enum",
        values: ["process", "docker"],
        optional: true,
        brief: "How steps run: as processes of this machine (default), or in their images by Docker or Podman",
      },
      progress: {
        kind: "enum",
        values: ["live", "lines", "json"],
        optional: true,
        brief: "How standard error shows the run; default: live on a terminal, else lines",
      },
      json: flag.json,
    },
    aliases: { p: "param" },
    positional: { kind: "tuple", parameters: [{ parse: flag.asGiven, optional: true, placeholder: "FLOW", brief: "The flow to run" }] },
  },
  docs: {
    brief: "Run a flow on this machine, each step's command as a process or in its image",
    fullDescription: [
      "Runs a flow on this machine as the engines would, each step's command as a process. The image is used with --executor docker only.",
      "",
      "The record, the logs and the outputs are kept in .millwright/runs/. Ctrl-C ends the run in an orderly way, a second one at once; either can be resumed.",
      "",
      "Exit codes: 0 succeeded, 1 failed, cancelled or waiting for an approval, 2 the command line was wrong.",
    ].join("\n"),
  },
});
