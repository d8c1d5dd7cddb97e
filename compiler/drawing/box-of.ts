/** The box of a node: its name, what it runs, and what it asks for. */
import type { Approval, Branch, Call, Flow, ForEach, Node, RepeatUntil, Step } from "../program.ts";
import { clip, wrapped } from "./clip.ts";
import { subjectOf } from "./flow-edges.ts";
import { boxId } from "./ids.ts";
import type { Box, BoxLook } from "./picture.ts";

const longestName = 60;
const longestNote = 48;

/** The box of anything that is no loop; a branch is a choice. */
export function boxOf(flow: Flow, node: Exclude<Node, ForEach | RepeatUntil>): Box {
  const { badge, look, name, notes } = said(flow, node);
  return {
    id: boxId(node.id),
    look,
    name: clip(name, longestName),
    notes: notes.map((note) => clip(note, longestNote)),
    ...(badge !== undefined && { badge: clip(badge, longestNote) }),
    tooltip: [
      `${flow.origin.file}: ${node.kind} ${node.name}`.trimEnd(),
      ...(node.description === undefined ? [] : [node.description]),
    ].join(" – "),
  };
}

type Said = Pick<Box, "look" | "name" | "notes"> & { readonly badge?: string };

function said(flow: Flow, node: Exclude<Node, ForEach | RepeatUntil>): Said {
  switch (node.kind) {
    case "approval":
      return { look: "approval", name: node.name, notes: approvalNotes(node) };
    case "call":
      return { look: "call", name: node.name, notes: [callNote(node)] };
    case "branch":
      return { look: "choice", name: choiceName(flow, node), notes: [] };
    default:
      return ofStep(node);
  }
}

function approvalNotes({ message, expires }: Approval): readonly string[] {
  return [...wrapped(message, 32, 2), ...(expires === undefined ? [] : [`within ${expires}`])];
}

function callNote({ name, flow }: Call): string {
  return name === flow.name ? "flow" : `flow ${flow.name}`;
}

function choiceName(flow: Flow, branch: Branch): string {
  const subject = subjectOf(branch, flow);
  return subject === "" ? "?" : `${subject}?`;
}

const looks: Readonly<Record<Step["kind"], BoxLook>> = {
  step: "step",
  script: "script",
  spark: "spark",
  onExit: "handler",
  onFailure: "handler",
};

function ofStep(step: Step): Said {
  const { gpu } = step.resources;
  return {
    look: looks[step.kind],
    name: step.name,
    notes: stepNotes(step),
    ...(gpu !== undefined && { badge: `${gpu.count} × ${gpu.pool}` }),
  };
}

function stepNotes(step: Step): readonly string[] {
  const bounds = [
    ...(step.timeout === undefined ? [] : [`at most ${step.timeout}`]),
    ...(step.retry === undefined || step.retry.limit === 0 ? [] : [step.retry.limit === 1 ? "1 retry" : `${step.retry.limit} retries`]),
    ...(step.checkpoint ? ["checkpoint"] : []),
    ...(step.cache === undefined ? [] : ["cached"]),
  ];
  const notes = [runs(step), ...(bounds.length === 0 ? [] : [bounds.join(" · ")])];
  return step.kind === "onFailure" ? ["if it failed", ...notes] : step.kind === "onExit" ? ["always, last", ...notes] : notes;
}

function runs({ image, program }: Step): string {
  const from = image.name ?? imageName(image.reference);
  if (program.kind === "script") return `${program.language} · ${from}`;
  if (program.kind !== "spark") return from;
  const { instances } = program.executor;
  return `spark · ${typeof instances === "number" ? instances : `${instances.min}–${instances.max}`} executors · ${from}`;
}

/** The last part of an image's path, with its tag and without its digest. */
function imageName(reference: string): string {
  return reference.replace(/@.*$/, "").replace(/^.*\//, "");
}
