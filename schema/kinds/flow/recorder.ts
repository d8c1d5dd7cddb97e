/** The growing record of one flow: its nodes, and the bodies that hold them. */
import type { CallNumbers, Text } from "../../record.ts";
import { currentBook, problem } from "../../recording/recording.ts";
import { callSites } from "../../recording/sites.ts";
import type { Expression } from "../../values/expression.ts";
import { expressionOf } from "../../values/expression-of.ts";
import { foundWords } from "../../values/found-words.ts";
import { type AfterRecord, NODE, type NodeHandle, nodeHandle } from "../../values/node-handle.ts";

export type NodeKind = "step" | "script" | "spark" | "approval" | "call" | "forEach" | "branch" | "repeatUntil" | "onExit" | "onFailure";

export interface NodeRecord {
  readonly kind: NodeKind;
  /** Empty for branches: they have no name. */
  readonly name: string;
  readonly calls: readonly CallNumbers[];
  /** The body that made it. */
  readonly body: number;
  readonly after: readonly AfterRecord[];
  readonly options: Readonly<Record<string, unknown>>;
}

/** A body: the flow's own (`owner` -1), one of a loop, or one of a branch. */
export interface BodyRecord {
  readonly owner: number;
}

/** A case of a branch: its body runs where `test` holds; null is "otherwise". `member` is the member of the enum that a `match` is about. */
export interface CaseRecord {
  readonly test: Expression | null;
  readonly body: number;
  readonly member?: string;
}

export type ResultRecord = { readonly expression: Expression } | { readonly fields: { readonly [name: string]: ResultRecord } };

export interface ScheduleRecord {
  readonly cron: string;
  readonly timezone: string;
  readonly concurrency?: string;
  readonly params: { readonly [name: string]: Text };
}

export interface Recorder {
  readonly nodes: NodeRecord[];
  readonly bodies: BodyRecord[];
  /** The body that is being described. */
  body: number;
}

export function newRecorder(): Recorder {
  return { nodes: [], bodies: [{ owner: -1 }], body: 0 };
}

/** Twice what a flow may have: nothing is learned from counting further, and a loop without end stops here. */
const mostNodes = 20_000;

/** Adds a node to the body that is being described and gives back its number. `options` may be filled in later: the order of nodes is that of the calls. */
export function addNode(
  recorder: Recorder,
  kind: NodeKind,
  name: unknown,
  options: Record<string, unknown>,
  after: unknown = undefined,
): number {
  const what = kindWords[kind];
  if (recorder.nodes.length >= mostNodes) throw new RangeError(`more than ${mostNodes} steps, loops and branches in one flow`);
  if (typeof name !== "string") problem("load/name-is-text", { kind: what, found: foundWords(name) }, { path: [0] });
  return (
    recorder.nodes.push({
      kind,
      name: typeof name === "string" ? checkedName(what, name) : "unknown",
      calls: callSites(),
      body: recorder.body,
      after: afterRecords(after, `${what} ${typeof name === "string" ? `"${name}"` : ""}`, kind),
      options,
    }) - 1
  );
}

function checkedName(kind: string, name: string): string {
  if (!name.includes("\u0001")) return name;
  problem("load/reference-in-name", { kind }, { path: [0] });
  return "unknown";
}

const kindWords: Readonly<Record<NodeKind, string>> = {
  step: "step",
  script: "script",
  spark: "Spark application",
  approval: "approval",
  call: "call",
  forEach: "loop",
  repeatUntil: "loop",
  branch: "branch",
  onExit: "exit handler",
  onFailure: "failure handler",
};

/** Runs `describe` as a body of `owner`; gives back the body's number and what it returned. */
export function describeBody<T>(recorder: Recorder, owner: number, describe: () => T): { readonly body: number; readonly result: T } {
  const body = recorder.bodies.push({ owner }) - 1;
  const before = recorder.body;
  recorder.body = body;
  try {
    const result = describe();
    refuseAsync(result);
    return { body, result };
  } finally {
    recorder.body = before;
  }
}

/** Notes where what a body gave back is a promise. */
export function refuseAsync(result: unknown): void {
  if (typeof (result as { readonly then?: unknown } | null | undefined)?.then === "function") problem("load/async-body", {});
}

/** Makes `members` a value that steps can come after. */
export function named<M extends object>(node: number, done: AfterRecord["done"], said: string, members: M): M {
  Object.defineProperty(members, NODE, { value: { node, done, said, book: currentBook() } satisfies NodeHandle });
  return members;
}

/** The argument of a word that holds its options, where `after` stands. */
const optionsAt: Readonly<Partial<Record<NodeKind, number>>> = { call: 3, forEach: 2 };

function afterRecords(after: unknown, step: string, kind: NodeKind): readonly AfterRecord[] {
  if (after === undefined) return [];
  const path = [optionsAt[kind] ?? 1, "after"];
  if (!Array.isArray(after)) {
    if (!isUnknown(after)) problem("load/after-is-list", { step, found: foundWords(after) }, { path });
    return [];
  }
  const records: AfterRecord[] = [];
  for (const [index, member] of (after as readonly unknown[]).entries()) {
    const handle = nodeHandle(member);
    const place = { path: [...path, index] };
    if (handle !== undefined && handle.book === currentBook()) records.push({ node: handle.node, done: handle.done });
    else if (handle !== undefined) problem("load/foreign-reference", {}, place);
    else if (!isUnknown(member)) problem("load/after-holds-steps", { step, found: foundWords(member) }, place);
  }
  return records;
}

/** Whether a mistake was noted about the value already. */
function isUnknown(value: unknown): boolean {
  return expressionOf(value)?.op === "unknown";
}
