import { buildCommand } from "@stricli/core";
import type { RemediateFlags } from "../commands/remediate.ts";
import type { Context } from "../context.ts";
import * as flag from "../flags.ts";

export const remediate = buildCommand<RemediateFlags, string[], Context>({
  loader: async () => (await import("../commands/remediate.ts")).remediateHere,
  parameters: {
    flags: {
      root: flag.root,
      env: flag.text("NAME", "The environment that it ran in; default: the one that the record names, else the only one"),
      flow: flag.text("FLOW", "The flow that failed; default: the one that the record names"),
      step: flag.text("STEP", "The step that failed; default: the one that the record names"),
      since: flag.text(
        "TIME",
        "Instead of inputs: the failed runs of the store that began within this time and were not handled, such as 24h",
      ),
      publish: {
        kind: "enum",
        values: ["none", "branch", "github"],
        optional: true,
        brief: "Where a confirmed change goes: nowhere (default), to a branch with one commit, or to a pull request",
      },
      out: flag.text("FILE", "Write the confirmed changes to this file, for `millwright publish` where the token is"),
      server: flag.text("URL", "Address of the forge's interface; default: GITHUB_API_URL in the environment, else that of github.com"),
      everyEnvironment: flag.switched("A value that all environments read may change in all of them, for review"),
      dryRun: flag.switched("Only say what would be done"),
      metrics: flag.metrics,
      json: { ...flag.json, brief: "JSON lines on standard output, one a verdict" },
    },
    positional: {
      kind: "array",
      parameter: {
        parse: flag.asGiven,
        placeholder: "RUN|FILE",
        brief: "A run of this machine or of the store, or logs and records of runs: files, folders, .gz, .tar; - is standard input",
      },
    },
  },
  docs: {
    brief: "Turn what went wrong in a run into a change of the definition, proved by compiling it",
    fullDescription: [
      "Says what went wrong, proposes the change of one field, and finds the smallest edit after which the programs of all environments differ in that field alone.",
      "Nothing is written but, with --publish branch, a branch with one commit; the files that you work on stay as they are. With --publish github another process, which",
      "loads no definition, makes a pull request with the token of the environment (GITHUB_TOKEN, or MILLWRIGHT_APP_ID and MILLWRIGHT_APP_PRIVATE_KEY).",
      "",
      "Exit codes: 0 nothing failed or a change was confirmed, 1 a person has to look.",
    ].join("\n"),
  },
});
