/** Findings in the format that was asked for */
import type { LocatedDiagnostic } from "./located-diagnostic.ts";
import { loadPages } from "./pages.ts";
import { renderGithub } from "./render-github.ts";
import { renderHuman } from "./render-human.ts";
import { renderJson } from "./render-json.ts";
import { renderSarif } from "./render-sarif.ts";

export const formats = ["human", "json", "github", "sarif"] as const;
export type Format = (typeof formats)[number];

export interface RenderOptions {
  /** The texts of the files that the findings point into, by path relative to the root. */
  readonly sources: ReadonlyMap<string, string>;
  /** The version of Millwright. */
  readonly version: string;
  readonly colour?: boolean;
  /** Columns of the terminal. */
  readonly width?: number;
}

/** The findings as one text that ends with a line feed. */
export function render(format: Format, found: readonly LocatedDiagnostic[], options: RenderOptions): string {
  switch (format) {
    case "human":
      return renderHuman(found, options);
    case "json":
      return renderJson(found);
    case "github":
      return renderGithub(found);
    case "sarif":
      return renderSarif(found, { version: options.version, pages: loadPages() });
  }
}
