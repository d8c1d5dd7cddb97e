/** Each folder of `cases/` is a flow and the request that it becomes, byte for byte. `UPDATE_GOLDENS=1` writes what is found. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { maestro } from "../../../targets/maestro/index.ts";
import { compiled, linesOf, type Surroundings } from "../../support/program.ts";

const cases = fileURLToPath(new URL("cases/", import.meta.url));

interface Case {
  readonly surroundings?: Surroundings;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly [exported: string]: unknown;
}

/** The files that the target makes of a case's definitions, by path. */
async function filesOf(name: string): Promise<ReadonlyMap<string, string>> {
  const { surroundings = {}, options = {}, ...definitions } = (await import(`${cases}${name}/flow.ts`)) as Case;
  const { program, plans, diagnostics } = compiled(definitions, { targets: ["maestro"], ...surroundings });
  expect(linesOf(diagnostics)).toEqual([]);
  const context = { options: maestro.options.parse(options), environment: program.environment, program };
  const files = plans.flatMap((plan) => {
    if (!plan.flow.targets.includes("maestro")) return [];
    expect(linesOf(maestro.check?.(plan, context) ?? [])).toEqual([]);
    const lowered = maestro.lower(plan, context);
    expect(linesOf(lowered.diagnostics)).toEqual([]);
    return maestro.emit(lowered.documents, plan, context);
  });
  return new Map(files.map(({ path, text }) => [path, text]));
}

function committed(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map();
  return new Map(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), "utf8")]));
}

const names = readdirSync(cases).sort();

test.each(names)("%s becomes its committed request", async (name) => {
  const folder = join(cases, name, "expected");
  const files = await filesOf(name);
  if (process.env["UPDATE_GOLDENS"] === "1") {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    for (const [path, text] of files) writeFileSync(join(folder, path), text);
  }
  const before = committed(folder);
  expect([...files.keys()].sort()).toEqual([...before.keys()].sort());
  for (const [path, text] of files) expect(text, path).toBe(before.get(path));
});

test("the same definitions become the same bytes, twice", async () => {
  for (const name of names) expect([...(await filesOf(name))]).toEqual([...(await filesOf(name))]);
});
