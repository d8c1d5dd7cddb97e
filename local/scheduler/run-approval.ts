/** Approvals: somebody says yes or no; no answer in time means no (meaning.md, rule 23). */
import type { PlannedApproval } from "../../compiler/plan.ts";
import { parseDuration } from "../../schema/words/quantities.ts";
import type { Outcome } from "./instance.ts";
import { haltWhereAsked, type Machine } from "./machine.ts";
import { newInstance } from "./new-instance.ts";
import type { Scope } from "./scope.ts";

export function runApproval(machine: Machine, planned: PlannedApproval, scope: Scope, done: (outcome: Outcome) => void): void {
  const { node } = planned;
  const instance = newInstance(machine, planned, scope, "waiting");
  const startedAt = machine.options.waitingSince?.(instance.path) ?? machine.now;
  instance.attempts = [{ startedAt }];
  const expires = node.expires === undefined ? undefined : parseDuration(node.expires);
  const end = (status: "succeeded" | "failed" | "cancelled", message: string): void => {
    cancelExpiry();
    machine.waiting.delete(instance);
    instance.status = status;
    instance.message = message;
    const reason = status === "succeeded" ? "Completed" : "Error";
    instance.attempts = [{ startedAt, finishedAt: machine.now, reason, message }];
    if (status === "failed") haltWhereAsked(scope);
    machine.queue.push(() => done(status === "succeeded" ? "succeeded" : "failed"));
  };
  const cancelExpiry =
    expires === undefined
      ? () => undefined
      : machine.timers.at(startedAt + expires, () => end("failed", `Nobody approved within ${node.expires}.`));
  machine.waiting.set(instance, {
    scope,
    answer: (answer) => (answer === "yes" ? end("succeeded", "Approved.") : end("failed", "Rejected.")),
    cancel: () =>
      machine.halted === "timeout" ? end("failed", "The time of the flow was over.") : end("cancelled", "The run ended before an answer."),
  });
  machine.actions.push({ do: "ask", instance, planned });
}
