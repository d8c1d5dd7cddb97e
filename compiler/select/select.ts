/** Which definitions a selection means. */
import { isGlob, matchesGlob } from "./matches-glob.ts";
import type { Atom, Selection } from "./parse-selection.ts";
import type { SelectableDefinition, SelectionGraph } from "./selection-graph.ts";
import type { States } from "./states.ts";
import { walk } from "./walk.ts";

export interface Selected {
  /** Ids in order. */
  readonly ids: ReadonlySet<string>;
  /** Atoms that fit no definition, with the values that would have; `state:` is not among them, because nothing need have changed. */
  readonly unmatched: readonly { readonly text: string; readonly value: string; readonly known: readonly string[] }[];
}

/** Gives the definitions of `graph` that fit `selection` and do not fit `exclude`; `states` is needed where one of them asks for a state. */
export function select(graph: SelectionGraph, selection: Selection, exclude: Selection = [], states: States = new Map()): Selected {
  const unmatched: { text: string; value: string; known: readonly string[] }[] = [];
  const chosen = union(selection);
  const without = union(exclude);
  return { ids: new Set([...graph.keys()].filter((id) => chosen.has(id) && !without.has(id))), unmatched };

  function union(groups: Selection): ReadonlySet<string> {
    return new Set(groups.flatMap((atoms) => [...intersection(atoms)]));
  }

  function intersection(atoms: readonly Atom[]): ReadonlySet<string> {
    const [first = new Set<string>(), ...others] = atoms.map(expand);
    return new Set([...first].filter((id) => others.every((other) => other.has(id))));
  }

  function expand(atom: Atom): ReadonlySet<string> {
    const hits = [...graph.values()].filter((definition) => fits(definition, atom, states)).map(({ id }) => id);
    if (hits.length === 0 && atom.method !== "state")
      unmatched.push({ text: atom.text, value: atom.value, known: knownValues(graph, atom.method) });
    if (atom.closed) {
      const below = walk(graph, hits, "neededBy");
      return walk(graph, below, "needs");
    }
    return new Set([...walk(graph, hits, "needs", atom.up), ...walk(graph, hits, "neededBy", atom.down)]);
  }
}

function fits(definition: SelectableDefinition, { method, value }: Atom, states: States): boolean {
  switch (method) {
    case "state": {
      const state = states.get(definition.id)?.state ?? "unmodified";
      // As in dbt: what is new has changed as well.
      return state === value || (value === "modified" && state === "new");
    }
    case "path":
      return definition.files.some((file) => (isGlob(value) ? matchesGlob(file, value) : underPath(file, value)));
    case "pool":
      return (
        definition.pools.some((pool) => matchesGlob(pool, value)) || (definition.kind === "gpuPool" && matchesGlob(definition.name, value))
      );
    case "name":
      return matchesGlob(definition.name, value);
    default:
      return valuesOf(definition, method).some((found) => matchesGlob(found, value));
  }
}

function underPath(file: string, value: string): boolean {
  const folder = value.replace(/^\.\//, "").replace(/\/+$/, "");
  return file === folder || file.startsWith(`${folder}/`);
}

function valuesOf(definition: SelectableDefinition, method: Exclude<Atom["method"], "state">): readonly string[] {
  switch (method) {
    case "name":
      return [definition.name];
    case "kind":
      return [definition.kind];
    case "owner":
      return definition.owner === undefined ? [] : [definition.owner];
    case "tag":
      return definition.tags;
    case "path":
      return definition.files;
    case "target":
      return definition.targets;
    case "pool":
      return definition.kind === "gpuPool" ? [definition.name] : definition.pools;
  }
}

function knownValues(graph: SelectionGraph, method: Atom["method"]): readonly string[] {
  if (method === "state") return [];
  return [...new Set([...graph.values()].flatMap((definition) => valuesOf(definition, method)))].sort();
}
