import { buildCommand, type Command, type RouteMap } from "@stricli/core";
import { type Shell, shells } from "../completion/shells.ts";
import type { Context } from "../context.ts";

/** The command that completes the tree of commands which it is a part of. */
export function completion(tree: () => RouteMap<Context>): Command<Context> {
  return buildCommand<{}, [Shell], Context>({
    loader: async () => (await import("../commands/completion.ts")).completionOf(tree()),
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
}
