/** Issues of our schemas as diagnostics: in the user's words, each with its place. */
import type * as z from "zod";
import { isExpression } from "../../schema/values/expression-of.ts";
import { type Anchor, type Diagnostic, type Extra, keyAt, type Reporter } from "../diagnostics/diagnostic.ts";
import { didYouMean, list, nearHelp } from "../diagnostics/suggest.ts";
import { artifactAsValue } from "../link/value-diagnostics.ts";
import { cpuAmount, durationText, memoryAmount, missingField, nameGrammar, unknownField, wrongType } from "./diagnostics.ts";
import { describeFound, shorten } from "./found.ts";
import type { Path } from "./places.ts";

/** What the issues are about. */
export interface Subject {
  /** `Step "fit"`. */
  readonly said: string;
  readonly definition: string;
  readonly at: (path: Path) => Anchor;
  /** Fields that are known too, although they are recorded apart. */
  readonly alsoKnown?: readonly string[];
}

export type Issue = z.core.$ZodIssue;

/** Parses with messages that `issueDiagnostics` understands: for unknown fields, the known ones. */
export function parse<S extends z.ZodType>(schema: S, value: unknown): z.ZodSafeParseResult<z.output<S>> {
  return schema.safeParse(value, { error: knownFields });
}

function knownFields(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === "invalid_type" && issue.expected === "object") return objectWords(issue.inst);
  if (issue.code !== "unrecognized_keys") return undefined;
  const shape = shapeOf(issue.inst);
  const below = Object.keys(shape).flatMap((field) => Object.keys(shapeOf(shape[field])).map((inner) => `${field}.${inner}`));
  return [...Object.keys(shape), ...below].join("\n");
}

type Shape = Readonly<Record<string, z.core.$ZodType>>;

/** The fields of a schema of objects, optional or not; none for any other. */
function shapeOf(schema: z.core.$ZodRawIssue["inst"]): Shape {
  const { shape, innerType } = (schema?._zod.def ?? {}) as { readonly shape?: Shape; readonly innerType?: z.core.$ZodType };
  return shape ?? (innerType === undefined ? {} : shapeOf(innerType));
}

/** An object by the fields that it needs: `an object with "pool" and "count"`. */
function objectWords(inst: z.core.$ZodRawIssue["inst"]): string {
  const shape = shapeOf(inst);
  const needed = Object.keys(shape).filter((field) => shape[field]?._zod.optin !== "optional");
  return needed.length === 0 ? "an object" : `an object with ${list(needed, "and")}`;
}

const quantities: ReadonlyMap<unknown, Reporter<"field" | "subject" | "found">> = new Map([
  ["memory", memoryAmount],
  ["duration", durationText],
  ["cpu", cpuAmount],
]);

/** The diagnostics of one issue; none where the value was reported already. */
export function issueDiagnostics(issue: Issue, input: unknown, subject: Subject): readonly Diagnostic[] {
  const path = issue.path.filter((member) => typeof member !== "symbol");
  const found = valueAt(input, path);
  if (isExpression(found) && found.op === "unknown") return [];
  const { definition } = subject;
  if (issue.code === "unrecognized_keys") {
    const known = [...issue.message.split("\n"), ...(path.length === 0 ? (subject.alsoKnown ?? []) : [])];
    return issue.keys.map((key) => {
      const help = fieldHelp(key, known);
      return unknownField.at(
        keyAt(subject.at([...path, key])),
        { subject: nested(subject, path), field: shorten(key) },
        { definition, ...(help !== undefined && { help }) },
      );
    });
  }
  const field = fieldName(path);
  if (found === undefined) {
    const parent = keyAt(subject.at(path.slice(0, -1)));
    const values = { subject: nested(subject, path.slice(0, -1)), field: String(path.at(-1) ?? ""), expected: issue.message };
    return [missingField.at(parent, values, { definition })];
  }
  const values = { field, subject: inSentence(subject.said), found: describeFound(found) };
  const quantity = quantities.get(issue.code === "custom" ? issue.params?.["quantity"] : undefined);
  if (quantity !== undefined && !isExpression(found)) return [quantity.at(subject.at(path), values, { definition, ...hint(found) })];
  const artifact = artifactOf(found);
  if (artifact !== undefined) {
    const { name, member } = artifact;
    const extra = { definition, why: "An artifact is a file: a command is told where it lies.", help: `Write inputs.${name}.${member}.` };
    return [artifactAsValue.at(subject.at(path), { what: `Input "${shorten(name)}" of ${inSentence(subject.said)}` }, extra)];
  }
  if (issue.code === "invalid_key") return [badKey(path, subject)];
  const what = path.length === 0 ? subject.said : `${field} of ${values.subject}`;
  const wrong = { what, found: values.found, expected: issue.message };
  return [wrongType.at(subject.at(path), wrong, { definition, ...mending(issue, found) })];
}

/** What to write instead of an unknown field; `known` names those of inner objects with a dot. */
function fieldHelp(key: string, known: readonly string[]): string | undefined {
  const below = known.find((name) => name.endsWith(`.${key}`))?.split(".")[0];
  return below === undefined
    ? didYouMean(
        key,
        known.filter((name) => !name.includes(".")),
      )
    : `Write it below "${below}": ${below}: { ${key}: … }.`;
}

/** A name that is a key: of an environment. */
function badKey(path: Path, { at, definition }: Subject): Diagnostic {
  const [list = "", name = ""] = path.slice(-2);
  const values = {
    found: JSON.stringify(shorten(String(name))),
    what: `a member of "${list}"`,
    problem: "is no name that a folder can have",
  };
  return nameGrammar.at(keyAt(at(path)), values, { definition });
}

function nested({ said }: Subject, path: Path): string {
  return path.length === 0 ? said : `${fieldName(path)} of ${inSentence(said)}`;
}

/** The field as a sentence names it: `"resources.memory"`, `Word 2 of "command"`. */
function fieldName(path: Path): string {
  const last = path.at(-1);
  if (typeof last !== "number") return `"${shorten(path.map(String).join("."))}"`;
  const list = path.slice(0, -1).map(String).join(".");
  return `${list === "command" || list === "arguments" ? "Word" : "Member"} ${last + 1} of "${shorten(list)}"`;
}

function inSentence(said: string): string {
  return said.charAt(0).toLowerCase() + said.slice(1);
}

/** What mends a value of the wrong type, where more can be said than what is expected. */
function mending(issue: Issue, found: unknown): Extra {
  if (isExpression(found))
    return {
      why: "This field is fixed when the flow is built.",
      help: "Write it as a constant, or take it from a file with config().",
    };
  if (issue.code === "invalid_value" && typeof found === "string") return nearHelp(found, issue.values.map(String));
  if (issue.code === "invalid_type" && (issue.expected === "int" || issue.expected === "number") && isNumeric(found))
    return { help: `Write ${found}, without quotes.` };
  if (issue.code === "invalid_type" && issue.expected === "string" && (typeof found === "number" || typeof found === "boolean"))
    return { help: `Write "${found}", in quotes.` };
  return {};
}

function isNumeric(found: unknown): boolean {
  return typeof found === "string" && /^-?\d+(\.\d+)?$/.test(found);
}

/** An input that is an artifact, handed over whole: the run time records an object with its path. */
function artifactOf(found: unknown): { readonly name: string; readonly member: string } | undefined {
  if (typeof found !== "object" || found === null) return undefined;
  const [[member, path] = ["", undefined]] = Object.entries(found);
  return (member === "path" || member === "paths") && isExpression(path) && path.op === "inputPath"
    ? { name: path.name, member }
    : undefined;
}

const units: Readonly<Record<string, string>> = {
  kb: "Ki",
  mb: "Mi",
  gb: "Gi",
  tb: "Ti",
  kib: "Ki",
  mib: "Mi",
  gib: "Gi",
  tib: "Ti",
  g: "G",
  m: "M",
};

/** What was probably meant by a wrong unit. */
function hint(found: unknown): Extra {
  const [, amount, unit = ""] = (typeof found === "string" && /^(\d+(?:\.\d+)?)\s*([A-Za-z]+)$/.exec(found)) || [];
  const meant = units[unit.toLowerCase()];
  return amount === undefined || meant === undefined ? {} : { help: `Did you mean "${amount}${meant}"?` };
}

/** The value at a path of plain data. */
export function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const member of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, member)) return undefined;
    at = (at as Record<string | number, unknown>)[member];
  }
  return at;
}
