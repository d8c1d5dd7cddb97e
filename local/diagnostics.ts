/** What keeps a flow from being run on this machine. */
import { defineDiagnostic, message } from "../compiler/diagnostics/diagnostic.ts";

export const noSpark = defineDiagnostic({
  code: "local/no-spark",
  severity: "error",
  message: message`Step "${"step"}" is a Spark application, which the local engine does not run.`,
  why: "It runs on the cluster's Spark operator; there is none on this machine.",
  help: message`Run one of the other steps with --only, or test the flow with simulate() from "millwright/testing".`,
});

export const secretMissing = defineDiagnostic({
  code: "local/secret-missing",
  severity: "error",
  message: message`Step "${"step"}" needs key "${"key"}" of ${"kind"} "${"name"}", and nobody gave it.`,
  why: "Secrets lie in the cluster. A run on this machine is given those that it needs, and keeps only their names.",
});
