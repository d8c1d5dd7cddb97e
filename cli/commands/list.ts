import { didYouMean } from "../../compiler/diagnostics/suggest.ts";
import { type DefinitionChange, diffPrograms } from "../../compiler/diff/diff-programs.ts";
import { saySchedule } from "../../compiler/diff/say-property.ts";
import type { Compiled } from "../../compiler/index.ts";
import { definitionId, type Flow, type GpuPool } from "../../compiler/program.ts";
import { walk } from "../../compiler/select/walk.ts";
import { activeErrors } from "../active-findings.ts";
import { type Context, exit } from "../context.ts";
import { note, print, printJson } from "../output.ts";
import { compileProject } from "../project.ts";
import { type Chosen, chooseDefinitions, type SelectFlags } from "../select-definitions.ts";
import { table } from "../table.ts";
import { unknownKind } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";

export interface ListFlags extends SelectFlags {
  readonly why?: boolean;
  readonly json?: boolean;
  readonly format?: "human" | "json";
}

const kinds = ["flow", "gpuPool"] as const;

/** Lists the definitions; exits 1 where errors keep some of them from being listed. Throws cli/unknown-kind and what a selection throws. */
export async function list(this: Context, flags: ListFlags, kind?: string): Promise<void> {
  const { json, format = json === true ? "json" : "human" } = flags;
  if (kind !== undefined && !kinds.some((known) => known === kind)) {
    const help = didYouMean(kind, kinds);
    throw new UsageError(unknownKind.at(null, { name: kind }, help === undefined ? {} : { help }));
  }
  const { root, compiled } = await compileProject(this, flags);
  const chosen = await chooseDefinitions(this, root, compiled, flags);
  const rows = definitionsOf(compiled)
    .filter(({ definition }) => kind === undefined || definition.kind === kind)
    .filter(({ definition }) => chosen.ids?.has(definitionId(definition)) !== false);
  const moved = flags.why === true ? movedProperties(compiled, chosen) : undefined;
  if (format === "json") printJson(this, { definitions: rows.map((row) => describe(row, chosen, moved)) });
  else {
    const lines = table([["KIND", "NAME", "OWNER", "WHERE", "TARGETS", "SCHEDULE"], ...rows.map(({ definition }) => cells(definition))]);
    for (const [index, line] of lines.entries()) {
      const row = rows[index - 1];
      print(
        this,
        line,
        ...(row === undefined ? [] : (moved?.get(definitionId(row.definition)) ?? []).map(({ sentence }) => `  ${sentence}`)),
      );
    }
  }
  const errors = activeErrors(compiled.diagnostics).length;
  if (errors > 0) {
    note(
      this,
      `${errors} ${errors === 1 ? "error keeps" : "errors keep"} definitions from the list or make it incomplete: see millwright check.`,
    );
    this.process.exitCode = exit.findings;
  }
}

interface Row {
  readonly definition: Flow | GpuPool;
  readonly environments: readonly string[];
}

/** Each definition once, as the first environment that has it says it; by kind, then by name. */
function definitionsOf({ environments }: Compiled): readonly Row[] {
  const rows = new Map<string, { definition: Flow | GpuPool; environments: string[] }>();
  for (const { name, program } of environments)
    for (const definition of [...program.flows, ...program.pools]) {
      const id = definitionId(definition);
      const row = rows.get(id) ?? { definition, environments: [] };
      row.environments.push(name);
      rows.set(id, row);
    }
  return [...rows].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, row]) => row);
}

function cells(definition: Flow | GpuPool): readonly string[] {
  const where = whereOf(definition);
  if (definition.kind === "gpuPool") return ["gpuPool", definition.name, "", where, "", ""];
  const { name, owner, targets, schedules } = definition;
  return ["flow", name, owner, where, targets.join(", "), schedules.map(saySchedule).join("; ")];
}

function whereOf({ origin: { file, calls } }: Flow | GpuPool): string {
  return calls[0] === undefined ? file : `${calls[0].file}:${calls[0].line}`;
}

function describe(
  { definition, environments }: Row,
  { states }: Chosen,
  moved: ReadonlyMap<string, readonly DefinitionChange[]> | undefined,
): object {
  const id = definitionId(definition);
  const state = states.get(id);
  return {
    id,
    kind: definition.kind,
    name: definition.name,
    ...(definition.kind === "flow" && {
      owner: definition.owner,
      tags: definition.tags,
      targets: definition.targets,
      schedules: definition.schedules.map(({ cron, timezone, concurrency }) => ({ cron, timezone, concurrency })),
    }),
    file: definition.origin.calls[0]?.file ?? definition.origin.file,
    line: definition.origin.calls[0]?.line ?? null,
    environments,
    ...(state !== undefined && { state: state.state, changedIn: state.environments }),
    ...(moved !== undefined && { moved: (moved.get(id) ?? []).map(({ path, from, to, sentence }) => ({ path, from, to, sentence })) }),
  };
}

function movedProperties(compiled: Compiled, { base, graph, states }: Chosen): ReadonlyMap<string, readonly DefinitionChange[]> {
  const moved = new Map<string, DefinitionChange[]>();
  const before = (base?.environments ?? []).map(({ program }) => program);
  const after = compiled.environments.map(({ program }) => program);
  if (base === undefined) return moved;
  const own = Map.groupBy(diffPrograms(before, after), ({ definition }) => definition);
  for (const [id, { environments }] of states) {
    // What a definition uses is part of it, and so is its environment.
    const used = [...walk(graph, [id], "needs"), ...environments.map((name) => `environment:${name}`)];
    moved.set(id, environments.length === 0 ? [] : used.flatMap((other) => own.get(other) ?? []));
  }
  return moved;
}
