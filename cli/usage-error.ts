import type { Diagnostic } from "../compiler/diagnostics/diagnostic.ts";
import { escapeControl } from "../compiler/text/escape-control.ts";

/** Thrown where a command cannot be carried out as it was asked for: the command ends with exit code 2 and says the diagnostic. */
export class UsageError extends Error {
  readonly diagnostic: Diagnostic;
  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.name = "UsageError";
    this.diagnostic = diagnostic;
  }
}

/** The diagnostic as short text, for errors that point at the command line and at no file. */
export function sayUsageError({ code, message, why, help }: Diagnostic): string {
  const lines = [
    `error ${code}: ${message}`,
    ...(why === undefined ? [] : [`  why   ${why}`]),
    ...(help === undefined ? [] : [`  help  ${help}`]),
    `  more  millwright explain ${code}`,
  ];
  return lines.map(escapeControl).join("\n");
}
