import { expect } from "vitest";
import type { Diagnostic } from "../../../compiler/diagnostics/diagnostic.ts";
import type { LoadOptions } from "../../../compiler/phases/1-load.ts";
import { flowNamed, loadFiles, marked, names, shortly } from "../project.ts";

/**
 * Loads a hostile file between two others: a good one, whose flow must come out, and one with a finding of its own, which must be told
 *
 * Gives the findings about the hostile file.
 */
export async function attack(
  text: string,
  files: Readonly<Record<string, string>> = {},
  options: Partial<LoadOptions> = {},
): Promise<readonly Diagnostic[]> {
  const loaded = await loadFiles(
    {
      "flows/attack.flow.ts": text,
      "flows/a-good.flow.ts": flowNamed("before"),
      "flows/z-good.flow.ts": flowNamed("after"),
      "flows/zz.flow.ts": "export const at = Math.random();\n",
      ...files,
    },
    options,
  );
  expect(names(loaded).filter((name) => name !== "attack")).toEqual(["before", "after"]);
  expect(loaded.diagnostics.map(shortly)).toContain("load/not-deterministic flows/zz.flow.ts:1:24");
  return loaded.diagnostics.filter(({ at }) => at !== null && "file" in at && at.file !== "flows/zz.flow.ts");
}

/** The findings of an attack in short. */
export async function stopped(
  text: string,
  files: Readonly<Record<string, string>> = {},
  options: Partial<LoadOptions> = {},
): Promise<readonly string[]> {
  return (await attack(text, files, options)).map(shortly);
}

/** Expects one finding about the attack, at its mark "¦". */
export async function expectStopped(
  code: string,
  textWithMark: string,
  files: Readonly<Record<string, string>> = {},
  options: Partial<LoadOptions> = {},
): Promise<void> {
  const { text, place } = marked(textWithMark);
  expect(await stopped(text, files, options)).toEqual([`${code} flows/attack.flow.ts:${place}`]);
}
