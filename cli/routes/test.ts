import { buildCommand } from "@stricli/core";
import type { TestFlags } from "../commands/test.ts";
import type { Context } from "../context.ts";
import * as flag from "../flags.ts";

export const test = buildCommand<TestFlags, [string | undefined], Context>({
  loader: async () => (await import("../commands/test.ts")).testFlows,
  parameters: {
    flags: { root: flag.root, json: flag.json },
    positional: {
      kind: "tuple",
      parameters: [{ parse: flag.asGiven, optional: true, placeholder: "PATTERN", brief: "Only files whose path holds this text" }],
    },
  },
  docs: {
    brief: "Run the unit tests beside the definitions",
    fullDescription: [
      'Runs the files *.test.ts in the folders of the definitions with Node\'s own test runner. They import simulate() from "millwright/testing".',
      "",
      "Exit codes: 0 all passed, 1 some failed or a definition has errors.",
    ].join("\n"),
  },
});
