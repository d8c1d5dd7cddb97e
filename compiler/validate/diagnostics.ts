/** What phase 2 says of a record that a user wrote wrong. */
import { defineDiagnostic, message } from "../diagnostics/diagnostic.ts";

export const unknownField = defineDiagnostic({
  code: "validate/unknown-field",
  severity: "error",
  message: message`${"subject"} has no field "${"field"}".`,
  why: "A field that nobody reads would do nothing, without a word.",
});

export const missingField = defineDiagnostic({
  code: "validate/missing-field",
  severity: "error",
  message: message`${"subject"} has no "${"field"}"; it needs ${"expected"}.`,
  help: message`Add "${"field"}" there.`,
});

export const wrongType = defineDiagnostic({
  code: "validate/wrong-type",
  severity: "error",
  message: message`${"what"} is ${"found"}; it must be ${"expected"}.`,
  help: message`Write ${"expected"}.`,
});

export const memoryAmount = defineDiagnostic({
  code: "validate/memory",
  severity: "error",
  message: message`${"field"} of ${"subject"} is ${"found"}, which is no amount of memory.`,
  why: "Engines read the unit by its letters: a wrong one is refused there, or means another amount.",
  help: message`Write a number and its unit: "64Gi" (binary: Ki, Mi, Gi, Ti) or "64G" (decimal: k, M, G, T).`,
});

export const durationText = defineDiagnostic({
  code: "validate/duration",
  severity: "error",
  message: message`${"field"} of ${"subject"} is ${"found"}, which is no duration.`,
  why: "A number alone could mean seconds to one reader and minutes to another.",
  help: message`Write a number and its unit: "30s", "10m", "6h", "2d" (ms, s, m, h, d, w).`,
});

export const cpuAmount = defineDiagnostic({
  code: "validate/cpu",
  severity: "error",
  message: message`${"field"} of ${"subject"} is ${"found"}, which is no amount of processors.`,
  help: message`Write a number (8, 0.5), or thousandths of a processor ("500m").`,
});

export const nameGrammar = defineDiagnostic({
  code: "validate/name",
  severity: "error",
  message: message`The name ${"found"} of ${"what"} ${"problem"}.`,
  why: "Names become names of pods, files and fields on every engine, and few characters mean the same on all of them.",
  help: message`Write a short word such as "train-model".`,
});

export const tooMany = defineDiagnostic({
  code: "validate/too-many",
  severity: "error",
  message: message`Flow "${"flow"}" has ${"found"} ${"what"}; at most ${"limit"} are read.`,
  why: "No engine runs a graph of that size, and a reviewer cannot read it.",
  help: message`Loop with forEach() over a list, or split the flow and join its parts with call().`,
});

export const forgedRecord = defineDiagnostic({
  code: "validate/forged-record",
  severity: "error",
  message: message`The record of ${"subject"} is not one that Millwright writes: ${"found"}.`,
  why: "Definitions are evaluated as foreign code; what they leave is only taken where it is exactly of the expected form.",
  help: message`Make definitions with the functions of "millwright" alone. If you did, report this as a bug.`,
});
