import type { DefinitionChange } from "../../compiler/diff/diff-programs.ts";
import { type GpuUse, gpuUse } from "../../compiler/diff/gpu-hours.ts";
import { definitionId, type Program } from "../../compiler/program.ts";
import type { GpuChange } from "./difference.ts";

/** What the changes mean for GPUs: one entry a flow whose use moved; environments in which it moved alike share it. */
export function gpuChanges(
  before: readonly Program[],
  after: readonly Program[],
  changes: readonly Pick<DefinitionChange, "definition">[],
): readonly GpuChange[] {
  const changed = new Set(changes.map(({ definition }) => definition));
  const merged = new Map<string, { change: Omit<GpuChange, "environments">; environments: string[] }>();
  const names = new Set([...before, ...after].map(({ environment }) => environment.name));
  for (const name of names) {
    const [old, fresh] = [usesOf(before, name), usesOf(after, name)];
    for (const definition of [...new Set([...old.keys(), ...fresh.keys()])].sort()) {
      if (!changed.has(definition)) continue;
      const change = changeOf(definition, old.get(definition), fresh.get(definition));
      if (change === undefined) continue;
      const key = JSON.stringify(change);
      const entry = merged.get(key) ?? { change, environments: [] };
      entry.environments.push(name);
      merged.set(key, entry);
    }
  }
  return [...merged.values()].map(({ change, environments }) => ({ ...change, environments }));
}

function usesOf(programs: readonly Program[], environment: string): ReadonlyMap<string, GpuUse> {
  const uses = new Map<string, GpuUse>();
  for (const program of programs)
    if (program.environment.name === environment)
      for (const flow of program.flows) {
        const use = gpuUse(flow, program);
        if (use !== undefined) uses.set(definitionId(flow), use);
      }
  return uses;
}

const nothing: GpuUse = { gpus: 0, hoursPerRun: 0, hoursPerMonth: 0, unbounded: [] };

function changeOf(definition: string, from: GpuUse = nothing, to: GpuUse = nothing): Omit<GpuChange, "environments"> | undefined {
  if (from.gpus === to.gpus && from.hoursPerMonth === to.hoursPerMonth) return undefined;
  return {
    definition,
    gpus: { from: from.gpus, to: to.gpus },
    hoursPerMonth: { from: rounded(from.hoursPerMonth), to: rounded(to.hoursPerMonth) },
    unbounded: [...new Set([...from.unbounded, ...to.unbounded])],
  };
}

function rounded(hours: number | undefined): number | null {
  return hours === undefined ? null : Math.round(hours);
}
