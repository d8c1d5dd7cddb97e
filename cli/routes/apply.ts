import { buildCommand } from "@stricli/core";
import type { ApplyFlags } from "../commands/apply.ts";
import type { Context } from "../context.ts";
import * as flag from "../flags.ts";

export const apply = buildCommand<ApplyFlags, [string], Context>({
  loader: async () => (await import("../commands/apply.ts")).apply,
  parameters: {
    flags: {
      root: flag.root,
      env: flag.text("NAME", "The environment; default: the first of the config"),
      server: flag.text("URL", "Address of the server; default: MILLWRIGHT_<TARGET>_SERVER in the environment"),
      platform: flag.text("NAME", "Name under which this platform owns what it applies; default: that of package.json"),
      dryRun: flag.switched("Say what would change, and change nothing; the default in a terminal without --yes"),
      yes: flag.switched("Apply it without being asked to"),
      prune: flag.switched("Delete what no definition makes any more; default: pause it"),
      adopt: flag.switched("Take over what is on the server and bears no mark of any platform"),
      json: flag.json,
    },
    positional: { kind: "tuple", parameters: [{ parse: flag.asGiven, placeholder: "TARGET", brief: "The target whose server is told" }] },
  },
  docs: {
    brief: "Bring a server up to date that takes no files: only what differs is changed",
    fullDescription: [
      "Compiles, reads what the server has, says what differs, and changes that alone; doing it again changes nothing.",
      "",
      "What was applied before and is in no definition any more is paused, with --prune deleted. What another platform or environment applied is never touched.",
      "",
      "Exit codes: 0 it is as it should be, or a dry run; 1 refused, failed or errors in the definitions; 2 the command line was wrong.",
    ].join("\n"),
  },
});
