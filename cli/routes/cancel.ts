import { buildCommand } from "@stricli/core";
import type { CancelFlags } from "../commands/cancel.ts";
import type { Context } from "../context.ts";
import * as flag from "../flags.ts";

export const cancel = buildCommand<CancelFlags, [string], Context>({
  loader: async () => (await import("../commands/cancel.ts")).cancel,
  parameters: {
    flags: {
      server: flag.text("URL", "Address of the server; default: MILLWRIGHT_<TARGET>_SERVER in the environment"),
      print: flag.switched("Give the engine's own command, and send nothing"),
      json: flag.json,
    },
    positional: { kind: "tuple", parameters: [{ parse: flag.asGiven, placeholder: "RUN", brief: "The id that submit gave" }] },
  },
  docs: { brief: "End a run on an engine, in an orderly way" },
});
