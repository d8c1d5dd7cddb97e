/** What is at hand, and what grows, while one flow is lowered. */
import type { PlannedFlow, PlannedNode } from "../../../compiler/plan.ts";
import type { TargetContext } from "../../target.ts";
import type { MaestroOptions } from "../options.ts";
import type { Param } from "../schema.ts";
import type { TakeName } from "./names.ts";
import type { Frame, Given, StepDraft } from "./place.ts";

export interface Lowering {
  readonly plan: PlannedFlow;
  readonly context: TargetContext<MaestroOptions>;
  /** Ids are one list over all that is nested. */
  readonly takeId: TakeName;
  /** Names of parameters that are known in every place further in. */
  readonly takeParam: TakeName;
  /** Grows: the parameters of the workflow. */
  readonly params: Map<string, Param>;
  /** Names that a step's own parameters may not have, because a parameter of the workflow has them. */
  readonly isTaken: (name: string) => boolean;
  /** The name of the parameter that holds one dollar. */
  readonly dollar: string;
  /** The name of the parameter with the shell functions of all steps, once a step needs them. */
  readonly library: { current: string | undefined };
  readonly dispatch: Dispatch;
}

/** Lets a step begin: what comes before it is made to name it. */
export type Connect = (step: StepDraft) => void;

/** How each kind of node is lowered; bodies hold nodes that hold bodies, so it is handed down. */
export interface Dispatch {
  readonly lowerNode: (lowering: Lowering, frame: Frame, node: PlannedNode, connect: Connect) => Given;
}
