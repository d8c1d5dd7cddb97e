import { buildCommand } from "@stricli/core";
import type { SubmitFlags } from "../commands/submit.ts";
import type { Context } from "../context.ts";
import * as flag from "../flags.ts";

export const submit = buildCommand<SubmitFlags, [string], Context>({
  loader: async () => (await import("../commands/submit.ts")).submit,
  parameters: {
    flags: {
      root: flag.root,
      env: flag.text("NAME", "The environment; default: the first of the config"),
      target: flag.text("NAME", "The target whose engine runs it; default: the flow's only one"),
      param: { ...flag.text("NAME=VALUE", "A parameter; may be repeated"), variadic: true },
      server: flag.text("URL", "Address of the server; default: MILLWRIGHT_<TARGET>_SERVER in the environment"),
      print: flag.switched("Give the engine's own command, and send nothing"),
      json: flag.json,
    },
    aliases: { p: "param" },
    positional: { kind: "tuple", parameters: [{ parse: flag.asGiven, placeholder: "FLOW", brief: "The flow to run" }] },
  },
  docs: { brief: "Start a run on an engine, its parameters checked first" },
});
