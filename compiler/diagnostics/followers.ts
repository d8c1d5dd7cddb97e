/** Findings that only follow from another one: mended with it, and noise beside it. */
import { type Anchor, type Diagnostic, isProperty } from "./diagnostic.ts";

/** The findings but for names that are used too early only because their files import each other in a circle. */
export function withoutFollowers(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const circles = diagnostics.filter(({ code }) => code === "load/import-cycle");
  if (circles.length === 0) return diagnostics;
  const files = new Set(circles.flatMap(({ at, related }) => [fileOf(at), ...related.map((other) => fileOf(other.at))]));
  return diagnostics.filter(({ code, at }) => code !== "load/used-before-made" || !files.has(fileOf(at)));
}

function fileOf(at: Anchor | null): string | undefined {
  return at === null ? undefined : isProperty(at) ? at.calls[0]?.file : at.file;
}
