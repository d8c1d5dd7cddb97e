/** What can be wrong with a command line. Their pages are in `pages/`. */
import { defineDiagnostic, message } from "../compiler/diagnostics/diagnostic.ts";

export const noConfig = defineDiagnostic({
  code: "cli/no-config",
  severity: "error",
  message: message`No "millwright.config.ts" in "${"folder"}" or in a folder above it.`,
  why: "The config says where the definitions are and where their artifacts go.",
  help: message`Run the command inside a platform, name its folder with --root, or begin one with \`millwright init\`.`,
});

export const unknownEnvironment = defineDiagnostic({
  code: "cli/unknown-environment",
  severity: "error",
  message: message`The platform has no environment "${"name"}".`,
});

export const unknownTarget = defineDiagnostic({
  code: "cli/unknown-target",
  severity: "error",
  message: message`The platform has no target "${"name"}".`,
});

export const unknownKind = defineDiagnostic({
  code: "cli/unknown-kind",
  severity: "error",
  message: message`There is no kind of definition "${"name"}".`,
});

export const unknownFlow = defineDiagnostic({
  code: "cli/unknown-flow",
  severity: "error",
  message: message`There is no flow "${"name"}".`,
});

export const unknownCode = defineDiagnostic({
  code: "cli/unknown-code",
  severity: "error",
  message: message`No diagnostic has the code "${"name"}".`,
});

export const unknownArtifact = defineDiagnostic({
  code: "cli/unknown-artifact",
  severity: "error",
  message: message`No build, now or at the base, makes the file "${"file"}".`,
});

export const badOption = defineDiagnostic({
  code: "cli/bad-option",
  severity: "error",
  message: message`Option "${"option"}" is "${"found"}", expected ${"expected"}.`,
});

export const conflictingOptions = defineDiagnostic({
  code: "cli/conflicting-options",
  severity: "error",
  message: message`Options "${"one"}" and "${"other"}" do not go together: ${"reason"}.`,
});

export const brokenBaseline = defineDiagnostic({
  code: "cli/broken-baseline",
  severity: "error",
  message: message`Baseline "${"file"}" cannot be used: ${"reason"}.`,
  why: "With a baseline that is not understood, old findings would pass for new ones, or new ones for old.",
  help: message`Write it again with \`millwright check --write-baseline --baseline ${"file"}\`.`,
});

export const brokenBase = defineDiagnostic({
  code: "cli/broken-base",
  severity: "error",
  message: message`The platform at "${"base"}" has ${"count"} errors, so nothing can be compared with it.`,
  help: message`Name another base with --base, or mend the base first.`,
});

export const baseNeeded = defineDiagnostic({
  code: "cli/base-needed",
  severity: "error",
  message: message`Selection "${"selection"}" asks what changed, but not since when.`,
  why: "Without a base every definition would look unchanged, and nothing would be selected.",
  help: message`Add --base with a git reference: --base origin/main.`,
});

export const nothingSelected = defineDiagnostic({
  code: "cli/nothing-selected",
  severity: "error",
  message: message`Selection "${"text"}" fits no definition.`,
  help: message`\`millwright list\` shows all definitions.`,
});

export const selectionSyntax = defineDiagnostic({
  code: "cli/selection-syntax",
  severity: "error",
  message: message`Selection "${"text"}" is not understood: expected ${"expected"}.`,
});

export const brokenLock = defineDiagnostic({
  code: "cli/broken-lock",
  severity: "error",
  message: message`The image lock "${"file"}" cannot be used: ${"reason"}.`,
  help: message`Mend the file by hand; it was left as it is.`,
});

export const lockNotEditable = defineDiagnostic({
  code: "cli/lock-not-editable",
  severity: "error",
  message: message`"${"file"}" is written in a way that this command cannot change without touching more than the image.`,
  why: "Comments, order and every other byte of the file stay as they are; where that is not certain, nothing is written.",
  help: message`Give the image a table of its own, [images.NAME], with repository, tag and digest as plain texts in "${"file"}".`,
});

export const repositoryNeeded = defineDiagnostic({
  code: "cli/repository-needed",
  severity: "error",
  message: message`Image "${"name"}" is not in the lock yet: set it with its repository, for all environments, first.`,
  help: message`millwright images set ${"name"}=ghcr.io/acme/${"name"}:1.0@sha256:…`,
});

export const unknownTemplate = defineDiagnostic({
  code: "cli/unknown-template",
  severity: "error",
  message: message`There is no template "${"name"}".`,
});

export const wouldOverwrite = defineDiagnostic({
  code: "cli/would-overwrite",
  severity: "error",
  message: message`Folder "${"folder"}" already has ${"files"}.`,
  why: "A platform is begun once; what is there is yours.",
  help: message`Name another folder, or move those files away.`,
});

export const cannotWrite = defineDiagnostic({
  code: "cli/cannot-write",
  severity: "error",
  message: message`"${"file"}" cannot be written: ${"reason"}.`,
  help: message`Mend that and run the command again; what was there is as it was.`,
});

export const badParameter = defineDiagnostic({
  code: "cli/bad-parameter",
  severity: "error",
  message: message`Parameter "${"param"}" of flow "${"flow"}" ${"says"}.`,
});

export const unknownStep = defineDiagnostic({
  code: "cli/unknown-step",
  severity: "error",
  message: message`Flow "${"flow"}" has no step "${"name"}".`,
});

export const unknownRun = defineDiagnostic({
  code: "cli/unknown-run",
  severity: "error",
  message: message`There is no run "${"name"}" in "${"folder"}".`,
});

export const unusableRun = defineDiagnostic({
  code: "cli/unusable-run",
  severity: "error",
  message: message`Run "${"name"}" cannot be used: ${"reason"}.`,
});

export const notInstalled = defineDiagnostic({
  code: "cli/not-installed",
  severity: "error",
  message: message`The platform in "${"folder"}" has no package "millwright" that its tests could import.`,
  why: "Tests run in processes of their own, which find packages as Node does.",
  help: message`Run \`npm install --save-dev millwright\` there.`,
});

export const noServer = defineDiagnostic({
  code: "cli/no-server",
  severity: "error",
  message: message`No server of "${"target"}" is named: neither by --server nor by the variable "${"variable"}".`,
  help: message`Write --server URL, or set ${"variable"}.`,
});

export const unreadableInput = defineDiagnostic({
  code: "cli/unreadable-input",
  severity: "error",
  message: message`Input "${"name"}" ${"problem"}, expected a file, a folder, an archive or "-".`,
  help: message`Name what holds the logs or records of the run, or pipe them in and name "-".`,
});

export const noRepositoryNamed = defineDiagnostic({
  code: "cli/no-repository-named",
  severity: "error",
  message: message`Nothing says which repository may be written to.`,
  why: "A proposal was written by whoever read a stranger's log, so it does not choose where a token is used.",
  help: message`Name it with --repository, such as "acme/ml-platform"; in GitHub's CI, GITHUB_REPOSITORY does.`,
});
