/** What can go wrong with the server of an engine. Their pages are in `pages/`. */
import { defineDiagnostic, message } from "../compiler/diagnostics/diagnostic.ts";

export const unreachable = defineDiagnostic({
  code: "server/unreachable",
  severity: "error",
  message: message`The server "${"server"}" did not answer "${"request"}": ${"reason"}.`,
  help: message`See that the address is right and reachable from here, and run the command again: it goes on from what is there.`,
});

export const refused = defineDiagnostic({
  code: "server/refused",
  severity: "error",
  message: message`The server "${"server"}" answered "${"request"}" with ${"status"}: ${"reason"}.`,
});

export const unexpectedAnswer = defineDiagnostic({
  code: "server/unexpected-answer",
  severity: "error",
  message: message`The answer to "${"request"}" is not as the interface has it: ${"reason"}.`,
  why: "What is not understood is not changed.",
  help: message`See that the address is that of the engine's server, and not of a page that stands before it.`,
});

export const notOwned = defineDiagnostic({
  code: "server/not-owned",
  severity: "error",
  message: message`The ${"what"} "${"name"}" on the server is not of platform "${"platform"}", environment "${"environment"}": it is ${"found"}.`,
  why: "Millwright changes only what it applied for this platform and environment.",
});

export const notStarted = defineDiagnostic({
  code: "server/not-started",
  severity: "error",
  message: message`The server made run "${"run"}" of flow "${"flow"}" and stopped it at once.`,
  why: "The workflow's run strategy lets one run at a time through, and another is under way.",
  help: message`Wait until the other run has ended, or leave \`concurrency\` out of the flow's schedules.`,
});

export const replacedValue = defineDiagnostic({
  code: "server/replaced-value",
  severity: "error",
  message: message`Parameter "${"param"}" of flow "${"flow"}" holds "${"found"}", which Kubeflow replaces.`,
  why: "The server puts the run's id, or a time, in its place, in the parameters that come with a run.",
});

export const unknownDue = defineDiagnostic({
  code: "server/unknown-due",
  severity: "error",
  message: message`Flow "${"flow"}" uses \`run.${"field"}\` in a step, which ${"engine"} gives to a run that is started by hand as ${"found"}.`,
  why: "The run would do its work for another time than the one that it stands in for.",
  help: message`Let the schedule compute a parameter with it, as in \`params: ({ scheduledAt }) => ({ day: scheduledAt.date })\`, and use that.`,
});

export const otherProgram = defineDiagnostic({
  code: "server/other-program",
  severity: "error",
  message: message`Flow "${"flow"}" is ${"found"} on the server, and program "${"expected"}" in the definitions.`,
  why: "The run would be of what the server has, not of what the definitions say.",
  help: message`Apply the definitions first, or check out the commit that was applied.`,
});
