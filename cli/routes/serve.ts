import { buildCommand } from "@stricli/core";
import type { ServeFlags } from "../commands/serve.ts";
import type { Context } from "../context.ts";
import * as flag from "../flags.ts";

const number = (placeholder: string, brief: string) => ({ kind: "parsed", parse: flag.count, optional: true, placeholder, brief }) as const;

export const serve = buildCommand<ServeFlags, [], Context>({
  loader: async () => (await import("../commands/serve.ts")).serve,
  parameters: {
    flags: {
      root: flag.root,
      webhook: flag.switched("Receive events over HTTP until it is told to end"),
      host: flag.text("ADDRESS", "Address to listen on; default: 127.0.0.1"),
      port: number("N", "Port to listen on; 0: any that is free; default: 8080"),
      queue: flag.text("DIR", "Folder of the queue; default: .millwright/serve"),
      concurrency: number("N", "Jobs at a time; default: 1"),
      publish: {
        kind: "enum",
        values: ["none", "branch", "github"],
        optional: true,
        brief: "Where confirmed changes go, as of remediate; default: nowhere",
      },
      once: flag.switched("Do what waits in the queue, listen to nobody, and end"),
    },
  },
  docs: {
    brief: "Receive events of failed runs, and remediate each",
    fullDescription: [
      "Receives signed events, keeps each in a queue on disk before it is answered, and runs `millwright remediate` for it.",
      "",
      "Exit codes: 0 it was told to end, or with --once all was done; 1 with --once something is left; 2 it could not begin.",
    ].join("\n"),
  },
});
