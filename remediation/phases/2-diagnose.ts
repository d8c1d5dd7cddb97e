/** Phase 2: says what went wrong. Reads nothing and writes nothing. */
import { noOrigin, type Rung, rungs, type Subject } from "../../runs/read/observation.ts";
import type { FailureClass } from "../classes.ts";
import type { Classifier, ModelCard } from "../model/classifier.ts";
import { featuresOf } from "../model/features.ts";
import { safeLine } from "../redact/safe-line.ts";
import { remedyOf } from "../remedies/remedy-of.ts";
import { sayFact, statusHits } from "../status/status-hits.ts";
import type { Digest, LogLine } from "../text/digest.ts";
import { isForeign } from "../text/foreign.ts";
import type { Hit, Rulebook } from "../text/rulebook.ts";
import type { Action, EvidenceLine, Verdict } from "../verdict.ts";
import { cellOf } from "../weigh/cells.ts";
import { endsWell } from "../weigh/ends-well.ts";
import { type Cause, rankCauses } from "../weigh/rank-causes.ts";

/** What is to be judged: a log, what the platform says, or both. */
export interface Case {
  readonly input: string;
  readonly subject: Subject | null;
  readonly digest: Digest;
}

export interface DiagnoseTools {
  readonly rulebook: Rulebook;
  readonly card: ModelCard;
  /** Absent: rules only. */
  readonly classifier: Classifier | undefined;
}

/** Below this a class is not said to be known. */
const reportFrom = 0.5;
/** What the model has to think of the class that rules name, to count as a second voice. */
const agreeFrom = 0.3;
/** What its second choice has to be worth. */
const considerFrom = 0.15;
/** Below this nothing is proposed, whoever agrees. */
const proposeFrom = 0.8;
const mostEvidence = 8;

/**
 * The verdict on a case.
 *
 * The platform's status decides first; a success ends it. Then the rules rank causes, and the classifier, which knows nothing of the rules, is the second
 * voice: a change is proposed only where two independent voices agree, or the platform's own status names the cause.
 */
export async function diagnose({ input, subject, digest }: Case, tools: DiagnoseTools): Promise<Verdict> {
  const facts = subject?.facts ?? [];
  const known = { input, subject: subject?.id ?? null, origin: subject?.origin ?? noOrigin, model: tools.classifier?.version ?? null };
  if (subject?.outcome === "succeeded") return calm(known, 0.99, "status/succeeded", []);
  const textHits = tools.rulebook.hits(digest.lines);
  const hits = [...statusHits(facts, tools.rulebook), ...textHits];
  const success = facts.length === 0 ? endsWell(digest.lines, textHits) : undefined;
  if (success !== undefined) return calm(known, 0.95, "text/succeeded", evidenceOf([success]));
  const lines = [...digest.lines, ...facts.map((fact) => ({ number: fact.line ?? 0, text: sayFact(fact) }))];
  const chances = await tools.classifier?.classify(featuresOf(lines));
  const ranked = rankCauses(hits);
  const judged = judge({
    ranked,
    hits,
    chances,
    card: tools.card,
    lines,
    failed: subject?.outcome === "failed",
    hasLog: digest.lines.length > 0,
  });
  const { class: name, cause, confidence } = judged;
  if (name === "benign")
    return { ...calm(known, confidence, cause?.rule ?? null, []), ...(confidence < reportFrom && { action: "abstain" as const }) };
  const byPlatform = cause !== undefined && cause.class === name && isPlatform(cause.rung);
  const remedy = remedyOf(name, {
    text: (cause?.hits ?? []).map(({ line }) => line.text.toLowerCase()).join("\n"),
    asked: subject?.asked ?? {},
    measured: subject?.measured ?? {},
    measuredByPlatform: byPlatform,
  });
  const helps = remedy !== null && remedy.field !== "";
  const action: Action = confidence < reportFrom ? "abstain" : helps && judged.agreed && confidence >= proposeFrom ? "propose" : "report";
  return {
    ...known,
    class: name,
    confidence: round(confidence),
    action,
    remedy: action === "propose" ? remedy : null,
    safety: byPlatform ? "safe" : "review",
    evidence: evidenceOf(evidenceLines(cause?.class === name ? cause.hits : [], lines)),
    rule: cause?.class === name ? cause.rule : null,
  };
}

interface Judgement {
  readonly class: FailureClass;
  readonly cause: Cause | undefined;
  readonly confidence: number;
  /** Whether two independent voices say so. */
  readonly agreed: boolean;
}

interface Voices {
  readonly ranked: readonly Cause[];
  readonly hits: readonly Hit[];
  readonly chances: ReadonlyMap<FailureClass, number> | undefined;
  readonly card: ModelCard;
  readonly lines: readonly LogLine[];
  /** Whether the platform says that it failed. */
  readonly failed: boolean;
  /** Whether there is a log that the model can have read. */
  readonly hasLog: boolean;
}

function judge({ ranked, hits, chances, card: { calibration }, lines, failed, hasLog }: Voices): Judgement {
  const [cause] = ranked;
  const favourite = chances === undefined ? undefined : [...chances].reduce((best, one) => (one[1] > best[1] ? one : best));
  const chanceOfCause = cause === undefined ? 0 : (chances?.get(cause.class) ?? 0);
  const confidence = calibration[cellOf(cause, favourite, chanceOfCause)] ?? 0;
  if (cause !== undefined && isPlatform(cause.rung) && cause.strength > 1) {
    const agreed = cause.strength === 3 || favourite?.[0] === cause.class || ranked.length === 1;
    return { class: cause.class, cause, confidence: cause.strength === 3 ? 0.97 : 0.85, agreed };
  }
  const isQuiet = !failed && !lines.some(isAlarming);
  if (cause === undefined && isQuiet) return { class: "benign", cause, confidence: calibration["quiet"] ?? 0, agreed: false };
  const isWeak = cause === undefined || (cause.strength === 1 && cause.class === "code.exception");
  if (isWeak && (hasLog || !failed) && favourite !== undefined && favourite[0] !== "benign" && favourite[1] >= reportFrom)
    return { class: favourite[0], cause, confidence, agreed: false };
  if (cause === undefined)
    return { class: failed ? "code.exception" : "benign", cause, confidence: Math.min(confidence, 0.4), agreed: false };
  const agreed = hasSecondVoice(cause, chances, chanceOfCause) && isLastWord(cause, hits);
  return { class: cause.class, cause, confidence, agreed };
}

/** Whether the model thinks so, too: as the likeliest, or, of what rules are certain of, as the second. Without the model nothing seconds a log. */
function hasSecondVoice({ class: name, strength }: Cause, chances: ReadonlyMap<FailureClass, number> | undefined, chance: number): boolean {
  if (chances === undefined || strength === 1) return false;
  const likelier = [...chances].filter(([other, own]) => other !== name && own > chance).length;
  return (likelier === 0 && chance >= agreeFrom) || (likelier === 1 && strength === 3 && chance >= considerFrom);
}

/** Troubles that programs live through: where another error comes later, they were not the end. */
const passing: ReadonlySet<FailureClass> = new Set(["net.transient", "net.rate_limit"]);

function isLastWord({ class: name, hits: own }: Cause, hits: readonly Hit[]): boolean {
  if (!passing.has(name)) return true;
  const last = Math.max(...own.map(({ line }) => line.number));
  return hits.every(({ rule, line }) => rule.class === name || line.number <= last + 3 || isForeign(line.text));
}

const alarm = /\b(?:error|exception|fail(?:ed|ure|ing)?|fatal|traceback|killed|denied|panic|abort(?:ed)?)\b/i;

function isAlarming({ text }: LogLine): boolean {
  const head = text.slice(0, 600);
  return (
    alarm.test(head) &&
    !/\b(?:WARN(?:ING)?|INFO|DEBUG|TRACE)\b|\b0 (?:errors|failed|failures)\b|DataXceiver|Unable to register/.test(head) &&
    !isForeign(text)
  );
}

function isPlatform(rung: Rung): boolean {
  return rungs.indexOf(rung) < rungs.indexOf("workload");
}

type Known = Pick<Verdict, "input" | "subject" | "origin" | "model">;

/** Nothing failed, so nothing is to be done. */
function calm(known: Known, confidence: number, rule: string | null, evidence: readonly EvidenceLine[]): Verdict {
  const safety = rule === "status/succeeded" ? "safe" : "review";
  return { ...known, class: "benign", confidence: round(confidence), action: "none", remedy: null, safety, evidence, rule };
}

/** The lines of the cause, each once, or the last lines where no rule spoke. */
function evidenceLines(hits: readonly Hit[], lines: readonly LogLine[]): readonly LogLine[] {
  if (hits.length === 0) return lines.filter(isAlarming).slice(-3);
  const strongest = hits[0]?.rule.strength ?? 1;
  return hits.filter(({ rule }) => rule.strength === strongest || rule.strength > 1).map(({ line }) => line);
}

function evidenceOf(lines: readonly LogLine[]): readonly EvidenceLine[] {
  const safe = new Map<string, EvidenceLine>();
  for (const { number, text } of lines) {
    const shown = safeLine(text);
    const isTold = [...safe.keys()].some((other) => other.endsWith(shown));
    if (shown !== "" && !isTold) safe.set(shown, { line: number > 0 ? number : null, text: shown });
    if (safe.size === mostEvidence) break;
  }
  return [...safe.values()];
}

function round(confidence: number): number {
  return Math.round(confidence * 1000) / 1000;
}
