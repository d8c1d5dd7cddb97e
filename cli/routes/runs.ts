import { buildCommand, buildRouteMap } from "@stricli/core";
import type { RunsImportFlags } from "../commands/runs-import.ts";
import type { RunsListFlags } from "../commands/runs-list.ts";
import type { RunsShowFlags } from "../commands/runs-show.ts";
import type { Context } from "../context.ts";
import * as flag from "../flags.ts";

const list = buildCommand<RunsListFlags, [], Context>({
  loader: async () => (await import("../commands/runs-list.ts")).runsList,
  parameters: {
    flags: {
      root: flag.root,
      since: flag.text("TIME", "Those of the store as well, that began within this time, such as 24h"),
      json: flag.json,
    },
  },
  docs: { brief: "List the runs that are kept here, the latest first" },
});

const show = buildCommand<RunsShowFlags, [string], Context>({
  loader: async () => (await import("../commands/runs-show.ts")).runsShow,
  parameters: {
    flags: { root: flag.root, json: flag.json },
    positional: { kind: "tuple", parameters: [{ parse: flag.asGiven, placeholder: "RUN", brief: "The run's id" }] },
  },
  docs: { brief: "Show the steps of a run, and where their logs are" },
});

const keep = buildCommand<RunsImportFlags, string[], Context>({
  loader: async () => (await import("../commands/runs-import.ts")).runsImport,
  parameters: {
    flags: {
      root: flag.root,
      env: flag.text("NAME", "The environment that they ran in; default: the one that has their namespace or prefix to itself"),
      flow: flag.text("FLOW", "The flow, where no annotation says it"),
      step: flag.text("STEP", "The step, where the input tells of one alone and no annotation says it"),
      metrics: flag.metrics,
      json: flag.json,
    },
    positional: {
      kind: "array",
      minimum: 1,
      parameter: {
        parse: flag.asGiven,
        placeholder: "FILE",
        brief: "Records of engines, pods, event logs of Spark: files, folders, .gz, .tar; - is standard input",
      },
    },
  },
  docs: { brief: "Keep records of runs that engines tell of" },
});

export const runs = buildRouteMap({
  routes: { list, show, import: keep },
  docs: { brief: "Look at the runs that are kept, and keep those of engines" },
});
