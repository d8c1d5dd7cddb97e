import type { Fact } from "../../runs/read/observation.ts";
import type { FailureClass } from "../classes.ts";
import type { Strength } from "../rules/rule.ts";
import type { Hit, Rulebook } from "../text/rulebook.ts";
import { exitCodes, type Meaning, reasons } from "./reasons.ts";

/** What the facts of a subject hit: by their reason, by their exit code, and by their text. */
export function statusHits(facts: readonly Fact[], rulebook: Rulebook): readonly Hit[] {
  return facts.flatMap((fact) => [...reasonHits(fact), ...textHits(fact, rulebook)]);
}

function reasonHits(fact: Fact): readonly Hit[] {
  const { reason, exitCode } = fact;
  const known = reason !== null && Object.hasOwn(reasons, reason) ? reasons[reason] : undefined;
  const byReason = known === undefined || reason === null ? [] : [hitOf(fact, known, `status/${reason}`)];
  // A reason says why; the code then only how.
  const meaning = known === undefined && exitCode !== null ? exitCodes[exitCode] : undefined;
  const byCode = meaning === undefined ? [] : [hitOf(fact, meaning, `status/exit-code-${exitCode}`)];
  return [...evictionHits(fact), ...byReason, ...byCode];
}

/** An eviction is for what the node lacks, which only its message says. */
function evictionHits(fact: Fact): readonly Hit[] {
  if (fact.reason !== "Evicted") return [];
  const message = fact.message.toLowerCase();
  const name: FailureClass = /ephemeral|disk|emptydir|nodefs|imagefs|inode/.test(message)
    ? "disk.evicted"
    : message.includes("memory")
      ? "mem.host_oom"
      : "node.lost";
  return [hitOf(fact, { class: name, strength: name === "node.lost" ? 2 : 3 }, "status/Evicted")];
}

function hitOf(fact: Fact, { class: name, strength }: Meaning, id: string): Hit {
  return { rule: ruleOf(id, name, strength), says: id, line: { number: fact.line ?? 0, text: sayFact(fact) }, rung: fact.rung };
}

function ruleOf(id: string, name: FailureClass, strength: Strength): Hit["rule"] {
  return { id, class: name, strength, says: [], unless: [], along: [], notAlong: [] };
}

/** "OOMKilled, exit code 137: …". */
export function sayFact({ reason, exitCode, message }: Fact): string {
  const words = [reason, exitCode === null ? null : `exit code ${exitCode}`].filter((word) => word !== null).join(", ");
  return words === "" ? message : message === "" ? words : `${words}: ${message}`;
}

function textHits(fact: Fact, rulebook: Rulebook): readonly Hit[] {
  if (fact.message === "") return [];
  const lines = fact.message
    .split("\n")
    .slice(0, 200)
    .map((text) => ({ number: fact.line ?? 0, text: text.slice(0, 4000) }));
  return rulebook.hits(lines).map((hit) => ({ ...hit, rung: fact.rung }));
}
