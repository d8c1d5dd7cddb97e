import type { Judged } from "./cross-validate.ts";

/** How good verdicts are, in numbers. */
export interface Figures {
  readonly logs: number;
  readonly accuracy: number;
  readonly macroF1: number;
  /** Right among the verdicts that were not abstained from, and how many those are. */
  readonly answered: number;
  readonly precisionOfAnswers: number;
  readonly proposals: number;
  /** Right class, and a log that a change of config can fix. */
  readonly precisionOfProposals: number;
  /** Proposals on logs that no change of config can fix. */
  readonly unsafe: number;
  /** Of the logs that a change of config can fix, those with a right proposal. */
  readonly recallOfFixable: number;
  readonly reliability: readonly ReliabilityBin[];
}

export interface ReliabilityBin {
  readonly from: number;
  readonly logs: number;
  readonly stated: number;
  readonly right: number;
}

export function figuresOf(judged: readonly Judged[]): Figures {
  const isRight = ({ sample, verdict }: Judged): boolean => sample.class === verdict.class;
  const answers = judged.filter(({ verdict }) => verdict.action !== "abstain");
  const proposals = judged.filter(({ verdict }) => verdict.action === "propose");
  const fixable = judged.filter(({ sample }) => sample.fixField !== null);
  return {
    logs: judged.length,
    accuracy: share(judged, isRight),
    macroF1: macroF1(judged),
    answered: answers.length / judged.length,
    precisionOfAnswers: share(answers, isRight),
    proposals: proposals.length,
    precisionOfProposals: share(proposals, (one) => isRight(one) && one.sample.fixField !== null),
    unsafe: proposals.filter(({ sample }) => sample.fixField === null).length,
    recallOfFixable: share(fixable, (one) => one.verdict.action === "propose" && isRight(one)),
    reliability: reliability(judged, isRight),
  };
}

function share<T>(of: readonly T[], holds: (one: T) => boolean): number {
  return of.length === 0 ? 1 : of.filter(holds).length / of.length;
}

function macroF1(judged: readonly Judged[]): number {
  const classes = [...new Set(judged.map(({ sample }) => sample.class))];
  const scores = classes.map((name) => {
    const [meant, said] = [judged.filter(({ sample }) => sample.class === name), judged.filter(({ verdict }) => verdict.class === name)];
    const right = meant.filter(({ verdict }) => verdict.class === name).length;
    return (2 * right) / (meant.length + said.length || 1);
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

const edges = [0, 0.5, 0.7, 0.85, 0.95];

function reliability(judged: readonly Judged[], isRight: (one: Judged) => boolean): readonly ReliabilityBin[] {
  return edges.map((from, index) => {
    const own = judged.filter(({ verdict }) => verdict.confidence >= from && verdict.confidence < (edges[index + 1] ?? 2));
    const stated = own.reduce((sum, { verdict }) => sum + verdict.confidence, 0) / (own.length || 1);
    return { from, logs: own.length, stated, right: share(own, isRight) };
  });
}
