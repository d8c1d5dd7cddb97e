import type { RouteMap } from "@stricli/core";
import { type CommandWords, commandWords } from "../completion/command-words.ts";
import { bashScript, fishScript, zshScript } from "../completion/scripts.ts";
import type { Shell } from "../completion/shells.ts";
import type { Context } from "../context.ts";
import { print } from "../output.ts";

const scripts: Readonly<Record<Shell, (words: readonly CommandWords[]) => string>> = { bash: bashScript, zsh: zshScript, fish: fishScript };

/** The command that prints the completion script of a shell for a tree of commands. */
export function completionOf(commands: RouteMap<Context>) {
  return function completion(this: Context, _flags: {}, shell: Shell): void {
    print(this, scripts[shell](commandWords(commands)));
  };
}
