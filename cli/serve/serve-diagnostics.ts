/** What can be wrong with how the receiver is started. Their pages are in `pages/`. */
import { defineDiagnostic, message } from "../../compiler/diagnostics/diagnostic.ts";

export const noSecret = defineDiagnostic({
  code: "serve/no-secret",
  severity: "error",
  message: message`No variable of the environment holds a secret of 16 characters or more: expected one of ${"variables"}.`,
  why: "Whoever can reach the receiver could otherwise make it work.",
  help: message`Give the sender and the receiver the same long random text.`,
});

export const queueBusy = defineDiagnostic({
  code: "serve/queue-busy",
  severity: "error",
  message: message`Another server has the queue "${"folder"}": ${"owner"}.`,
  why: "Two servers on one queue would do each job twice.",
  help: message`End the other one, or name another folder with \`--queue\`.`,
});
