import { buildCommand } from "@stricli/core";
import type { DiagnoseFlags } from "../commands/diagnose.ts";
import type { Context } from "../context.ts";
import * as flag from "../flags.ts";

export const diagnose = buildCommand<DiagnoseFlags, string[], Context>({
  loader: async () => (await import("../commands/diagnose.ts")).diagnose,
  parameters: {
    flags: {
      metrics: flag.metrics,
      json: { ...flag.json, brief: "JSON lines on standard output, one a verdict" },
      format: flag.format(["human", "json"], "How the verdicts are written"),
    },
    positional: {
      kind: "array",
      minimum: 1,
      parameter: {
        parse: flag.asGiven,
        placeholder: "FILE",
        brief: "Logs and records of runs: files, folders, .gz, .tar; - is standard input",
      },
    },
  },
  docs: {
    brief: "Say what went wrong in a run, from its logs and the platform's records; changes nothing",
    fullDescription: [
      "Reads logs of any kind, Kubernetes objects and events, the run records of the engines that flows run on, event logs of Spark, and our own run records.",
      "Says what went wrong, how sure that is, what it rests on, and which field of the definition may help. Secrets and names of machines are never printed.",
      "",
      "Exit codes: 0 nothing failed, 1 something did.",
    ].join("\n"),
  },
});
