/** What the compiler takes and gives: every command goes through `compile`. */
import type { Artifact } from "./artifact.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import type { PlannedFlow } from "./plan.ts";
import type { Program } from "./program.ts";

export interface CompileOptions {
  /** Absolute path of the folder that holds millwright.config.ts. */
  readonly root: string;
  /** Texts that stand for files, by absolute path; null for a file that is gone. */
  readonly overlay?: ReadonlyMap<string, string | null>;
  /** Only these environments; default: all. */
  readonly environments?: readonly string[];
  /** Only these targets; default: those of the config. */
  readonly targets?: readonly string[];
  /** The moment that `check` looks at the clock for. */
  readonly now?: Date;
}

export interface CompiledEnvironment {
  readonly name: string;
  readonly program: Program;
  readonly plans: readonly PlannedFlow[];
}

export interface Compiled {
  readonly environments: readonly CompiledEnvironment[];
  /** Of all environments; paths begin with the environment's name. */
  readonly artifacts: readonly Artifact[];
  readonly diagnostics: readonly Diagnostic[];
  /** The texts that were read, by path relative to the root. */
  readonly sources: ReadonlyMap<string, string>;
  /** Folder of the artifacts, absolute or relative to the root. */
  readonly outputFolder: string;
  /** Milliseconds by phase. */
  readonly timings: Readonly<Record<string, number>>;
}
