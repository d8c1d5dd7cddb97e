/** What a command may touch: its streams, its folder, the clock, and the services that do the work. Tests hand in their own. */
import type { CommandContext } from "@stricli/core";
import type { Services } from "./services.ts";

export interface Stream {
  readonly write: (text: string) => unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
}

export interface Context extends CommandContext {
  readonly process: { readonly stdout: Stream; readonly stderr: Stream; exitCode?: number };
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder that the command was started in, absolute. */
  readonly folder: string;
  readonly now: () => Date;
  readonly services: Services;
  /** Aborted by Ctrl-C, so that `--watch` ends cleanly. */
  readonly interrupted: AbortSignal;
  /** Called when a command begins to watch: from then on Ctrl-C aborts `interrupted` instead of ending the process. */
  readonly onWatch?: () => void;
  /** Takes Ctrl-C and requests to end over from now on; gives back what ends that. */
  readonly onInterrupt?: (act: () => void) => () => void;
  /** The bytes of standard input, for commands that read "-". */
  readonly standardInput?: AsyncIterable<Uint8Array>;
  /** Text from standard input, for questions; undefined where there is no terminal. */
  readonly ask?: (question: string) => Promise<string>;
}

/** 0 clean, 1 findings, 2 usage, 3 our own crash. */
export type ExitCode = 0 | 1 | 2 | 3;
export const exit = { clean: 0, findings: 1, usage: 2, crash: 3 } as const;
