/** Runs a command with its own services in this process, and gives back what it wrote: as the user's terminal would see it. */
import { ownServices } from "../../cli/own-services.ts";
import type { Ran } from "./fake-context.ts";
import { runFake } from "./fake-context.ts";

export interface JsonFinding {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly why: string | null;
  readonly help: string | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly endColumn: number | null;
  readonly related: readonly {
    readonly message: string;
    readonly file: string;
    readonly line: number | null;
    readonly column: number | null;
  }[];
}

export async function runCommand(...inputs: readonly string[]): Promise<Ran> {
  return runFake(inputs, ownServices());
}

/** Runs `check` or `build` over the platform at `root`. Throws where standard output is not one JSON document. */
export async function findingsOf(
  command: "check" | "build",
  root: string,
): Promise<{ readonly code: number; readonly findings: readonly JsonFinding[] }> {
  const { code, out, err } = await runCommand(command, "--json", "--root", root);
  if (code === 3) throw new Error(`${command} crashed: ${err}`);
  const { diagnostics } = JSON.parse(out) as { readonly diagnostics: readonly JsonFinding[] };
  return { code, findings: diagnostics };
}

/** The errors among findings. */
export function errorsOf(findings: readonly JsonFinding[]): readonly JsonFinding[] {
  return findings.filter(({ severity }) => severity === "error");
}

/** `line:column-line:column` of a finding. */
export function placeOf({ line, column, endLine, endColumn }: JsonFinding): string {
  return `${line}:${column}-${endLine}:${endColumn}`;
}
