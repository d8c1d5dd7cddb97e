/**
 * What the commands need of the rest of Millwright
 *
 * Each function loads its part only when it is called, so that a command pays for what it uses; tests put their own in place.
 */
import type { Artifact, Change } from "../compiler/artifact.ts";
import type { Diagnostic } from "../compiler/diagnostics/diagnostic.ts";
import type { SettledDiagnostics } from "../compiler/findings/settle-diagnostics.ts";
import type { BaseTree, NoBase } from "../compiler/git/base-tree.ts";
import type { Compiled, CompileOptions } from "../compiler/index.ts";
import type { StateOf } from "../compiler/select/states.ts";
import type { Json } from "../schema/record.ts";

export type Format = "human" | "json" | "github" | "sarif";

/** Findings with the texts that they point into. */
interface Findings {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
}

/** How text for a person looks. */
export interface Style {
  readonly colour: boolean;
  readonly width: number;
}

export interface WriteOptions {
  /** Absolute path of the folder that holds the config. */
  readonly root: string;
  /** Absolute path of the output folder. */
  readonly folder: string;
  readonly artifacts: readonly Artifact[];
  /** Owned files that stay although they are not among the artifacts. */
  readonly keep?: (path: string) => boolean;
}

/** What a build would do to its output folder; nothing is done before `apply`, which gives what prevented it. */
export interface WritePlan {
  readonly changes: readonly Change[];
  readonly diagnostics: readonly Diagnostic[];
  readonly apply: () => Promise<readonly Diagnostic[]>;
}

interface Pages {
  readonly codes: readonly string[];
  /** The page's Markdown. */
  readonly page: (code: string) => string | undefined;
  readonly show: (markdown: string, style: Style) => string;
}

type TomlReading =
  | { readonly value: unknown }
  | { readonly problem: { readonly message: string; readonly line: number; readonly column: number } };

/** How findings are settled before they are shown. */
interface SettleOptions {
  /** The text of a baseline, and the file that it comes from. */
  readonly baseline?: { readonly file: string; readonly text: string };
  readonly now?: Date;
  /** Whether the flags narrowed what was checked. */
  readonly partial: boolean;
}

export interface Services {
  readonly compile: (options: CompileOptions) => Promise<Compiled>;
  /** Applies the config's severities, the comments that silence and the baseline to some of the diagnostics of a compilation. */
  readonly settle: (compiled: Compiled, diagnostics: readonly Diagnostic[], options: SettleOptions) => Promise<SettledDiagnostics>;
  readonly planWrite: (options: WriteOptions) => Promise<WritePlan>;
  readonly render: (format: Format, findings: Findings, style: Style) => Promise<string>;
  /** The findings as the JSON documents show them. */
  readonly toJson: (findings: Findings) => Promise<readonly Json[]>;
  /** New texts of the files that safe fixes change, by path relative to the root. */
  readonly applyFixes: (findings: Findings) => Promise<ReadonlyMap<string, string>>;
  readonly pages: () => Promise<Pages>;
  readonly stateOf: () => Promise<StateOf>;
  readonly readBase: (root: string, reference: string) => Promise<BaseTree | NoBase>;
  /** The data of a TOML text, or what is wrong with it and where. */
  readonly readToml: (text: string, file: string) => Promise<TomlReading>;
}
