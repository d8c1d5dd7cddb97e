/** What phase 3 says of definitions and their nodes: names, calls, schedules, and what they refer to. */
import { defineDiagnostic, message } from "../diagnostics/diagnostic.ts";

export const duplicateName = defineDiagnostic({
  code: "link/duplicate-name",
  severity: "error",
  message: message`${"what"} "${"name"}" is defined twice.`,
  why: "Artifacts, runs and messages name a definition by kind and name.",
  help: message`Rename one of the two.`,
});

export const similarName = defineDiagnostic({
  code: "link/similar-name",
  severity: "error",
  message: message`${"what"} "${"name"}" and "${"other"}" differ only by case, or by "-" and "_".`,
  why: "Engines and file systems make one name of the two.",
  help: message`Rename one of the two.`,
});

export const duplicateStep = defineDiagnostic({
  code: "link/duplicate-step",
  severity: "error",
  message: message`Flow "${"flow"}" has two steps or loops named "${"name"}".`,
  why: "Runs, logs and artifacts name a step by its name in the flow.",
  help: message`Rename one of the two.`,
});

export const similarStep = defineDiagnostic({
  code: "link/similar-step",
  severity: "error",
  message: message`In flow "${"flow"}", the names "${"name"}" and "${"other"}" differ only by case, or by "-" and "_".`,
  why: "Engines make one name of the two.",
  help: message`Rename one of the two.`,
});

export const duplicateHandler = defineDiagnostic({
  code: "link/duplicate-handler",
  severity: "error",
  message: message`Flow "${"flow"}" has two ${"what"} handlers.`,
  why: "A run ends once: one handler of each kind runs then.",
  help: message`Let one handler do both.`,
});

export const handlerInBody = defineDiagnostic({
  code: "link/handler-in-body",
  severity: "error",
  message: message`Handler "${"handler"}" is declared inside ${"owner"}.`,
  why: "A handler belongs to the whole run, not to an item or a branch.",
  help: message`Declare it in the body of the flow itself.`,
});

export const handlerOption = defineDiagnostic({
  code: "link/handler-option",
  severity: "error",
  message: message`Handler "${"handler"}" has "after"; a handler waits for the whole run.`,
  help: message`Remove "after".`,
});

export const otherwiseTwice = defineDiagnostic({
  code: "link/otherwise-twice",
  severity: "error",
  message: message`A branch of flow "${"flow"}" has more than one otherwise().`,
  why: "Exactly one of two bodies runs.",
  help: message`Keep one otherwise(), or nest another when() in it.`,
});

export const unknownFlow = defineDiagnostic({
  code: "link/unknown-flow",
  severity: "error",
  message: message`Call "${"call"}" is of flow "${"flow"}", which is not among the definitions.`,
  why: "A called flow is built together with its caller.",
  help: message`Export the flow from a file that the config names under "definitions".`,
});

export const unknownPool = defineDiagnostic({
  code: "link/unknown-pool",
  severity: "error",
  message: message`${"step"} asks for GPUs of pool "${"pool"}", which is not among the definitions.`,
  help: message`Export the pool from a file that the config names under "definitions".`,
});

export const absentInEnvironment = defineDiagnostic({
  code: "link/absent-in-environment",
  severity: "error",
  message: message`Call "${"call"}" is of flow "${"flow"}", which is left out in environment "${"environment"}".`,
  why: "There the call would have nothing to run.",
  help: message`Name the environment in the called flow, or leave the caller out there too: environments: […].`,
});

export const unknownEnvironment = defineDiagnostic({
  code: "link/unknown-environment",
  severity: "error",
  message: message`Flow "${"flow"}" names environment "${"environment"}", which the config does not have.`,
  why: "The flow would be left out everywhere, without a word.",
});

export const unknownTarget = defineDiagnostic({
  code: "link/unknown-target",
  severity: "error",
  message: message`Flow "${"flow"}" names target "${"target"}", which the config does not have.`,
  why: "Nothing would be built for it, without a word.",
  help: message`Add the target to "targets" in millwright.config.ts, or remove it here.`,
});

export const unknownImage = defineDiagnostic({
  code: "link/unknown-image",
  severity: "error",
  message: message`Image "${"image"}" is not in images.lock.toml.`,
  why: "The file pins each name to what was built and tested.",
  help: message`Run millwright images set ${"image"}=REPOSITORY:TAG@sha256:DIGEST.`,
});

export const imageLock = defineDiagnostic({
  code: "link/image-lock",
  severity: "error",
  message: message`In images.lock.toml, ${"what"} is ${"found"}; it must be ${"expected"}.`,
  help: message`Run millwright images set NAME=REPOSITORY:TAG@sha256:DIGEST, which writes it.`,
});

export const scriptFile = defineDiagnostic({
  code: "link/script-file",
  severity: "error",
  message: message`The program of script "${"script"}", "${"file"}", ${"problem"}.`,
  help: message`Write a path relative to the definition, such as "./train.py".`,
});

export const callCycle = defineDiagnostic({
  code: "link/call-cycle",
  severity: "error",
  message: message`Flows call each other in a circle: ${"circle"}.`,
  why: "A called flow is built into its caller; a circle would have no end.",
  help: message`Remove one of the calls, or loop with repeatUntil().`,
});

export const callDepth = defineDiagnostic({
  code: "link/call-depth",
  severity: "error",
  message: message`Flow "${"flow"}" calls flows that call flows, more than ${"limit"} levels deep.`,
  why: "A called flow is built into its caller, and nobody could read what comes out.",
  help: message`Call the inner flows from one flow, one after the other.`,
});

export const unknownArgument = defineDiagnostic({
  code: "link/unknown-argument",
  severity: "error",
  message: message`${"what"} gives parameter "${"param"}", which flow "${"flow"}" does not have.`,
  help: message`Remove it, or declare it in flow "${"flow"}".`,
});

export const missingArgument = defineDiagnostic({
  code: "link/missing-argument",
  severity: "error",
  message: message`Call "${"call"}" does not give parameter "${"param"}" of flow "${"flow"}", which has no default.`,
  help: message`Give it: { ${"param"}: … }.`,
});

export const argumentType = defineDiagnostic({
  code: "link/argument-type",
  severity: "error",
  message: message`Parameter "${"param"}" of flow "${"flow"}" is given ${"found"}; it must be ${"expected"}.`,
  why: "Engines hand over parameters as text: the step would read it as something else, or fail.",
  help: message`Give "${"param"}" ${"expected"}, or change its type where the flow declares it.`,
});

export const defaultType = defineDiagnostic({
  code: "link/default-type",
  severity: "error",
  message: message`The default of parameter "${"param"}" is ${"found"}; it must be ${"expected"}.`,
  why: "zod does not check a default, and the run would begin with it.",
  help: message`Give "${"param"}" ${"expected"} as its default, or change its type.`,
});

export const scheduleMissesParameter = defineDiagnostic({
  code: "link/schedule-misses-parameter",
  severity: "error",
  message: message`${"what"} does not give parameter "${"param"}", which has no default.`,
  why: "Nobody is there to give it when the run is due.",
  help: message`Give it: params: ({ scheduledAt }) => ({ ${"param"}: … }), or give it a default.`,
});

export const sparkOutput = defineDiagnostic({
  code: "link/spark-output",
  severity: "error",
  message: message`Output "${"output"}" of Spark application "${"step"}" is ${"found"}; it must be an artifact.`,
  why: "A Spark application hands nothing back to the engine but files.",
  help: message`Declare artifact("parquet"), and read values from it in a following step.`,
});
