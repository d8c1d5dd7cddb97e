/** Phase 5: whether an edit does what was proposed, and nothing else. Reads nothing and writes nothing. */
import { isDeepStrictEqual } from "node:util";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { type DefinitionChange, diffPrograms } from "../../compiler/diff/diff-programs.ts";
import type { Compiled } from "../../compiler/index.ts";
import type { Program } from "../../compiler/program.ts";
import type { Json } from "../../schema/record.ts";
import { type Field, fieldPath, type Proposal, sayField } from "../proposal.ts";

export interface Confirmation {
  /** Whether the programs of all environments differ in the proposed field alone, and no finding is new. */
  readonly confirmed: boolean;
  /** Whether the proposed field holds the proposed value. */
  readonly arrived: boolean;
  /** Whether the proposed field changed at all. */
  readonly moved: boolean;
  /** The other fields that changed, in words. */
  readonly strays: readonly string[];
  /** What was found that was not there before. */
  readonly fresh: readonly Diagnostic[];
}

/** What the edit that made `after` of `before` did, measured by the proposal. */
export function confirm(proposal: Proposal, before: Compiled, after: Compiled): Confirmation {
  const [old, present] = withoutEqual(programsOf(before), programsOf(after));
  const changes = diffPrograms(old, present).flatMap((change) => change.environments.map((environment) => ({ change, environment })));
  const isWanted = (one: Located) => isField(one, proposal) || (proposal.from === null && isAround(one, proposal));
  const wanted = changes.filter(isWanted);
  const others = changes.filter((one) => !isWanted(one) && !proposal.also.some((field) => isField(one, field)));
  const arrived = wanted.length === 1 && wanted.every(({ change }) => arrivedBy(change, proposal));
  const fresh = freshFindings(before.diagnostics, after.diagnostics);
  return {
    confirmed: arrived && others.length === 0 && fresh.length === 0,
    arrived,
    moved: wanted.length > 0,
    strays: others.map(({ change, environment }) => sayField(change.definition, change.path, environment)),
    fresh,
  };
}

function programsOf({ environments }: Compiled): readonly Program[] {
  return environments.map(({ program }) => program);
}

/** The programs without the flows that are the same in both, to the place of each call: comparing words of thousands of them takes a second. */
function withoutEqual(before: readonly Program[], after: readonly Program[]): readonly [readonly Program[], readonly Program[]] {
  const keep = (ours: readonly Program[], theirs: readonly Program[]) =>
    ours.map((program) => {
      const others = theirs.find(({ environment }) => environment.name === program.environment.name)?.flows ?? [];
      const byName = new Map(others.map((flow) => [flow.name, flow]));
      return { ...program, flows: program.flows.filter((flow) => !isDeepStrictEqual(flow, byName.get(flow.name))) };
    });
  return [keep(before, after), keep(after, before)];
}

interface Located {
  readonly change: DefinitionChange;
  readonly environment: string;
}

function isField({ change, environment }: Located, field: Field): boolean {
  return change.definition === field.definition && environment === field.environment && change.path === fieldPath(field);
}

/** Where options that were not said at all are now said with the field in them: the change is told of the outermost that is new. */
function isAround(one: Located, proposal: Proposal): boolean {
  return outer(proposal).some((path) => one.change.from === null && isField(one, { ...proposal, path }));
}

function outer({ path }: Field): readonly Field["path"][] {
  return path.slice(1).map((_, index) => path.slice(0, index + 1));
}

/** Whether the change gives the field its value; of options that are new, by what they hold. */
function arrivedBy({ change, path, to }: DefinitionChange, proposal: Proposal): boolean {
  const around = [...outer(proposal), proposal.path].find((part) => fieldPath({ ...proposal, path: part }) === path);
  if (change !== "changed" || around === undefined) return false;
  let at: Json | undefined = to;
  for (const part of proposal.path.slice(around.length))
    at = typeof at === "object" && at !== null ? (at as Readonly<Record<string | number, Json>>)[part] : undefined;
  return at === proposal.to;
}

/** Messages name values and may change with them: a finding is new where its definition has more of its code than before. */
function freshFindings(before: readonly Diagnostic[], after: readonly Diagnostic[]): readonly Diagnostic[] {
  const known = new Map<string, number>();
  for (const one of before) known.set(keyOf(one), (known.get(keyOf(one)) ?? 0) + 1);
  return after.filter((one) => {
    const left = known.get(keyOf(one)) ?? 0;
    known.set(keyOf(one), left - 1);
    return left <= 0;
  });
}

function keyOf({ code, severity, definition, environments }: Diagnostic): string {
  return JSON.stringify([code, severity, definition ?? null, environments ?? null]);
}
