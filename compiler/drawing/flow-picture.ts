/** The picture of one flow: its steps, with loops and the bodies of branches as groups. */
import type { Branch, Flow, ForEach, Node, RepeatUntil } from "../program.ts";
import { definitionId, isStep } from "../program.ts";
import { boxOf } from "./box-of.ts";
import { clip } from "./clip.ts";
import type { Callees } from "./data-sources.ts";
import { flowEdges } from "./flow-edges.ts";
import { flowHeader } from "./flow-header.ts";
import { caseId, groupId } from "./ids.ts";
import type { Box, Group, Item, Picture } from "./picture.ts";
import { namedWords, shortWords } from "./short-words.ts";

const longestLabel = 90;

/** What the picture of a flow may say beyond the flow itself. */
export interface FlowPictureOptions {
  /** The environment that the flow was linked in. */
  readonly environment?: string;
  /** The flows of the program: with them, files that a call returns are drawn as files. */
  readonly flows?: Callees;
}

/** The picture of a flow. A flow without steps has one box that says so. */
export function flowPicture(flow: Flow, { environment, flows = [] }: FlowPictureOptions = {}): Picture {
  return {
    title: flow.name,
    lines: flowHeader(flow, environment),
    items: [...itemsOfBody(flow, 0, "no steps"), ...handlers(flow)],
    edges: flowEdges(flow, flows),
  };
}

function itemsOfBody(flow: Flow, body: number, empty: string): readonly Item[] {
  const nodes = (flow.bodies[body]?.nodes ?? []).flatMap((id) => flow.nodes[id] ?? []);
  if (nodes.length === 0) return [{ id: `e${body}`, look: "nothing", name: empty, notes: [], tooltip: empty }];
  return nodes.flatMap((node) => itemsOf(flow, node));
}

function itemsOf(flow: Flow, node: Node): readonly Item[] {
  if (node.kind === "forEach" || node.kind === "repeatUntil") return [loop(flow, node)];
  return node.kind === "branch" ? [boxOf(flow, node), ...node.cases.map((_, index) => caseOf(flow, node, index))] : [boxOf(flow, node)];
}

function loop(flow: Flow, node: ForEach | RepeatUntil): Group {
  return {
    id: groupId(node.id),
    look: "loop",
    label: clip(`${node.name}: ${node.kind === "forEach" ? eachItem(flow, node) : untilHeld(flow, node)}`, longestLabel),
    items: itemsOfBody(flow, node.runs, "nothing"),
    tooltip: `${flow.origin.file}: ${node.kind} ${node.name}`,
  };
}

function eachItem(flow: Flow, { items, parallelism }: ForEach): string {
  const over =
    items.op === "range" ? `for each number below ${namedWords(items.count, flow)}` : `for each item of ${namedWords(items, flow)}`;
  return `${over} · ${parallelism === 1 ? "one at a time" : `at most ${parallelism} at a time`}`;
}

function untilHeld(flow: Flow, { until, max }: RepeatUntil): string {
  return `again until ${shortWords(until, flow)} · at most ${max} times`;
}

function caseOf(flow: Flow, branch: Branch, index: number): Group {
  const taken = branch.cases[index];
  return {
    id: caseId(branch.id, index),
    look: "case",
    label: "",
    items: itemsOfBody(flow, taken?.runs ?? -1, "nothing"),
    tooltip: `${definitionId(flow)}: one body of a ${branch.style}`,
  };
}

function handlers(flow: Flow): readonly Item[] {
  const items = [flow.onFailure, flow.onExit].flatMap((id) => handlerBox(flow, id === undefined ? undefined : flow.nodes[id]));
  return items.length === 0 ? [] : [{ id: "handlers", look: "area", label: "when the run has ended", items, tooltip: "handlers" }];
}

function handlerBox(flow: Flow, node: Node | undefined): readonly Box[] {
  return node !== undefined && isStep(node) ? [boxOf(flow, node)] : [];
}
