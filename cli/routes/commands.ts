/** The tree of all commands. What each does is loaded only when it runs. */
import { buildRouteMap, type RouteMap } from "@stricli/core";
import type { Context } from "../context.ts";
import { apply } from "./apply.ts";
import { build } from "./build.ts";
import { cancel } from "./cancel.ts";
import { check } from "./check.ts";
import { completion } from "./completion.ts";
import { diagnose } from "./diagnose.ts";
import { diff } from "./diff.ts";
import { explain } from "./explain.ts";
import { graph } from "./graph.ts";
import { images } from "./images.ts";
import { init } from "./init.ts";
import { list } from "./list.ts";
import { publish } from "./publish.ts";
import { remediate } from "./remediate.ts";
import { run } from "./run.ts";
import { runs } from "./runs.ts";
import { submit } from "./submit.ts";
import { test } from "./test.ts";

export const commands: RouteMap<Context> = buildRouteMap({
  routes: {
    apply,
    build,
    cancel,
    check,
    completion: completion(() => commands),
    diagnose,
    diff,
    explain,
    graph,
    images,
    init,
    list,
    publish,
    remediate,
    run,
    runs,
    submit,
    test,
  },
  docs: {
    brief: "Compiles typed definitions of an ML platform into the files that its engines run",
    fullDescription: [
      "Compiles typed definitions of an ML platform into the files that its engines run.",
      "",
      "Exit codes: 0 clean, 1 findings, 2 the command line was wrong, 3 Millwright itself failed.",
    ].join("\n"),
  },
});
