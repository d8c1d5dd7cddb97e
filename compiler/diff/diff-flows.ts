/** What changed between two flows of one name. */
import type { Flow } from "../program.ts";
import { type Consequence, consequenceOf } from "./consequence.ts";
import { describeFlow } from "./describe-flow.ts";
import { changes, type Described, dataOf, leaf, type PropertyChange, type PropertyPath } from "./described.ts";
import { type MatchedKeys, matchKeys } from "./node-keys.ts";
import { sayChange, sayNode } from "./say-property.ts";

/** One property that moved; `subject` names the node it belongs to, and is empty where it is the definition's own. */
export interface Move {
  readonly path: PropertyPath;
  readonly from: Described | undefined;
  readonly to: Described | undefined;
  readonly subject: string;
  readonly said: string;
  readonly consequence: Consequence;
}

/** Every property that differs, in the order of the definition. */
export function diffFlows(before: Flow, after: Flow): readonly Move[] {
  const keys = matchKeys(before, after);
  const found = [...changes(describeFlow(before, keys.before), describeFlow(after, keys.after))];
  return [
    ...keys.renamed.map(({ id, from, to }) => renamed(after, id, from, to)),
    ...found.filter(isTold(keys)).map((change) => moveOf(change, before, after, keys)),
  ];
}

function renamed(after: Flow, id: number, from: string, to: string): Move {
  const node = after.nodes[id];
  const subject = node === undefined ? `step ${to}` : sayNode(node, to);
  return { path: ["steps", to], from: leaf(from), to: leaf(to), subject, said: `renamed, was ${from}`, consequence: "new-runs" };
}

/** The order says nothing of its own where nodes only came or went. */
function isTold({ before, after }: MatchedKeys): (change: PropertyChange) => boolean {
  const old = new Set(before.values());
  const fresh = new Set(after.values());
  return ({ path, from, to }) => {
    if (path[0] !== "order") return true;
    const left = listOf(from).filter((key) => fresh.has(key));
    const right = listOf(to).filter((key) => old.has(key));
    const shared = new Set(left.filter((key) => right.includes(key)));
    return left.filter((key) => shared.has(key)).join("\n") !== right.filter((key) => shared.has(key)).join("\n");
  };
}

function listOf(described: Described | undefined): readonly string[] {
  const value = dataOf(described);
  return Array.isArray(value) ? value.map(String) : [];
}

function moveOf(change: PropertyChange, before: Flow, after: Flow, keys: MatchedKeys): Move {
  const { path, from, to } = change;
  const [place, key, ...rest] = path;
  if (place === "order") return { path, from, to, subject: "", said: "order of the steps changed", consequence: consequenceOf(change) };
  if (place !== "steps" || typeof key !== "string")
    return { path, from, to, subject: "", said: sayChange(change, path), consequence: consequenceOf(change) };
  const subject = subjectOf(after, keys.after, key) ?? subjectOf(before, keys.before, key) ?? `step ${key}`;
  if (rest.length > 0) return { path, from, to, subject, said: sayChange(change, rest), consequence: consequenceOf(change) };
  return { path, from, to, subject, said: from === undefined ? "added" : "removed", consequence: consequenceOf(change) };
}

function subjectOf(flow: Flow, keys: ReadonlyMap<number, string>, key: string): string | undefined {
  const node = flow.nodes.find(({ id }) => keys.get(id) === key);
  return node && sayNode(node, key);
}
