/** Phase 5: whether an edit does what was proposed, and nothing else. Reads nothing and writes nothing. */
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { type DefinitionChange, diffPrograms } from "../../compiler/diff/diff-programs.ts";
import type { Compiled } from "../../compiler/index.ts";
import type { Program } from "../../compiler/program.ts";
import type { Json } from "../../schema/record.ts";
import { type Field, fieldPath, type Scalar, sayField } from "../proposal.ts";
import { isSameData } from "../rewrite/is-same-data.ts";

/** A field with the value that it has, null where it has none, and the one that it is to have. */
export interface Wanted extends Field {
  readonly from: Scalar | null;
  readonly to: Scalar;
}

/** What an edit is meant to do. */
export interface Intent {
  readonly wanted: readonly Wanted[];
  /** Fields that may move as well. */
  readonly also: readonly Field[];
}

export interface Confirmation {
  /** Whether the programs of all environments differ in the wanted fields alone, and no finding is new. */
  readonly confirmed: boolean;
  /** Whether each wanted field holds its value. */
  readonly arrived: boolean;
  /** Whether a wanted field changed at all. */
  readonly moved: boolean;
  /** The other changes. */
  readonly others: readonly Located[];
  /** The fields of them, in words. */
  readonly strays: readonly string[];
  /** What was found that was not there before. */
  readonly fresh: readonly Diagnostic[];
}

/** A change in one environment. */
export interface Located {
  readonly change: DefinitionChange;
  readonly environment: string;
}

/** What the edit that made `after` of `before` did, measured by what it was meant to do. */
export function confirm({ wanted, also }: Intent, before: Compiled, after: Compiled): Confirmation {
  const [old, present] = withoutEqual(programsOf(before), programsOf(after));
  const changes = diffPrograms(old, present).flatMap((change) => change.environments.map((environment) => ({ change, environment })));
  const others = changes.filter((one) => !wanted.some((field) => tells(one, field)) && !also.some((field) => isField(one, field)));
  const arrived = wanted.every((field) => arrivesIn(changes, field));
  const fresh = freshFindings(before.diagnostics, after.diagnostics);
  return {
    confirmed: arrived && others.length === 0 && fresh.length === 0,
    arrived,
    moved: changes.some((one) => wanted.some((field) => tells(one, field))),
    others,
    strays: others.map(({ change, environment }) => sayField(change.definition, change.path, environment)),
    fresh,
  };
}

/** Whether the change is that of the field, or of options around it that were not said at all. */
export function tells(one: Located, field: Wanted): boolean {
  return isField(one, field) || (field.from === null && isAround(one, field));
}

/** Whether exactly one of the changes tells of the field, and gives it its value. */
export function arrivesIn(changes: readonly Located[], field: Wanted): boolean {
  const telling = changes.filter((one) => tells(one, field));
  return telling.length === 1 && telling.every(({ change }) => arrivedBy(change, field));
}

function programsOf({ environments }: Compiled): readonly Program[] {
  return environments.map(({ program }) => program);
}

/** The programs without the flows that are the same in both, to the place of each call: comparing words of thousands of them takes a second. */
function withoutEqual(before: readonly Program[], after: readonly Program[]): readonly [readonly Program[], readonly Program[]] {
  const equal = new Map(before.map((program) => [program.environment.name, equalFlows(program, after)]));
  const keep = (programs: readonly Program[]) =>
    programs.map((program) => ({
      ...program,
      flows: program.flows.filter(({ name }) => equal.get(program.environment.name)?.has(name) !== true),
    }));
  return [keep(before), keep(after)];
}

/** Names of flows that are in the same environment afterwards, as they were. */
function equalFlows({ environment, flows }: Program, after: readonly Program[]): ReadonlySet<string> {
  const others = after.find((program) => program.environment.name === environment.name)?.flows ?? [];
  const byName = new Map(others.map((flow) => [flow.name, flow]));
  const changed = new Set(flows.filter((flow) => !isSameData(flow, byName.get(flow.name))).map(({ name }) => name));
  return new Set(flows.map(({ name }) => name).filter((name) => !changed.has(name)));
}

export function isField({ change, environment }: Located, field: Field): boolean {
  return change.definition === field.definition && environment === field.environment && change.path === fieldPath(field);
}

/** Where options that were not said at all are now said with the field in them: the change is told of the outermost that is new. */
function isAround(one: Located, field: Field): boolean {
  return outer(field).some((path) => one.change.from === null && isField(one, { ...field, path }));
}

function outer({ path }: Field): readonly Field["path"][] {
  return path.slice(1).map((_, index) => path.slice(0, index + 1));
}

/** Whether the change gives the field its value; of options that are new, by what they hold. */
function arrivedBy({ change, path, to }: DefinitionChange, field: Wanted): boolean {
  const around = [...outer(field), field.path].find((part) => fieldPath({ ...field, path: part }) === path);
  if (change !== "changed" || around === undefined) return false;
  let at: Json | undefined = to;
  for (const part of field.path.slice(around.length))
    at = typeof at === "object" && at !== null ? (at as Readonly<Record<string | number, Json>>)[part] : undefined;
  return at === field.to;
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
