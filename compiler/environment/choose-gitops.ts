import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import { type Gitops, gitopsName } from "../gitops/gitops.ts";
import { argoCdOptions, fluxOptions } from "../gitops/options.ts";
import { describeFound } from "../validate/found.ts";
import type { Configuration } from "../validate/validate-platform.ts";
import { gitopsOptions } from "./diagnostics.ts";

const schemas = { argoCd: argoCdOptions, flux: fluxOptions };
const longest = 63;

/** What the config names to apply artifacts from git, with its options checked. Reports load/gitops-options. */
export function chooseGitops({ gitops, calls, environments, targets }: Configuration): {
  readonly chosen: Gitops | undefined;
  readonly diagnostics: readonly Diagnostic[];
} {
  if (gitops === undefined) return { chosen: undefined, diagnostics: [] };
  const problem = (path: readonly PropertyKey[], expected: string, help?: string): Diagnostic =>
    gitopsOptions.at(
      { calls, path: [0, "gitops", 0, ...path.map(String)] },
      { option: path.map(String).join("."), found: foundAt(gitops.options, path), expected },
      help === undefined ? {} : { help },
    );
  if (!Object.hasOwn(schemas, gitops.tool)) {
    const values = { option: "tool", found: describeFound(gitops.tool), expected: "what argoCd() or flux() gives" };
    return { chosen: undefined, diagnostics: [gitopsOptions.at({ calls, path: [0, "gitops"] }, values)] };
  }
  const parsed = schemas[gitops.tool as keyof typeof schemas].safeParse(gitops.options);
  if (!parsed.success) {
    const diagnostics = parsed.error.issues.flatMap((issue) => {
      if (issue.code !== "unrecognized_keys") return [problem(issue.path, issue.message)];
      return issue.keys.map((key) => problem([...issue.path, key], "an option that it has"));
    });
    return { chosen: undefined, diagnostics };
  }
  const chosen = { tool: gitops.tool, options: parsed.data } as Gitops;
  const known = environments.map(({ name }) => name);
  const unknown = Object.keys(parsed.data.environments).filter((name) => !known.includes(name));
  const names = known.flatMap((environment) => targets.map(({ target }) => gitopsName(chosen, environment, target)));
  const long = names.find((name) => name.length > longest);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return {
    chosen,
    diagnostics: [
      ...unknown.map((name) => problem(["environments", name], "an environment of the platform", didYouMean(name, known))),
      ...(long === undefined
        ? []
        : [problem(["name"], `a shorter one: "${long}" has ${long.length} characters, and ${longest} is the most`)]),
      ...(twice === undefined ? [] : [problem(["name"], `names that differ: two environments or targets would both be "${twice}"`)]),
    ],
  };
}

function foundAt(options: unknown, path: readonly PropertyKey[]): string {
  const found = path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], options);
  // A password in it would be told to whoever reads the finding.
  return typeof found === "string" && found.includes("@") ? "an address with something before its host" : describeFound(found);
}
