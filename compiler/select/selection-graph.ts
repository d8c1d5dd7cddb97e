/** What a selection walks over: the definitions of a platform, and which of them need which. */
import { definitionId, type Flow, type GpuPool, isStep, type Program } from "../program.ts";

export interface SelectableDefinition {
  /** "flow:churn". */
  readonly id: string;
  readonly kind: "flow" | "gpuPool";
  readonly name: string;
  /** Its file relative to the top of the repository, and where it is below that, relative to the folder of the config. */
  readonly files: readonly string[];
  readonly owner?: string;
  readonly tags: readonly string[];
  readonly targets: readonly string[];
  /** Names of the pools that its steps ask for. */
  readonly pools: readonly string[];
  /** Ids of what it uses: flows that it calls, pools. */
  readonly needs: ReadonlySet<string>;
  /** Ids of what uses it. */
  readonly neededBy: ReadonlySet<string>;
}

export type SelectionGraph = ReadonlyMap<string, SelectableDefinition>;

type Growing = Omit<SelectableDefinition, "tags" | "targets" | "pools" | "needs" | "neededBy"> & {
  readonly tags: Set<string>;
  readonly targets: Set<string>;
  readonly pools: Set<string>;
  readonly needs: Set<string>;
  readonly neededBy: Set<string>;
};

/**
 * The definitions of all `programs` (one an environment) as one graph: what holds in one of them holds in it
 *
 * In order of id. `folder` is the config's folder, relative to the top of the repository.
 */
export function selectionGraph(programs: readonly Program[], folder = ""): SelectionGraph {
  const found = new Map<string, Growing>();
  for (const { pools, flows } of programs) {
    for (const pool of pools) add(found, pool, folder);
    for (const flow of flows) addFlow(found, flow, folder);
  }
  for (const { id, needs } of found.values()) for (const need of needs) found.get(need)?.neededBy.add(id);
  const inOrder = [...found.values()].sort((left, right) => (left.id < right.id ? -1 : 1));
  return new Map(
    inOrder.map((growing) => [
      growing.id,
      { ...growing, tags: [...growing.tags], targets: [...growing.targets], pools: [...growing.pools] },
    ]),
  );
}

function addFlow(found: Map<string, Growing>, flow: Flow, folder: string): void {
  const entry = add(found, flow, folder);
  for (const tag of flow.tags) entry.tags.add(tag);
  for (const target of flow.targets) entry.targets.add(target);
  for (const need of needsOf(flow)) entry.needs.add(need);
  for (const pool of poolsOf(flow)) entry.pools.add(pool);
}

function add(found: Map<string, Growing>, definition: Flow | GpuPool, folder: string): Growing {
  const id = definitionId(definition);
  const known = found.get(id);
  if (known !== undefined) return known;
  const entry: Growing = {
    id,
    kind: definition.kind,
    name: definition.name,
    files: filesOf(definition.origin.file, folder),
    ...(definition.kind === "flow" && { owner: definition.owner }),
    tags: new Set(),
    targets: new Set(),
    pools: new Set(),
    needs: new Set(),
    neededBy: new Set(),
  };
  found.set(id, entry);
  return entry;
}

function filesOf(file: string, folder: string): readonly string[] {
  return folder !== "" && file.startsWith(`${folder}/`) ? [file, file.slice(folder.length + 1)] : [file];
}

function poolsOf(flow: Flow): ReadonlySet<string> {
  return new Set(flow.nodes.flatMap((node) => (isStep(node) && node.resources.gpu !== undefined ? [node.resources.gpu.pool] : [])));
}

/** Ids of the definitions that a flow uses directly. */
function needsOf(flow: Flow): ReadonlySet<string> {
  const called = flow.nodes.flatMap((node) => (node.kind === "call" ? [definitionId({ kind: "flow", name: node.flow.name })] : []));
  return new Set([...called, ...[...poolsOf(flow)].map((name) => definitionId({ kind: "gpuPool", name }))]);
}
