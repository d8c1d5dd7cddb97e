import { didYouMean } from "../../compiler/diagnostics/suggest.ts";
import type { Context } from "../context.ts";
import { print, printJson } from "../output.ts";
import { styleFor } from "../style.ts";
import { unknownCode } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";

export interface ExplainFlags {
  readonly json?: boolean;
  readonly format?: "human" | "markdown" | "json";
}

/** Shows the page of a diagnostic, or all codes where none is named. Throws cli/unknown-code. */
export async function explain(
  this: Context,
  { json, format = json === true ? "json" : "human" }: ExplainFlags,
  code?: string,
): Promise<void> {
  const { codes, page, show } = await this.services.pages();
  if (code === undefined) {
    if (format === "json") printJson(this, { codes });
    else print(this, ...codes);
    return;
  }
  const markdown = page(code);
  if (markdown === undefined) {
    // People often remember only the second half.
    const others = codes.filter((known) => known.endsWith(`/${code.slice(code.indexOf("/") + 1)}`));
    const help = others.length > 0 ? `Did you mean "${others.join('" or "')}"?` : didYouMean(code, codes);
    throw new UsageError(unknownCode.at(null, { name: code }, help === undefined ? {} : { help }));
  }
  if (format === "json") printJson(this, { code, page: markdown });
  else print(this, format === "markdown" ? markdown : show(markdown, styleFor(this.process.stdout, this.environment)));
}
