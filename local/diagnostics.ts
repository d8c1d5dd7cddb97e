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

export const noContainerEngine = defineDiagnostic({
  code: "local/no-container-engine",
  severity: "error",
  message: message`No container engine answers: ${"said"}.`,
  why: "With --executor docker each step runs in its image, which Docker or Podman starts.",
  help: message`Start one of them, or run the commands as processes of this machine: --executor process.`,
});

export const imageNotThere = defineDiagnostic({
  code: "local/image-not-there",
  severity: "error",
  message: message`Image "${"image"}" of step "${"step"}" is not to be had: ${"engine"} ${"reason"}.`,
  why: "Images are there before the first step begins, so that no time of a step is spent on waiting for one.",
  help: message`Name an image that this machine may pull (log in to its registry first where it is private), or use --executor process.`,
});
