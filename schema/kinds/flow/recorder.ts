/** The growing record of one flow: its nodes, and the bodies that hold them. */
import type { CallNumbers, Text } from "../../record.ts";
import { type Book, currentBook, problem } from "../../recording/recording.ts";
import { callSites } from "../../recording/sites.ts";
import type { Expression } from "../../values/expression.ts";

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

/** `settled`: a branch without `otherwise`, where "not taken" counts as done. */
export interface AfterRecord {
  readonly node: number;
  readonly done: "succeeded" | "settled";
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

/** What a `Named` value stands for; hidden under `NODE`. */
export interface NodeHandle extends AfterRecord {
  readonly book: Book | undefined;
}

export const NODE: unique symbol = Symbol("node");

export interface Recorder {
  readonly nodes: NodeRecord[];
  readonly bodies: BodyRecord[];
  /** The body that is being described. */
  body: number;
}

export function newRecorder(): Recorder {
  return { nodes: [], bodies: [{ owner: -1 }], body: 0 };
}

/** Adds a node to the body that is being described and gives back its number. `options` may be filled in later: the order of nodes is that of the calls. */
export function addNode(
  recorder: Recorder,
  kind: NodeKind,
  name: unknown,
  options: Record<string, unknown>,
  after: unknown = undefined,
): number {
  if (typeof name !== "string") problem("load/name-is-text", { kind, found: name === null ? "null" : typeof name });
  return (
    recorder.nodes.push({
      kind,
      name: typeof name === "string" ? checkedName(kind, name) : "unknown",
      calls: callSites(),
      body: recorder.body,
      after: afterRecords(after),
      options,
    }) - 1
  );
}

function checkedName(kind: NodeKind, name: string): string {
  if (!name.includes("\u0001")) return name;
  problem("load/reference-in-name", { kind });
  return "unknown";
}

/** Runs `describe` as a body of `owner`; gives back the body's number and what it returned. */
export function describeBody<T>(recorder: Recorder, owner: number, describe: () => T): { readonly body: number; readonly result: T } {
  const body = recorder.bodies.push({ owner }) - 1;
  const before = recorder.body;
  recorder.body = body;
  try {
    const result = describe();
    if (typeof (result as { readonly then?: unknown } | null | undefined)?.then === "function") problem("load/async-body", {});
    return { body, result };
  } finally {
    recorder.body = before;
  }
}

/** Makes `members` a value that steps can come after. */
export function named<M extends object>(node: number, done: AfterRecord["done"], members: M): M {
  Object.defineProperty(members, NODE, { value: { node, done, book: currentBook() } satisfies NodeHandle });
  return members;
}

function afterRecords(after: unknown): readonly AfterRecord[] {
  if (after === undefined) return [];
  if (!Array.isArray(after)) {
    problem("load/after-is-list", { found: typeof after });
    return [];
  }
  const records: AfterRecord[] = [];
  for (const member of after as readonly unknown[]) {
    const handle = typeof member === "object" && member !== null ? (member as { readonly [NODE]?: NodeHandle })[NODE] : undefined;
    if (handle === undefined) problem("load/after-is-list", { found: typeof member === "string" ? `"${member}"` : typeof member });
    else if (handle.book !== currentBook()) problem("load/foreign-reference", {});
    else records.push({ node: handle.node, done: handle.done });
  }
  return records;
}
