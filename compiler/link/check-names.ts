/** Names: each once, also for engines that make one of "a-b", "a_b" and "A-B". */
import type { Site } from "../../schema/record.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { definitionId, type Flow } from "../program.ts";
import type { Definition } from "../validate/definition.ts";
import { duplicateName, duplicateStep, similarName, similarStep } from "./flow-diagnostics.ts";

/** What is left of a name on engines that know neither case nor "_". */
function normalised(name: string): string {
  return name.toLowerCase().replaceAll("_", "-");
}

interface NamedPlace {
  readonly name: string;
  readonly calls: readonly Site[];
}

interface Clash<T> {
  readonly first: T;
  readonly second: T;
}

function* clashes<T extends NamedPlace>(all: Iterable<T>): Iterable<Clash<T>> {
  const seen = new Map<string, T>();
  for (const second of all) {
    const key = normalised(second.name);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, second);
    else yield { first, second };
  }
}

/** Names in a flow that clash. */
export function stepNameProblems(flow: Flow): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const definition = definitionId(flow);
  const named = flow.nodes.filter(({ kind, name }) => kind !== "branch" && name !== "unknown");
  for (const { first, second } of clashes(named)) {
    const at = { calls: second.calls, path: [0] };
    const extra = { definition, related: [{ message: `The other is here.`, at: { calls: first.calls, path: [0] } }] };
    diagnostics.push(
      first.name === second.name
        ? duplicateStep.at(at, { flow: flow.name, name: second.name }, extra)
        : similarStep.at(at, { flow: flow.name, name: second.name, other: first.name }, extra),
    );
  }
  return diagnostics;
}

const words = { flow: "Flow", gpuPool: "Pool" } as const;

/** Names of definitions of one kind that clash, and the definitions that have them all to themselves or came first. */
export function definitionNameProblems(definitions: readonly Definition[]): {
  readonly diagnostics: readonly Diagnostic[];
  readonly kept: readonly Definition[];
} {
  const diagnostics: Diagnostic[] = [];
  const dropped = new Set<Definition>();
  for (const kind of ["flow", "gpuPool"] as const) {
    const ofKind = definitions.filter((definition) => definition.kind === kind);
    const placed = ofKind.map((definition) => ({ name: definition.name, calls: definition.origin.calls, definition }));
    for (const clash of clashes(placed)) {
      const { first, second } = inOrderOfText(clash);
      const isSame = first.name === second.name;
      if (isSame) dropped.add(second.definition);
      if (isSame && sameCalls(first.calls, second.calls)) continue;
      const at = { calls: second.calls, path: [0] };
      const extra = {
        definition: definitionId(second.definition),
        related: [{ message: "The other is here.", at: { calls: first.calls, path: [0] } }],
      };
      diagnostics.push(
        isSame
          ? duplicateName.at(at, { what: words[kind], name: second.name }, extra)
          : similarName.at(at, { what: words[kind], name: second.name, other: first.name }, extra),
      );
    }
  }
  return { diagnostics, kept: definitions.filter((definition) => !dropped.has(definition)) };
}

/** Exports are sorted by name; the one that is told is the later of a file. */
function inOrderOfText<T extends NamedPlace>({ first, second }: Clash<T>): Clash<T> {
  const [one, other] = [first.calls[0], second.calls[0]];
  return one !== undefined && one.file === other?.file && one.line > other.line ? { first: second, second: first } : { first, second };
}

/** One call that is seen twice is one definition: an export and its re-export. */
function sameCalls(one: readonly Site[], other: readonly Site[]): boolean {
  return one.length > 0 && JSON.stringify(one) === JSON.stringify(other);
}
