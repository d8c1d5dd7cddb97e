import path from "node:path";
import { suggest } from "../../compiler/diagnostics/suggest.ts";
import { type DefinitionChange, diffPrograms } from "../../compiler/diff/diff-programs.ts";
import type { Compiled } from "../../compiler/index.ts";
import { selectionGraph } from "../../compiler/select/selection-graph.ts";
import { walk } from "../../compiler/select/walk.ts";
import type { Context } from "../context.ts";
import { print, printJson } from "../output.ts";
import { compileProject, outputFolder } from "../project.ts";
import { compileBase } from "../select-definitions.ts";
import { unknownArtifact } from "../usage-diagnostics.ts";
import { UsageError } from "../usage-error.ts";
import type { BuildFlags } from "./build-flags.ts";

/** Says which properties of which definitions made an artifact differ from the base (default: the last commit). Throws cli/unknown-artifact. */
export async function whyChanged(context: Context, flags: BuildFlags, file: string): Promise<void> {
  const { root, compiled } = await compileProject(context, flags);
  const reference = flags.base ?? "HEAD";
  const base = await compileBase(context, root, reference, flags.env);
  const name = artifactName(context, flags, root, compiled, base, file);
  const from = new Set([...origins(compiled, name), ...origins(base, name)]);
  const [environment = ""] = name.split("/");
  const relevant = withNeeds(from, [compiled, base], environment);
  const changes = diffPrograms(programsOf(base), programsOf(compiled)).filter(
    (change) =>
      change.environments.includes(environment) && (relevant.has(change.definition) || change.definition === `environment:${environment}`),
  );
  const text = ({ artifacts }: Compiled) => artifacts.find((artifact) => artifact.path === name)?.text;
  const same = text(compiled) === text(base);
  if (flags.json === true || flags.format === "json") {
    printJson(context, { file: name, base: reference, changed: !same, from: [...from].sort(), changes: changes.map(shown) });
    return;
  }
  if (same) print(context, `${name} is the same as at ${reference}.`);
  else if (changes.length === 0)
    print(
      context,
      `${name} differs from ${reference}, and no property of ${[...from].join(", ")} does: a target's options or Millwright itself changed.`,
    );
  else print(context, `${name} differs from ${reference} because of`, ...changes.map(({ sentence }) => `  ${sentence}`));
}

function shown({ definition, path: property, from, to, sentence }: DefinitionChange): object {
  return { definition, path: property, from, to, sentence };
}

function programsOf({ environments }: Compiled) {
  return environments.map(({ program }) => program);
}

function origins({ artifacts }: Compiled, name: string): readonly string[] {
  return artifacts.find((artifact) => artifact.path === name)?.from ?? [];
}

/** The definitions and all that they use, before or after. */
function withNeeds(from: ReadonlySet<string>, sides: readonly Compiled[], environment: string): ReadonlySet<string> {
  const graphs = sides.map(({ environments }) =>
    selectionGraph(environments.filter(({ name }) => name === environment).map(({ program }) => program)),
  );
  return new Set(graphs.flatMap((graph) => [...walk(graph, from, "needs")]));
}

/** The artifact that `file` means: a path from here, from the root, or below the output folder. */
function artifactName(context: Context, flags: BuildFlags, root: string, compiled: Compiled, base: Compiled, file: string): string {
  const folder = outputFolder(root, compiled, context, flags.out);
  const known = new Set([...compiled.artifacts, ...base.artifacts].map((artifact) => artifact.path));
  const candidates = [file, path.relative(folder, path.resolve(context.folder, file)), path.relative(folder, path.resolve(root, file))];
  const found = candidates.map((candidate) => candidate.split(path.sep).join("/")).find((candidate) => known.has(candidate));
  if (found !== undefined) return found;
  const near = suggest(candidates[1] ?? file, known);
  throw new UsageError(unknownArtifact.at(null, { file }, near.length === 0 ? {} : { help: `Did you mean "${near.join('" or "')}"?` }));
}
