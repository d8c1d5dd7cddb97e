/** Mistakes that the run time noted while a definition was evaluated, as diagnostics. */
import * as z from "zod";
import type { Problem, Site } from "../../schema/record.ts";
import { calls } from "../../schema/words/record.ts";
import { type Diagnostic, defineDiagnostic, message, type Reporter } from "../diagnostics/diagnostic.ts";
import { didYouMean, suggest } from "../diagnostics/suggest.ts";
import type { Sites } from "./definition.ts";

const kinds = [
  defineDiagnostic({
    code: "load/reference-as-javascript",
    severity: "error",
    message: message`${"what"} is known only while the flow runs, and JavaScript ${"used"} now.`,
    why: "The definition is evaluated once, before any run: JavaScript would decide by a placeholder, and the same for every run.",
  }),
  defineDiagnostic({
    code: "load/reference-altered",
    severity: "error",
    message: message`The text "${"text"}" holds a value of the run that was cut, re-cased, escaped or split.`,
    why: "The value is not there yet: only its placeholder would be altered.",
    help: message`Join values with a template literal, and alter them in the step's program.`,
  }),
  defineDiagnostic({
    code: "load/reference-in-name",
    severity: "error",
    message: message`The name of this ${"kind"} holds a value that is known only while the flow runs.`,
    why: "Names are fixed when the flow is built.",
    help: message`Give it a fixed name; in a loop each item's step is told apart by its position.`,
  }),
  defineDiagnostic({
    code: "load/foreign-reference",
    severity: "error",
    message: message`A value or step of another flow is used here.`,
    why: "A value belongs to the flow in which it was made; it means nothing in another run.",
    help: message`Hand it over as a parameter, or run that flow with call() and use what it returns.`,
  }),
  defineDiagnostic({
    code: "load/unknown-parameter",
    severity: "error",
    message: message`Flow "${"flow"}" has no parameter "${"name"}".`,
    help: message`Declare it: params: { ${"name"}: z.string() }.`,
  }),
  defineDiagnostic({
    code: "load/unknown-output",
    severity: "error",
    message: message`${"step"} has no output "${"name"}".`,
    why: "Only what a step declares, and what all bodies of a branch return, can be used elsewhere.",
    help: message`Declare it under outputs: { ${"name"}: z.string() }.`,
  }),
  defineDiagnostic({
    code: "load/no-schedule",
    severity: "error",
    message: message`The list of schedules is empty.`,
    why: "The flow would never be due, though it says that it has a schedule.",
    help: message`Add a schedule, or remove the field.`,
  }),
  defineDiagnostic({
    code: "load/half-branch",
    severity: "error",
    message: message`"${"name"}" of a when() without otherwise() is used; nothing leaves such a branch.`,
    why: "The branch may not be taken; then there is no such value.",
    help: message`Add .otherwise(() => …) and use what that gives, or only wait for the branch: after: [branch].`,
  }),
  defineDiagnostic({
    code: "load/unknown-input",
    severity: "error",
    message: message`Step "${"step"}" has no input "${"name"}".`,
    help: message`Declare it under inputs: { ${"name"}: … }.`,
  }),
  defineDiagnostic({
    code: "load/unknown-field",
    severity: "error",
    message: message`${"what"} is ${"type"} and has no "${"name"}".`,
    help: message`Declare the field where the value's type is declared.`,
  }),
  defineDiagnostic({
    code: "load/unknown-field-of-input",
    severity: "error",
    message: message`Input "${"input"}" is an artifact and has no "${"name"}".`,
    help: message`A command names an artifact by inputs.${"input"}.path, and gathered ones by inputs.${"input"}.paths.`,
  }),
  defineDiagnostic({
    code: "load/artifact-outside-step",
    severity: "error",
    message: message`${"what"} is an artifact; outside a step it has no "${"name"}".`,
    why: "An artifact is a file: it has a path only inside the container of a step that takes it.",
    help: message`Take it in a step: inputs: { file: … }, and name inputs.file.path in the command.`,
  }),
  defineDiagnostic({
    code: "load/not-a-condition",
    severity: "error",
    message: message`A condition is needed here; found ${"found"}.`,
    why: "The condition is decided while the flow runs.",
    help: message`Compare a value of the run: outputs.auc.gte(0.9), params.size.eq("small").`,
  }),
  defineDiagnostic({
    code: "load/not-data",
    severity: "error",
    message: message`Plain data is needed here; found ${"found"}.`,
    why: "Definitions are written into files for an engine: only texts, numbers, true, false, null, lists and objects of them can be.",
    help: message`Write plain data, or a value of the run.`,
  }),
  defineDiagnostic({
    code: "load/call-needs-flow",
    severity: "error",
    message: message`Call "${"name"}" is given ${"found"} instead of a flow.`,
    help: message`Give the flow itself, by value: call("${"name"}", churn, { … }).`,
  }),
  defineDiagnostic({
    code: "load/match-needs-enum",
    severity: "error",
    message: message`match() decides by ${"found"}; it needs one of a fixed set of words.`,
    why: "Without a fixed set, some value would have no body.",
    help: message`Declare the value as z.enum(["small", "large"]), or use when().`,
  }),
  defineDiagnostic({
    code: "load/match-misses-member",
    severity: "error",
    message: message`match() has no body for "${"member"}".`,
    why: "A run with that value would do nothing, without a word.",
    help: message`Add ${"member"}: () => { … }.`,
  }),
  defineDiagnostic({
    code: "load/match-unknown-member",
    severity: "error",
    message: message`match() has a body for "${"member"}", which ${"on"} never is.`,
    why: "The body would never run, without a word.",
    help: message`Remove the body, or add "${"member"}" to the enum.`,
  }),
  defineDiagnostic({
    code: "load/name-is-text",
    severity: "error",
    message: message`The name of a ${"kind"} is ${"found"}; it must be text.`,
    help: message`Begin with the name: step("train", { … }).`,
  }),
  defineDiagnostic({
    code: "load/options-are-object",
    severity: "error",
    message: message`"${"step"}" is given ${"found"} where an object is needed.`,
    help: message`Write an object: { … }.`,
  }),
  defineDiagnostic({
    code: "load/command-is-function",
    severity: "error",
    message: message`The command of step "${"step"}" is ${"found"}; it must be a function that gives the words of the command.`,
    why: "The function is handed the paths of inputs and outputs.",
    help: message`Write command: ({ inputs, outputs }) => ["program", "argument"].`,
  }),
  defineDiagnostic({
    code: "load/command-is-list",
    severity: "error",
    message: message`The ${"what"} of "${"step"}" is ${"found"}; it must be a list of words.`,
    why: "No shell reads it: a word is handed to the program as it is, so that nothing needs quoting.",
    help: message`Write ["program", "argument"]; for a shell line, use script().`,
  }),
  defineDiagnostic({
    code: "load/after-is-list",
    severity: "error",
    message: message`"after" of ${"step"} is ${"found"}; it must be a list of steps, loops and branches.`,
    help: message`Write after: [prepare], in brackets, with the value that step() gave back.`,
  }),
  defineDiagnostic({
    code: "load/after-holds-steps",
    severity: "error",
    message: message`"after" of ${"step"} holds ${"found"}; its members must be steps, loops and branches.`,
    help: message`Give the value that step(), forEach() or when() gave back: const prepare = step("prepare", { … }), then after: [prepare].`,
  }),
  defineDiagnostic({
    code: "load/unknown-member",
    severity: "error",
    message: message`${"step"} has no "${"name"}".`,
    why: "A step gives back its name and its outputs, and nothing else.",
  }),
  defineDiagnostic({
    code: "load/step-as-value",
    severity: "error",
    message: message`${"what"} is used as a value; only what it gives out is one.`,
    help: message`Use one of its outputs: prepare.outputs.rows. To wait for it without a value, write after: [prepare].`,
  }),
  defineDiagnostic({
    code: "load/not-text",
    severity: "error",
    message: message`${"what"} is put into a text, and has none.`,
    why: "JavaScript would write [object Object].",
    help: message`Name the value that is meant: outputs.score of a step, inputs.model.path of an artifact.`,
  }),
  defineDiagnostic({
    code: "load/unknown-word",
    severity: "error",
    message: message`There is no word "${"name"}" to describe a flow with.`,
  }),
  defineDiagnostic({
    code: "load/schedule-params",
    severity: "error",
    message: message`The parameters of a schedule are ${"found"}; they must be a function that gives an object.`,
    help: message`Write params: ({ scheduledAt }) => ({ day: scheduledAt.date }).`,
  }),
  defineDiagnostic({
    code: "load/body-is-function",
    severity: "error",
    message: message`The body of ${"owner"} is ${"found"}; it must be a function that describes steps.`,
    help: message`Write a function: () => step("fit", { … }).`,
  }),
  defineDiagnostic({
    code: "load/async-body",
    severity: "error",
    message: message`A body is asynchronous.`,
    why: "A body only describes what runs later; whatever it waited for would be lost.",
    help: message`Remove "async" and "await"; do the work in a step.`,
  }),
  defineDiagnostic({
    code: "load/returned-constant",
    severity: "error",
    message: message`A body returns ${"found"}; it may return steps, values of the run, artifacts, and objects of them.`,
    why: "What a body returns is what the rest of the flow may wait for and use.",
    help: message`Return the step or one of its outputs, or nothing.`,
  }),
  defineDiagnostic({
    code: "load/config-schema",
    severity: "error",
    message: message`config("${"file"}") is given ${"found"} as the schema of its values; it must be a type of zod.`,
    help: message`Say what the file holds: config("${"file"}", z.object({ epochs: z.int() })).`,
  }),
  defineDiagnostic({
    code: "load/config-type",
    severity: "error",
    message: message`"${"path"}" in "${"file"}" is ${"found"}; it must be ${"message"}.`,
    help: message`Mend the file, or the schema that config() is given.`,
  }),
  defineDiagnostic({
    code: "load/config-key",
    severity: "error",
    message: message`The schema of "${"file"}" has no "${"key"}".`,
    why: "JavaScript makes nothing of it without a word, and the option that it was for would be left out.",
    help: message`Read a key that the schema has, or add this one to the schema and the file.`,
  }),
  defineDiagnostic({
    code: "validate/unsupported-type",
    severity: "error",
    message: message`${"where"} is ${"found"}; such values cannot travel between steps.`,
    why: "Values travel as JSON text and are checked by every engine: what is code, or has no JSON form, cannot be.",
    help: message`Use z.string(), z.int(), z.number(), z.boolean(), z.enum(), z.iso.date(), z.array(), z.object(), or .optional() of them.`,
  }),
] as const;

const byCode: ReadonlyMap<string, Reporter<string>> = new Map(kinds.map((kind) => [kind.code, kind as Reporter<string>]));

/** The form of what the run time notes. */
export const problemRecord = z.strictObject({
  code: z.string(),
  calls,
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  known: z.array(z.string()).max(200).exactOptional(),
  path: z
    .array(z.union([z.string(), z.int()]))
    .max(100)
    .exactOptional(),
  part: z.literal("key").exactOptional(),
});

/** The diagnostic of a mistake that the run time noted, or undefined where it notes no such mistake. */
export function problemDiagnostic(
  { code, calls: numbers, values, known = [], path = [], part }: Problem,
  sites: Sites,
  definition?: string,
): Diagnostic | undefined {
  const reporter = byCode.get(code);
  if (reporter === undefined) return undefined;
  const { instead, keyFile, keyLine, keyColumn } = values;
  const unknown = String(values["name"] ?? values["member"] ?? "");
  const near = suggest(unknown, known).length > 0 || (instead === undefined && known.length > 0) ? didYouMean(unknown, known) : undefined;
  const help = near ?? (typeof instead === "string" ? `${sentenceCase(instead)}.` : undefined);
  const anchor = { calls: sitesOf(numbers, sites), path, ...(part !== undefined && { part }) };
  const hasKey = typeof keyFile === "string" && typeof keyLine === "number" && typeof keyColumn === "number";
  const diagnostic = reporter.at(anchor, values, {
    // Put there by phase 1, which has the text of the config file.
    ...(hasKey && { related: [{ message: "The value is given here.", at: { file: keyFile, line: keyLine, column: keyColumn } }] }),
    ...(help !== undefined && { help }),
    ...(definition !== undefined && { definition }),
  });
  return { ...diagnostic, message: sentenceCase(diagnostic.message) };
}

/** A sentence begins with a capital, but for words of the language. */
function sentenceCase(text: string): string {
  return /^(run\.|status\b|range\(|json\(|config\()/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

/** The sites of calls; those of files that the child did not name are left out. */
export function sitesOf(numbers: Problem["calls"], sites: Sites): readonly Site[] {
  return numbers.map(sites).filter((site) => site !== undefined);
}
