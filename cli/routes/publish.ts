import { buildCommand } from "@stricli/core";
import type { PublishFlags } from "../commands/publish.ts";
import type { Context } from "../context.ts";
import * as flag from "../flags.ts";

export const publish = buildCommand<PublishFlags, string[], Context>({
  loader: async () => (await import("../commands/publish.ts")).publish,
  parameters: {
    flags: {
      forge: { kind: "enum", values: ["github"], optional: true, brief: "Where the repository is; default: github" },
      repository: flag.text("OWNER/NAME", "The one repository that may be written to; default: GITHUB_REPOSITORY in the environment"),
      server: flag.text("URL", "Address of the forge's interface; default: GITHUB_API_URL in the environment, else that of github.com"),
      dryRun: flag.switched("Look at the forge, say what would be done, and write nothing"),
      json: flag.json,
    },
    positional: {
      kind: "array",
      minimum: 1,
      parameter: { parse: flag.asGiven, placeholder: "FILE", brief: "Files that `millwright remediate --out` wrote" },
    },
  },
  docs: {
    brief: "Open one pull request for each proposal of a file, with a token and without loading a definition",
    fullDescription: [
      "Reads files of proposals, checks every field of them, and opens or updates one pull request for each. No definition, no config and no working tree is read.",
      "",
      "The token is GITHUB_TOKEN, or is made with MILLWRIGHT_APP_ID and MILLWRIGHT_APP_PRIVATE_KEY of a GitHub App.",
      "",
      "Exit codes: 0 all is as the proposals and the rules say, 1 something could not be done.",
    ].join("\n"),
  },
});
