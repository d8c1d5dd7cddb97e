/** What the records of all kinds have in common: a frame that only the run time writes, and the mistakes that it noted. */
import * as z from "zod";
import type { Problem, Site } from "../../schema/record.ts";
import { isUnsafeKey } from "../../schema/values/record.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { definitionId } from "../program.ts";
import type { LoadedRecord } from "./definition.ts";
import { forgedRecord, nameGrammar } from "./diagnostics.ts";
import { shorten } from "./found.ts";
import { problemDiagnostic, problemRecord, sitesOf } from "./problems.ts";

/** A record whose frame is right. */
export interface Framed<F> {
  readonly frame: F;
  readonly id: string;
  readonly calls: readonly Site[];
  readonly diagnostics: Diagnostic[];
}

interface Frame {
  readonly kind: string;
  readonly name: string;
  readonly calls: Problem["calls"];
  readonly problems: unknown;
}

const problemList = z.array(problemRecord).max(200);

/** Reads the frame of a record by its schema, and the mistakes that the run time noted in it. */
export function readFrame<S extends z.ZodType<Frame>>(schema: S, loaded: LoadedRecord): Framed<z.output<S>> | Diagnostic {
  const parsed = schema.safeParse(loaded.record);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return forged(loaded, `${issue?.path.map(String).join(".") || "it"} is not of its form`);
  }
  const frame = parsed.data;
  const id = definitionId(frame);
  const problems = problemList.safeParse(frame.problems);
  if (!problems.success) return forged(loaded, "its notes of mistakes are not of their form");
  const diagnostics: Diagnostic[] = [];
  for (const noted of problems.data) {
    const diagnostic = problemDiagnostic(noted, loaded.sites, id);
    if (diagnostic === undefined) return forged(loaded, `it notes a mistake "${shorten(noted.code)}" that is none`);
    diagnostics.push(diagnostic);
  }
  const calls = sitesOf(frame.calls, loaded.sites);
  return { frame, id, calls, diagnostics };
}

/** Says that a record was not written by the run time. */
export function forged({ file, exportName }: LoadedRecord, found: string): Diagnostic {
  return forgedRecord.at({ file }, { subject: `"${shorten(exportName)}"`, found });
}

const longestName = 200;
const grammar = /^[A-Za-z][A-Za-z0-9_-]*$/;

/** The diagnostic of a name that engines could not take, or undefined. */
export function nameProblem(
  name: string,
  what: string,
  calls: readonly Site[],
  path: readonly (string | number)[],
  definition: string,
): Diagnostic | undefined {
  if (name.length <= longestName && grammar.test(name)) return undefined;
  return nameGrammar.at({ calls, path }, { found: `"${shorten(name)}"`, what, problem: grammarProblem(name) }, { definition });
}

function grammarProblem(name: string): string {
  if (name === "") return "is empty";
  if (!/^[A-Za-z]/.test(name)) return "does not begin with a letter from A to Z";
  const [odd] = /[^A-Za-z0-9_-]/u.exec(name) ?? [];
  if (odd !== undefined) return `holds ${JSON.stringify(odd)}, where only letters from A to Z, digits, "-" and "_" may be`;
  return `has ${name.length} characters, where at most ${longestName} may be`;
}

/** Whether recorded data holds what no one may hand on: keys that mean something to JavaScript itself (schemas pass over them in silence), text with half a character. */
export function isUnsafe(value: unknown, depth = 0): boolean {
  if (typeof value === "string") return !value.isWellFormed();
  if (typeof value !== "object" || value === null) return false;
  if (depth > 300) return true;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) if (isUnsafe(value[index], depth + 1)) return true;
    return false;
  }
  for (const key of Object.keys(value)) {
    if (isUnsafeKey(key) || !key.isWellFormed() || isUnsafe((value as Readonly<Record<string, unknown>>)[key], depth + 1)) return true;
  }
  return false;
}
