/** What is said about the comments, overrides and baselines themselves. */
import { defineDiagnostic } from "../diagnostics/diagnostic.ts";
import { message } from "../diagnostics/message.ts";

export const needsCode = defineDiagnostic({
  code: "check/suppression-needs-code",
  severity: "error",
  message: message`A "millwright-ignore" comment names no code.`,
  why: "It would silence whatever is found there later too.",
  help: message`Name what it silences, as in \`// millwright-ignore check/image-latest: only a test\`.`,
});

export const needsReason = defineDiagnostic({
  code: "check/suppression-needs-reason",
  severity: "error",
  message: message`A comment silences "${"codes"}" without a reason.`,
  why: "Whoever reads it later cannot tell whether it still holds. Until it has one, it silences nothing.",
  help: message`Add why after a colon, as in \`// millwright-ignore ${"codes"}: waits for the new pool until 2027-01-31\`.`,
});

export const badDate = defineDiagnostic({
  code: "check/suppression-date",
  severity: "error",
  message: message`A comment silences "${"codes"}" until "${"date"}", where a date such as 2027-01-31 is expected.`,
  why: "Without a date that can be read, it would silence for ever, so it silences nothing.",
  help: message`Write year, month and day, or leave \`until\` out.`,
});

export const expired = defineDiagnostic({
  code: "check/suppression-expired",
  severity: "warning",
  message: message`A comment silenced "${"code"}" until ${"date"}, which is over: ${"reason"}.`,
  why: "What it waited for should be done by now, so the finding is shown again.",
  help: message`Mend the finding, or give the comment a later date.`,
});

export const unused = defineDiagnostic({
  code: "check/suppression-unused",
  severity: "warning",
  message: message`A comment silences "${"code"}", but nothing of that code is found on its line.`,
  why: "It would hide the next finding of that code there, for a reason that no longer holds.",
  help: message`Remove it, or move it to the line before the finding.`,
});

export const notAllowed = defineDiagnostic({
  code: "check/suppression-not-allowed",
  severity: "error",
  message: message`A comment silences "${"code"}", which cannot be silenced.`,
  why: "The artifact would be refused by its engine, or mean something else than the definition.",
  help: message`Mend the finding and remove the comment.`,
});

export const severityNotAllowed = defineDiagnostic({
  code: "check/severity-not-allowed",
  severity: "error",
  message: message`The config gives "${"code"}" the severity "${"wanted"}", but it is an error that no config can change.`,
  why: "The artifact would be refused by its engine, or mean something else than the definition.",
  help: message`Remove "${"code"}" from \`rules\` in millwright.config.ts.`,
});

export const severityUnknownCode = defineDiagnostic({
  code: "check/severity-unknown-code",
  severity: "error",
  message: message`The config gives a severity to "${"code"}", which is no code of a finding.`,
  why: "A code that is misspelt changes nothing, and nothing would say so.",
  help: message`Write the code as \`millwright check\` shows it.`,
});

export const baselineUnreadable = defineDiagnostic({
  code: "check/baseline-unreadable",
  severity: "error",
  message: message`The baseline cannot be read: ${"problem"}.`,
  why: "Without it, what it holds would be shown as new, or what is new would be hidden.",
  help: message`Write it again with \`millwright check --write-baseline\`.`,
});
