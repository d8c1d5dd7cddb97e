/**
 * Hashes of what definitions mean
 *
 * Stable JSON (keys sorted) of the linked program, without the places in the user's text: two programs that differ only there are the same.
 */
import { createHash } from "node:crypto";
import type { Definition, Flow, Program } from "./program.ts";
import { isStep } from "./program.ts";

/** The hash of a flow together with the flows that it calls: 16 hexadecimal digits. */
export function programHash(flow: Flow, called: readonly Flow[]): string {
  return hash([flow, ...called].map((each) => stable(each, byName)).join("\n"));
}

/**
 * The state of a definition: the hash of its linked program
 *
 * What it takes from other definitions is part of it: flows that it calls, directly or not, and the pools of its steps. So a flow changes state when a flow that it calls does.
 * So is the order in which the user named things (variables, outputs, labels): it means nothing, but artifacts keep it, and a state is to tell whether they change.
 */
export function definitionState(definition: Definition, program: Program): string {
  if (definition.kind === "gpuPool") return hash(stable(definition, asWritten));
  const flows = calledFlows(definition, program);
  const names = new Set([definition, ...flows].flatMap(poolsOf));
  const pools = program.pools.filter(({ name }) => names.has(name));
  return hash([definition, ...flows, ...pools].map((each) => stable(each, asWritten)).join("\n"));
}

/** The flows that a flow calls, directly or not, each once, in order of first use. */
export function calledFlows(flow: Flow, { flows }: Pick<Program, "flows">): readonly Flow[] {
  const found = new Set<Flow>();
  const visit = (caller: Flow): void => {
    for (const node of caller.nodes) {
      const callee =
        node.kind === "call" ? flows.find(({ name, origin }) => name === node.flow.name && origin.file === node.flow.file) : undefined;
      if (callee === undefined || callee === flow || found.has(callee)) continue;
      found.add(callee);
      visit(callee);
    }
  };
  visit(flow);
  return [...found];
}

/** Names of the pools that a flow's own steps ask for. */
export function poolsOf({ nodes }: Flow): readonly string[] {
  const names = nodes.map((node) => (isStep(node) ? node.resources.gpu?.pool : undefined));
  return [...new Set(names.filter((name) => name !== undefined))];
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

type Members = { readonly [name: string]: unknown };

const byName = (names: string[]) => names.sort();
const asWritten = (names: string[]) => names;

/** JSON text without places, its keys in the order that `inOrder` makes of theirs. */
function stable(value: unknown, inOrder: (names: string[]) => readonly string[]): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object" || value === null) return String(value);
  let text = "";
  if (Array.isArray(value)) {
    for (const member of value) text += `${stable(member, inOrder)},`;
    return `[${text}]`;
  }
  const members = value as Members;
  for (const name of inOrder(Object.keys(members)))
    if (!isPlace(name, members)) text += `${JSON.stringify(name)}:${stable(members[name], inOrder)},`;
  return `{${text}}`;
}

/** Whether a member says where something stands. A user's own field of that name, say a parameter "calls", does not stand beside what ours do. */
function isPlace(name: string, holder: Members): boolean {
  if (name !== "calls" || !Array.isArray(holder["calls"])) return false;
  return "exportName" in holder || ("op" in holder && "right" in holder) || ("after" in holder && "body" in holder);
}
