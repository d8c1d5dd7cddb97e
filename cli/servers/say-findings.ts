import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import type { Context } from "../context.ts";
import { printText } from "../output.ts";
import { styleFor } from "../style.ts";

/** Shows findings on standard error, where they disturb no machine. */
export async function sayFindings(
  context: Context,
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
): Promise<void> {
  if (diagnostics.length === 0) return;
  const { stderr } = context.process;
  const text = await context.services.render("human", { diagnostics, sources }, styleFor(stderr, context.environment));
  printText({ ...context, process: { ...context.process, stdout: stderr } }, text);
}
