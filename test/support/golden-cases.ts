/** Each folder of a target's `cases/` is a flow and the files that it becomes, byte for byte. `UPDATE_GOLDENS=1` writes what is found. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import type { Target } from "../../targets/target.ts";
import { compiled, linesOf, type Surroundings } from "./program.ts";

interface Case {
  readonly surroundings?: Surroundings;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly [exported: string]: unknown;
}

/** The files that a target makes of a case's definitions, by path. */
async function filesOf<Options, Documents, Part>(
  target: Target<Options, Documents, Part>,
  file: string,
): Promise<ReadonlyMap<string, string>> {
  const { surroundings = {}, options = {}, ...definitions } = (await import(file)) as Case;
  const { program, plans, diagnostics } = compiled(definitions, surroundings);
  expect(linesOf(diagnostics)).toEqual([]);
  const context = { options: target.options.parse(options), environment: program.environment, program };
  expect(linesOf(plans.flatMap((plan) => target.check?.(plan, context) ?? []))).toEqual([]);
  const lowered = plans.map((plan) => ({ plan, ...target.lower(plan, context) }));
  expect(linesOf(lowered.flatMap(({ diagnostics: refused }) => refused))).toEqual([]);
  const { together } = target;
  const artifacts = [
    ...lowered.flatMap(({ plan, documents }) => target.emit(documents, plan, context)),
    ...(together?.emit(
      lowered.map(({ plan: { flow }, documents }) => ({ flow, part: together.partOf(documents, flow) })),
      context,
    ) ?? []),
  ];
  return new Map(artifacts.map(({ path, text }) => [path, text]));
}

function committed(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map();
  return new Map(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), "utf8")]));
}

/** Declares the tests of all cases in a folder. */
export function testCases<Options, Documents, Part>(target: Target<Options, Documents, Part>, cases: string): void {
  const names = readdirSync(cases).sort();

  test.each(names)("%s becomes its committed files", async (name) => {
    const folder = join(cases, name, "expected");
    const files = await filesOf(target, join(cases, name, "flow.ts"));
    if (process.env["UPDATE_GOLDENS"] === "1") {
      rmSync(folder, { recursive: true, force: true });
      for (const [path, text] of files) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
    }
    const before = committed(folder);
    expect([...files.keys()].sort()).toEqual([...before.keys()].sort());
    for (const [path, text] of files) expect(text, path).toBe(before.get(path));
  });

  test("the same definitions become the same bytes, twice", async () => {
    for (const name of names) {
      const file = join(cases, name, "flow.ts");
      expect([...(await filesOf(target, file))]).toEqual([...(await filesOf(target, file))]);
    }
  });
}
