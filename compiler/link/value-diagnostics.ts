/** What phase 3 says of values: their types, and where they may be used. */
import { defineDiagnostic, message } from "../diagnostics/diagnostic.ts";

export const compareTypes = defineDiagnostic({
  code: "link/compare-types",
  severity: "error",
  message: message`${"left"} (${"leftType"}) is compared with ${"right"} (${"rightType"}).`,
  why: "Engines disagree about unlike types: some compare their text, some never hold, some fail the run.",
});

export const unknownMember = defineDiagnostic({
  code: "link/unknown-member",
  severity: "error",
  message: message`${"what"} is never "${"member"}".`,
  why: "The comparison would always decide the same.",
});

export const optionalWithoutDefault = defineDiagnostic({
  code: "link/optional-without-default",
  severity: "error",
  message: message`${"what"} may be missing, and is used without a default.`,
  why: "Engines differ in what a missing value is: empty text, null, or a failed run.",
  help: message`Say what holds then: .orElse(…).`,
});

export const orElseType = defineDiagnostic({
  code: "link/or-else-type",
  severity: "error",
  message: message`The default of ${"what"} is ${"found"}; it must be ${"expected"}.`,
  help: message`Give orElse() a value of the same type, and only where the value is optional.`,
});

export const artifactAsValue = defineDiagnostic({
  code: "link/artifact-as-value",
  severity: "error",
  message: message`${"what"} is an artifact, and is used as a value.`,
  why: "An artifact is a file or folder in the artifact store; it has no text.",
  help: message`Take it in a step: inputs: { file: … }, and name inputs.file.path in the command.`,
});

export const valueType = defineDiagnostic({
  code: "link/value-type",
  severity: "error",
  message: message`${"what"} is ${"found"}; ${"where"} needs ${"expected"}.`,
});

export const loopNeedsList = defineDiagnostic({
  code: "link/loop-needs-list",
  severity: "error",
  message: message`Loop "${"loop"}" is over ${"what"}, which is ${"found"}; only a list can be looped over.`,
  help: message`Declare the output as z.array(…), or loop over range(count).`,
});

export const noValue = defineDiagnostic({
  code: "link/no-value",
  severity: "error",
  message: message`${"use"} is ${"found"}; it must be a value.`,
  why: "Engines hand over text: there is none for nothing.",
  help: message`Give a value: an output, a parameter, a constant. For an optional value say what holds without it: .orElse(…).`,
});

export const unlikeItems = defineDiagnostic({
  code: "link/unlike-items",
  severity: "error",
  message: message`${"what"} holds values of unlike types, or null, so its members have no type in common.`,
  why: "Each member is handed to the same step: its type must be known.",
  help: message`Give all members the same type and the same fields.`,
});

export const joinTypes = defineDiagnostic({
  code: "link/join-types",
  severity: "error",
  message: message`The bodies of a branch give ${"first"} and ${"other"} for the same name.`,
  why: "Whoever uses the result cannot know which body ran.",
  help: message`Let all bodies return the same type under one name.`,
});

export const referenceInLiteral = defineDiagnostic({
  code: "link/reference-in-literal",
  severity: "error",
  message: message`${"what"} is data that holds a value known only while the flow runs.`,
  why: "Engines hand over data as text; a value inside it would have to be put together by a program.",
  help: message`Pass the values one by one, make JSON text with json({ … }), or let a step write the list.`,
});

export const outOfScope = defineDiagnostic({
  code: "link/out-of-scope",
  severity: "error",
  message: message`${"what"} belongs to ${"owner"} and is used outside it.`,
  why: "A body runs for each item, or perhaps not at all; a value leaves it only by being returned.",
});

export const attemptOutsideStep = defineDiagnostic({
  code: "link/attempt-outside-step",
  severity: "error",
  message: message`run.attempt is used outside a step's own command and environment.`,
  why: "It is the number of that step's attempt; nothing else has attempts.",
  help: message`Use it in command or env of the step whose attempts you mean.`,
});

export const statusOutsideHandler = defineDiagnostic({
  code: "link/status-outside-handler",
  severity: "error",
  message: message`status is used outside the command of a handler.`,
  why: "How a run ended is known only once it has ended.",
  help: message`Use it in the command of onExit() or onFailure().`,
});

export const handlerUsesStep = defineDiagnostic({
  code: "link/handler-uses-step",
  severity: "error",
  message: message`Handler "${"handler"}" uses ${"what"}.`,
  why: "A handler runs however the run ended: the step may not have run.",
  help: message`Use params, run and status, and let the step itself write what the handler needs to a known place.`,
});

export const portOutsideStep = defineDiagnostic({
  code: "link/port-outside-step",
  severity: "error",
  message: message`A path or input of a step's own command is used outside that command.`,
  why: "Paths lie in the container of one step; another does not see them.",
  help: message`Use the step's outputs: step("fit", …).outputs.model.`,
});

export const checkpointPath = defineDiagnostic({
  code: "link/checkpoint-path",
  severity: "error",
  message: message`${"step"} uses checkpoint.path without "checkpoint: true".`,
  why: "Without it there is no folder that survives the attempts.",
  help: message`Add checkpoint: true to the step.`,
});

export const cycle = defineDiagnostic({
  code: "link/cycle",
  severity: "error",
  message: message`${"step"} waits for ${"other"}, which waits for it.`,
  why: "Steps that wait for each other never run.",
  help: message`Remove one of the two uses.`,
});

export const scheduleValue = defineDiagnostic({
  code: "link/schedule-value",
  severity: "error",
  message: message`Parameter "${"param"}" of a schedule of flow "${"flow"}" uses ${"what"}; it may use scheduledAt alone.`,
  why: "A scheduled run's parameters are worked out before it starts.",
  help: message`Write a constant, or scheduledAt, scheduledAt.date.`,
});
