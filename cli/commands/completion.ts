import { type CommandWords, commandWords } from "../completion/command-words.ts";
import { bashScript, fishScript, zshScript } from "../completion/scripts.ts";
import type { Context } from "../context.ts";
import { print } from "../output.ts";
import { commands } from "../routes/commands.ts";
import type { Shell } from "../routes/completion.ts";

const scripts: Readonly<Record<Shell, (words: readonly CommandWords[]) => string>> = { bash: bashScript, zsh: zshScript, fish: fishScript };

/** Prints the completion script of a shell. */
export function completion(this: Context, _flags: {}, shell: Shell): void {
  print(this, scripts[shell](commandWords(commands)));
}
