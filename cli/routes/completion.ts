import { buildCommand } from "@stricli/core";
import type { Context } from "../context.ts";

const shells = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof shells)[number];

export const completion = buildCommand<{}, [Shell], Context>({
  loader: async () => (await import("../commands/completion.ts")).completion,
  parameters: {
    positional: {
      kind: "tuple",
      parameters: [
        {
          parse(text) {
            const shell = shells.find((known) => known === text);
            if (shell === undefined) throw new Error(`there are scripts for ${shells.join(", ")}, not for "${text}"`);
            return shell;
          },
          placeholder: "SHELL",
          brief: "bash, zsh or fish",
        },
      ],
    },
  },
  docs: {
    brief: "Print a script that completes commands and flags in a shell",
    fullDescription: [
      "Prints a script that completes commands and flags in a shell:",
      '  bash  eval "$(millwright completion bash)"',
      '  zsh   eval "$(millwright completion zsh)"',
      "  fish  millwright completion fish | source",
    ].join("\n"),
  },
});
