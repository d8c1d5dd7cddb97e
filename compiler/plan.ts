/**
 * The plan: each flow's meaning, made explicit once
 *
 * Targets, the local engine and `simulate` read the plan and nothing else, so that meaning.md is worked out in one place (phase 4).
 *
 * A flow is a tree of bodies. Each body is a small graph of its own: a node waits only for nodes of the same body. What a step inside a loop or a branch needs
 * from outside, the loop or branch as a whole waits for; values that cross into a body are listed as its `captures`, values that leave it as its `exports`.
 */
import type { Text } from "../schema/record.ts";
import type { Expression } from "../schema/values/expression.ts";
import type { ValueType } from "../schema/values/value-type.ts";
import type { Approval, Branch, Call, Flow, ForEach, RepeatUntil, Retry, Step } from "./program.ts";

export interface PlannedFlow {
  readonly flow: Flow;
  readonly body: PlannedBody;
  readonly onExit?: PlannedStep;
  readonly onFailure?: PlannedStep;
  /** Flows that it calls, directly or not, each once, in order of first use; planned like any other, without schedule and handlers. */
  readonly called: readonly PlannedFlow[];
  /** Hash of the flow's own program and of those it calls: 16 hexadecimal digits. */
  readonly programHash: string;
}

export interface PlannedBody {
  /** Its position among the flow's bodies. */
  readonly id: number;
  /** Every node after all that it needs; among equals, the order of the definition. */
  readonly nodes: readonly PlannedNode[];
  /**
   * Values and artifacts of enclosing bodies that something in here uses, fields included (`shard.uri`): outermost expressions that mean something outside (`output`, `item`, `gather`, `join`,
   * `last`, `result`), each once, in order of first use. Parameters of the flow and `run` are known everywhere and are not listed.
   */
  readonly captures: readonly Capture[];
  /**
   * Values and artifacts of this body that are used outside it, each once: what gathers, joins and results are made of, as the body returned it, and what decides a
   * `repeatUntil`. One that is not of this body is among its captures too.
   */
  readonly exports: readonly Capture[];
}

export interface Capture {
  readonly expression: Expression;
  readonly type: ValueType;
}

/** What a node waits for, in its own body. */
export interface Need {
  readonly node: number;
  /**
   * `succeeded`: a step succeeded, a loop finished, the body of a branch that was taken succeeded. `settled`: as `succeeded`, and a branch that was not taken counts as
   * done. If a needed node failed or was not run, this one is not run; if it was skipped, this one is skipped.
   */
  readonly done: "succeeded" | "settled";
}

interface PlannedBase {
  readonly needs: readonly Need[];
  /** Path of names from the flow's root, without positions: "per-shard/count"; unique in the flow. Branches have the path of their first step. */
  readonly path: string;
}

export type PlannedNode = PlannedStep | PlannedApproval | PlannedCall | PlannedForEach | PlannedBranch | PlannedRepeatUntil;

export interface PlannedStep extends PlannedBase {
  readonly kind: "step";
  readonly node: Step;
  /** Written out: no retry is `limit: 0`. */
  readonly retry: Retry;
  /** Milliseconds; undefined is no bound. */
  readonly timeoutMs: number | undefined;
  /**
   * What the command, the environment and the cache key use beside the declared inputs, each once, in order of first use: "shard.uri" of a loop's item, an output of another step. Targets hand
   * them to the pod as further inputs; parameters of the flow and `run` are not listed.
   */
  readonly uses: readonly Capture[];
  /** The program as a command: a `script` is its interpreter with a prologue that gives it `inputs` and `outputs`. Undefined for `spark`. */
  readonly command: readonly Text[] | undefined;
}

export interface PlannedApproval extends PlannedBase {
  readonly kind: "approval";
  readonly node: Approval;
}

export interface PlannedCall extends PlannedBase {
  readonly kind: "call";
  readonly node: Call;
  /** Position in the caller's `called`. */
  readonly flow: number;
  /** All parameters of the callee, its defaults filled in; an optional one that is not given is the literal null. */
  readonly arguments: { readonly [param: string]: Expression };
}

export interface PlannedForEach extends PlannedBase {
  readonly kind: "forEach";
  readonly node: ForEach;
  readonly body: PlannedBody;
}

export interface PlannedBranch extends PlannedBase {
  readonly kind: "branch";
  readonly node: Branch;
  /** As the branch's cases; `otherwise` has the test that none of those before it holds. Exactly one, or for a lone `when` at most one, runs. */
  readonly cases: readonly { readonly test: Expression; readonly body: PlannedBody }[];
}

export interface PlannedRepeatUntil extends PlannedBase {
  readonly kind: "repeatUntil";
  readonly node: RepeatUntil;
  readonly body: PlannedBody;
}
