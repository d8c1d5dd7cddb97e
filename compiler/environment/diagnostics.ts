import { defineDiagnostic, message } from "../diagnostics/diagnostic.ts";

export const imageLockUnreadable = defineDiagnostic({
  code: "load/image-lock",
  severity: "error",
  message: message`File "${"file"}" cannot be read: ${"problem"}.`,
  why: "The images of all flows come from it.",
  help: message`Mend it by hand, or take it back from the last commit; \`millwright images set NAME=REFERENCE\` writes it.`,
});

export const targetUnknown = defineDiagnostic({
  code: "load/target-unknown",
  severity: "error",
  message: message`The config names the target "${"name"}", which this version does not have.`,
  why: "Nothing would be built for it.",
});

export const targetOptions = defineDiagnostic({
  code: "load/target-options",
  severity: "error",
  message: message`Option "${"option"}" of target "${"target"}" is ${"found"}; expected ${"expected"}.`,
});

export const gitopsOptions = defineDiagnostic({
  code: "load/gitops-options",
  severity: "error",
  message: message`Option "${"option"}" of "gitops" is ${"found"}; expected ${"expected"}.`,
  why: "Objects that say something else than was meant would apply it to a cluster by themselves.",
});

export const ruleCrashed = defineDiagnostic({
  code: "check/rule-crashed",
  severity: "error",
  message: message`Rule "${"rule"}" ended with an error of its own: ${"error"}.`,
  why: "This is a mistake of Millwright or of the package that brings the rule; what the rule would have found is not known.",
  help: message`Please report it with this message and the definition.`,
});
