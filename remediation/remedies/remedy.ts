/** What a remedy is: the field that a verdict names against a class of failure, and how much it is changed in a definition. */
import type { PropertyPath } from "../../compiler/diff/described.ts";
import type { Flow, GpuPool, Program, Step } from "../../compiler/program.ts";
import type { Asked, Fact, Measured } from "../../runs/read/observation.ts";
import type { StepHistory } from "../../runs/step-history.ts";
import type { Proposal, Scalar } from "../proposal.ts";
import type { Remedy } from "../verdict.ts";

/** What the words of a verdict are chosen by: the text that it rests on, in lower case, and what the platform says. */
export interface Choice {
  readonly text: string;
  readonly asked: Asked;
  readonly measured: Measured;
  /** Whether the platform's own status decided: else no number may be given. */
  readonly measuredByPlatform: boolean;
}

/** What a change is chosen by: the definition, what the platform measured and said, and what is remembered of the step. No text of the workload. */
export interface Situation {
  readonly program: Program;
  readonly flow: Flow;
  readonly step: Step;
  /** The pool that the step's GPUs are of, where it asks for some. */
  readonly pool: GpuPool | undefined;
  /** The field that the verdict names, of a closed list: "spark.driver.memory". */
  readonly field: string | null;
  /** What the platform calls what failed: of Spark, it ends in "-driver" or "-exec-3". */
  readonly name: string;
  /** What the platform said. */
  readonly facts: readonly Fact[];
  readonly asked: Asked;
  readonly measured: Measured;
  readonly history?: StepHistory;
}

/** The change of one field: of the step, unless it says otherwise. */
export type Change = Pick<Proposal, "from" | "to" | "formula" | "observed" | "bound"> & {
  readonly path: PropertyPath;
  /** The node that the field is of, where it is not the step; null for the flow itself. */
  readonly node?: string | null;
  /** A person has to look, whatever said so. */
  readonly review?: true;
  readonly alongside?: readonly CompanionChange[];
};

/** What changes with it, because the field alone would be wrong. */
export interface CompanionChange {
  readonly path: PropertyPath;
  readonly node?: string | null;
  readonly from: Scalar | null;
  readonly to: Scalar;
  readonly formula: string;
}

/** What is known against one class of failure. */
export interface ClassRemedy {
  /** The field and the rule, in a platform engineer's words; a field "" says that nothing is to be set. */
  readonly words: (choice: Choice) => Remedy;
  /** The change, or in a sentence why there is none. */
  readonly change: (situation: Situation) => Change | string;
}

/** Words that are the same for every failure of the class. */
export function always(field: string, rule: string): ClassRemedy["words"] {
  return () => ({ field, from: null, to: null, rule });
}

/** The words of the first option whose word stands in the text; the last has none. */
export function byText(...options: readonly (readonly [word: string | null, field: string, rule: string])[]): ClassRemedy["words"] {
  return ({ text }) => {
    const [, field = "", rule = ""] = options.find(([word]) => word === null || word.split("|").some((one) => text.includes(one))) ?? [];
    return { field, from: null, to: null, rule };
  };
}
