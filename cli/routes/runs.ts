import { buildCommand, buildRouteMap } from "@stricli/core";
import type { RunsListFlags } from "../commands/runs-list.ts";
import type { RunsShowFlags } from "../commands/runs-show.ts";
import type { Context } from "../context.ts";
import * as flag from "../flags.ts";

const list = buildCommand<RunsListFlags, [], Context>({
  loader: async () => (await import("../commands/runs-list.ts")).runsList,
  parameters: { flags: { root: flag.root, json: flag.json } },
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

export const runs = buildRouteMap({ routes: { list, show }, docs: { brief: "Look at the runs that are kept in .millwright/runs/" } });
