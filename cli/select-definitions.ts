import path from "node:path";
import { list, suggest } from "../compiler/diagnostics/suggest.ts";
import { topOf } from "../compiler/environment/top-of.ts";
import type { Compiled } from "../compiler/index.ts";
import { asksForState, type Parsed, parseSelection, type Selection } from "../compiler/select/parse-selection.ts";
import { select } from "../compiler/select/select.ts";
import { type SelectionGraph, selectionGraph } from "../compiler/select/selection-graph.ts";
import { type States, statesOf } from "../compiler/select/states.ts";
import { activeErrors } from "./active-findings.ts";
import type { Context } from "./context.ts";
import { withProgress } from "./progress.ts";
import type { ProjectFlags } from "./project.ts";
import { baseNeeded, brokenBase, nothingSelected, selectionSyntax } from "./usage-diagnostics.ts";
import { UsageError } from "./usage-error.ts";

export interface SelectFlags extends ProjectFlags {
  readonly select?: readonly string[];
  readonly exclude?: readonly string[];
  readonly base?: string;
}

/** Definitions that the flags chose; where they chose nothing, `ids` is undefined, which means all, and the graph is empty. */
export interface Chosen {
  readonly ids: ReadonlySet<string> | undefined;
  readonly graph: SelectionGraph;
  readonly states: States;
  /** The platform at the base, where a state was asked for. */
  readonly base?: Compiled;
}

/** Applies `--select` and `--exclude`. Throws cli/selection-syntax, cli/base-needed, cli/nothing-selected, cli/broken-base. */
export async function chooseDefinitions(
  context: Context,
  root: string,
  compiled: Compiled,
  flags: SelectFlags,
  compiledBase?: Compiled,
): Promise<Chosen> {
  const selection = parse(flags.select);
  const exclude = parse(flags.exclude);
  if (selection === undefined && exclude === undefined) return { ids: undefined, graph: new Map(), states: new Map() };
  const programs = compiled.environments.map(({ program }) => program);
  const graph = selectionGraph(programs, path.relative(compiled.top, root).split(path.sep).join("/"));
  const everything: Selection = [[{ text: "*", method: "name", value: "*", up: 0, down: 0, closed: false }]];
  const wanted = selection ?? everything;
  const needsState = asksForState(wanted) || asksForState(exclude ?? []);
  if (needsState && flags.base === undefined)
    throw new UsageError(baseNeeded.at(null, { selection: (flags.select ?? flags.exclude ?? []).join(" ") }));
  const base =
    needsState && flags.base !== undefined ? (compiledBase ?? (await compileBase(context, root, flags.base, flags.env))) : undefined;
  const states =
    base === undefined
      ? new Map()
      : statesOf(
          programs,
          base.environments.map(({ program }) => program),
          await context.services.stateOf(),
        );
  const { ids, unmatched } = select(graph, wanted, exclude, states);
  const [miss] = unmatched;
  if (miss !== undefined && graph.size > 0) throw new UsageError(nothingSelected.at(null, { text: miss.text }, suggestion(miss)));
  return { ids, graph, states, ...(base !== undefined && { base }) };
}

/** Compiles the platform as it was at a git reference. Throws cli/broken-base, git/…. */
export async function compileBase(
  context: Context,
  root: string,
  reference: string,
  env: readonly string[] | undefined,
): Promise<Compiled> {
  // Definitions may import whatever lies below the top, so all of it is as the base has it.
  const top = topOf(root);
  const tree = await context.services.readBase(top, reference);
  if ("problem" in tree) throw new UsageError(tree.problem);
  const overlay = new Map([...tree.texts].map(([file, text]) => [path.join(top, file), text]));
  const compiled = await withProgress(context, `Compiling ${reference}`, context.services.compile({ root, overlay }));
  const count = activeErrors(compiled.diagnostics).length;
  if (count > 0) throw new UsageError(brokenBase.at(null, { base: reference, count }));
  const wanted = env === undefined || env.length === 0 ? undefined : new Set(env);
  return { ...compiled, environments: compiled.environments.filter(({ name }) => wanted?.has(name) !== false) };
}

function parse(texts: readonly string[] | undefined): Selection | undefined {
  if (texts === undefined || texts.length === 0) return undefined;
  const parsed: Parsed = parseSelection(texts.join(" "));
  if ("selection" in parsed) return parsed.selection;
  const { text, expected, known, unknown } = parsed.problem;
  const help = known === undefined ? undefined : suggestion({ value: unknown ?? text, known }).help;
  throw new UsageError(selectionSyntax.at(null, { text, expected }, help === undefined ? {} : { help }));
}

function suggestion({ value, known }: { readonly value: string; readonly known: readonly string[] }): { readonly help?: string } {
  const near = suggest(value, known);
  if (near.length > 0) return { help: `Did you mean ${list(near, "or")}?` };
  return known.length === 0 || known.length > 12 ? {} : { help: `There is ${list(known, "and")}.` };
}

/** Whether something that comes from `from` belongs to the chosen definitions; what comes from none belongs to all. */
export function isChosen({ ids }: Pick<Chosen, "ids">, from: readonly string[]): boolean {
  return ids === undefined || from.length === 0 || from.some((id) => ids.has(id));
}
