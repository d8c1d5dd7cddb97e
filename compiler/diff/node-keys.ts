/**
 * By which name each node of a flow is compared
 *
 * Steps, loops, calls and approvals have names, unique in their flow. A branch has none: it goes by the first named node inside it. A node that only changed its name is
 * found again by what it does.
 */
import type { Json } from "../../schema/record.ts";
import type { Flow, Node } from "../program.ts";
import { stableText } from "./described.ts";
import { withNames } from "./with-names.ts";

export type NodeKeys = ReadonlyMap<number, string>;

export interface MatchedKeys {
  readonly before: NodeKeys;
  readonly after: NodeKeys;
  /** Nodes that have a new name and are otherwise the same. */
  readonly renamed: readonly { readonly id: number; readonly from: string; readonly to: string }[];
}

/** Keys of the nodes of one flow, alone. */
function nodeKeys(flow: Flow): NodeKeys {
  return new Map(flow.nodes.map((node) => [node.id, node.name === "" ? branchKey(flow, node) : node.name]));
}

/** Keys of the nodes of a flow before and after, such that nodes with the same key are the same node. */
export function matchKeys(before: Flow, after: Flow): MatchedKeys {
  const oldKeys = new Map(nodeKeys(before));
  const newKeys = nodeKeys(after);
  const renamed: { id: number; from: string; to: string }[] = [];
  const gone = unmatched(before, oldKeys, newKeys);
  const fresh = unmatched(after, newKeys, oldKeys);
  const freshBySignature = Map.groupBy(fresh, (node) => signature(after, node, newKeys));
  for (const node of gone) {
    const [match] = freshBySignature.get(signature(before, node, oldKeys))?.splice(0, 1) ?? [];
    if (match === undefined) continue;
    const from = oldKeys.get(node.id) ?? "";
    const to = newKeys.get(match.id) ?? "";
    oldKeys.set(node.id, to);
    if (node.kind !== "branch") renamed.push({ id: match.id, from, to });
  }
  return { before: oldKeys, after: newKeys, renamed };
}

function unmatched(flow: Flow, keys: NodeKeys, others: NodeKeys): readonly Node[] {
  const known = new Set(others.values());
  return flow.nodes.filter(({ id }) => !known.has(keys.get(id) ?? ""));
}

/** What a node does, without its own name and position; the tests of a branch stand for it. */
function signature(flow: Flow, node: Node, keys: NodeKeys): string {
  const owner = flow.bodies[node.body]?.owner ?? -1;
  const after = node.after.map(({ node: needed, done }) => [keys.get(needed) ?? "", done]);
  return stableText([node.kind, keys.get(owner) ?? "", after, withNames(ownWords(node), keys) as Json]);
}

function ownWords(node: Node): object {
  if (node.kind === "branch") return { style: node.style, cases: node.cases.map(({ test, member }) => [test, member ?? null]) };
  const { id, name, calls, body, after, runs, ...words } = node as Node & { readonly runs?: number };
  return words;
}

function branchKey(flow: Flow, branch: Node): string {
  const first = firstNamed(flow, branch);
  return first === undefined ? `branch ${branch.id}` : `${first}?`;
}

function firstNamed(flow: Flow, node: Node): string | undefined {
  if (node.name !== "") return node.name;
  const bodies = node.kind === "branch" ? node.cases.map(({ runs }) => runs) : [];
  for (const body of bodies)
    for (const id of flow.bodies[body]?.nodes ?? []) {
      const inner = flow.nodes[id];
      if (inner === undefined) continue;
      const found = firstNamed(flow, inner);
      // The branch around a branch goes by the same step, one question mark more.
      if (found !== undefined) return inner.name === "" ? `${found}?` : found;
    }
  return undefined;
}
