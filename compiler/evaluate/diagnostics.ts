/** What loading definitions can find. The page of each is in pages/. */
import { defineDiagnostic, message } from "../diagnostics/diagnostic.ts";

export const syntax = defineDiagnostic({
  code: "load/syntax",
  severity: "error",
  message: message`"${"file"}" cannot be read as TypeScript: ${"says"}.`,
  help: message`Mend the text at this place; nothing of the file was evaluated.`,
});

export const notErasable = defineDiagnostic({
  code: "load/not-erasable",
  severity: "error",
  message: message`${"says"} in "${"file"}" is TypeScript that makes code, and definitions have their types erased only.`,
  why: "Types are removed without compiling, so that each line of a definition stays where it was written.",
  help: message`Write it as plain JavaScript (an object instead of an enum), and set "erasableSyntaxOnly" in tsconfig.json so that the editor says so.`,
});

export const missingModule = defineDiagnostic({
  code: "load/missing-module",
  severity: "error",
  message: message`"${"file"}" imports "${"specifier"}", which is not there.`,
});

export const missingExport = defineDiagnostic({
  code: "load/missing-export",
  severity: "error",
  message: message`"${"file"}" imports "${"name"}" from "${"specifier"}", which exports nothing of that name.`,
});

export const outsideRoot = defineDiagnostic({
  code: "load/outside-root",
  severity: "error",
  message: message`"${"specifier"}" leads out of the root, and nothing outside of it is read.`,
  why: "Whoever opens a pull request writes the definitions; what they may read ends with the repository.",
  help: message`Move the file into the repository, or copy into it what is needed.`,
});

export const notAModule = defineDiagnostic({
  code: "load/package-not-a-module",
  severity: "error",
  message: message`"${"specifier"}" means "${"found"}", which is no ECMAScript module.`,
  why: "Definitions load ECMAScript modules only: no CommonJS, no native add-on.",
  help: message`Take a package or a version that has an "import" entry, or copy the few lines that are needed.`,
});

export const importCycle = defineDiagnostic({
  code: "load/import-cycle",
  severity: "error",
  message: message`"${"file"}" imports itself by way of ${"through"}.`,
  why: "Which of the files is evaluated first depends on where loading begins, so what they define would too.",
  help: message`Move what both need into a third file. For types alone write \`import type\`.`,
});

export const unreadable = defineDiagnostic({
  code: "load/unreadable",
  severity: "error",
  message: message`"${"file"}" could not be read: ${"reason"}.`,
});

export const notAllowed = defineDiagnostic({
  code: "load/not-allowed",
  severity: "error",
  message: message`${"what"} is not there while definitions are evaluated.`,
  why: "A definition describes what is to run; it reads no file, starts nothing and talks to nobody, whoever wrote it.",
  help: message`Read data beside the definition with config(), name a secret with secret(), and do the work in a step.`,
});

export const notDeterministic = defineDiagnostic({
  code: "load/not-deterministic",
  severity: "error",
  message: message`${"what"} gives another value each time, and the same definitions must always give the same artifacts.`,
  why: "Otherwise a build on another day or machine would differ from what was reviewed.",
  help: message`Take a parameter or run.scheduledAt for what is known when the flow runs, config() for what an environment decides, secret() for what is secret.`,
});

export const threw = defineDiagnostic({
  code: "load/threw",
  severity: "error",
  message: message`"${"file"}" threw while it was evaluated: ${"says"}`,
  why: "What stands after it was never read, so nothing can be built from it.",
  help: message`Mend what throws here. A definition only describes: leave work that can fail to a step.`,
});

export const unknownName = defineDiagnostic({
  code: "load/unknown-name",
  severity: "error",
  message: message`"${"name"}" is used here, and nothing of that name was made or imported.`,
  help: message`Write the name of a step's constant as it was declared, or import it.`,
});

export const usedBeforeMade = defineDiagnostic({
  code: "load/used-before-made",
  severity: "error",
  message: message`"${"name"}" is used here before it is made.`,
  why: "A step can only wait for what was made before it. Two that wait for each other are a circle: neither would ever start.",
  help: message`Make "${"name"}" first; where both need each other, remove one of the two uses.`,
});

export const endless = defineDiagnostic({
  code: "load/endless",
  severity: "error",
  message: message`"${"file"}" did not come to an end: ${"says"}.`,
  help: message`Look for a loop whose condition always holds, or a recursion without end.`,
});

export const neverSettles = defineDiagnostic({
  code: "load/never-settles",
  severity: "error",
  message: message`"${"file"}" waits at its top level for something that never comes.`,
  why: "While definitions are evaluated there are no timers and no network, so there is nothing to wait for.",
  help: message`Remove the \`await\`; read data with config().`,
});

export const outOfMemory = defineDiagnostic({
  code: "load/out-of-memory",
  severity: "error",
  message: message`"${"file"}" took more than ${"limit"} MB of memory.`,
  help: message`Look for a list that grows without end.`,
});

export const died = defineDiagnostic({
  code: "load/ended",
  severity: "error",
  message: message`"${"file"}" ended the process that evaluated it (${"how"}).`,
  why: "The process holds nothing else, so the other files were evaluated in another one.",
});

export const broke = defineDiagnostic({
  code: "load/reply-refused",
  severity: "error",
  message: message`What came back from evaluating "${"file"}" was refused: ${"reason"}.`,
  why: "The process that evaluates definitions runs other people's code, so nothing it says is taken on trust.",
});

export const notADefinition = defineDiagnostic({
  code: "load/not-a-definition",
  severity: "error",
  message: message`An export of "${"file"}" looks like a definition and is none: ${"says"}.`,
  help: message`Make definitions with the words of "millwright" only, such as flow().`,
});

export const notExported = defineDiagnostic({
  code: "load/not-exported",
  severity: "error",
  message: message`${"what"} "${"name"}" is described but not exported, so it would not be built.`,
  help: message`Export it: write "export const … =" before it, or remove it.`,
});

export const configMissing = defineDiagnostic({
  code: "load/config-missing",
  severity: "error",
  message: message`config("${"file"}") reads a file that is not there.`,
});

export const configSyntax = defineDiagnostic({
  code: "load/config-syntax",
  severity: "error",
  message: message`"${"file"}" cannot be read: ${"says"}`,
  why: "Its values are part of the definitions, and nothing of a file that is half read can be trusted.",
  help: message`Mend the file at this place.`,
});

export const configFormat = defineDiagnostic({
  code: "load/config-format",
  severity: "error",
  message: message`config("${"file"}") reads neither TOML nor JSON nor YAML by its name.`,
  help: message`Give the file one of the endings .toml, .json, .yaml, .yml.`,
});

export const noConfig = defineDiagnostic({
  code: "load/no-config",
  severity: "error",
  message: message`There is no "${"file"}" in "${"folder"}".`,
  help: message`Make one with \`millwright init\`, or name another folder with --root.`,
});

export const noPlatform = defineDiagnostic({
  code: "load/no-platform",
  severity: "error",
  message: message`"${"file"}" exports ${"found"}, and must export one platform.`,
  help: message`Write \`export default platform({ … })\`.`,
});

export const noDefinitions = defineDiagnostic({
  code: "load/no-definitions",
  severity: "error",
  message: message`The pattern "${"pattern"}" finds no file.`,
  help: message`Patterns are relative to the folder of the config; node_modules, hidden folders and the output folder are not searched.`,
});
