/** The states of 300 definitions after 60 edits: no false hit, no miss, and a property behind each. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { definitionChanges } from "../../compiler/diff/diff-programs.ts";
import { type Compiled, compile } from "../../compiler/index.ts";
import { definitionState } from "../../compiler/program-hash.ts";
import { parseSelection } from "../../compiler/select/parse-selection.ts";
import { select } from "../../compiler/select/select.ts";
import { selectionGraph } from "../../compiler/select/selection-graph.ts";
import { environmentSeenBy, type States, statesOf } from "../../compiler/select/states.ts";
import { environments, type Files, generatePlatform } from "../support/generate-platform.ts";
import { type Edit, edits } from "../support/platform-edits.ts";

const files = generatePlatform();
let root = "";
let base: Compiled;

beforeAll(async () => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "millwright-states-"));
  for (const [file, text] of files) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  }
  base = await compile({ root });
});
afterAll(() => fs.rmSync(root, { recursive: true }));

function programs({ environments: compiled }: Compiled) {
  return compiled.map(({ program }) => program);
}

function errorsOf({ diagnostics }: Compiled): readonly string[] {
  return diagnostics.filter(({ severity }) => severity === "error").map(({ code, message }) => `${code}: ${message}`);
}

/** All edits of a group, one after the other. */
function changedBy(group: readonly Edit[]): ReadonlyMap<string, string | null> {
  let present: Files = files;
  const changed = new Map<string, string | null>();
  for (const edit of group) {
    for (const [file, text] of edit.change(present)) changed.set(file, text);
    present = new Map([...files, ...changed].flatMap(([file, text]) => (text === null ? [] : [[file, text]])));
  }
  return changed;
}

test("the platform has 300 definitions and no error, and there are 60 edits", () => {
  expect(errorsOf(base)).toEqual([]);
  for (const { flows, pools } of programs(base)) expect(flows.length + pools.length).toBe(300);
  expect(edits.length).toBe(60);
});

/** Groups of five, each of which mixes what touches little with what touches much. */
const groups = Array.from({ length: 12 }, (_, index) => edits.filter((__, position) => position % 12 === index));

test.each(groups.map((group) => [group.map(({ title }) => title).join(" + "), group] as const))(
  "%s",
  async (_, group) => {
    const overlay = new Map([...changedBy(group)].map(([file, text]) => [path.join(root, file), text]));
    const after = await compile({ root, overlay });
    expect(errorsOf(after)).toEqual([]);
    const states = statesOf(programs(after), programs(base), definitionState);

    const found = Object.fromEntries(
      environments.map((name) => [name, [...states].filter(([, state]) => state.environments.includes(name)).map(([id]) => id)]),
    );
    const expected = Object.fromEntries(environments.map((name) => [name, new Set(group.flatMap(({ touched }) => touched[name] ?? []))]));
    for (const name of environments) expect(found[name]?.toSorted()).toEqual([...(expected[name] ?? [])].sort());

    const fresh = group.flatMap((edit) => edit.fresh ?? []);
    expect([...states].filter(([, { state }]) => state === "new").map(([id]) => id)).toEqual(fresh);

    const graph = selectionGraph(programs(after));
    const parsed = parseSelection("state:modified+");
    if ("problem" in parsed) throw new Error("a selection");
    const reached = new Set(environments.flatMap((name) => [...(expected[name] ?? [])]));
    const waiting = [...reached];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop())
      for (const user of graph.get(id)?.neededBy ?? [])
        if (!reached.has(user)) {
          reached.add(user);
          waiting.push(user);
        }
    expect([...select(graph, parsed.selection, [], states).ids].sort()).toEqual([...reached].filter((id) => graph.has(id)).sort());

    expect(unexplained(after)).toEqual([]);
    expect(filesWithoutState(after, states)).toEqual([]);
  },
  120_000,
);

/** Artifacts of one flow that changed although its state did not. */
function filesWithoutState(after: Compiled, states: States): readonly string[] {
  const before = new Map(base.artifacts.map(({ path: file, text }) => [file, text]));
  return after.artifacts
    .filter(({ path: file, text, from }) => from.length === 1 && before.get(file) !== text)
    .filter(({ path: file, from }) => from.every((id) => states.get(id)?.environments.includes(file.split("/")[0] ?? "") !== true))
    .map(({ path: file }) => file);
}

/** Definitions whose state differs though no property of theirs, of what they use, or of their environment does; and the other way round. */
function unexplained(after: Compiled): readonly string[] {
  const graph = selectionGraph(programs(after));
  return programs(after).flatMap((program) => {
    const old = programs(base).find(({ environment }) => environment.name === program.environment.name);
    if (old === undefined) return [];
    const states = statesOf([program], [old], definitionState);
    const before = new Map([...old.flows, ...old.pools].map((definition) => [`${definition.kind}:${definition.name}`, definition]));
    const definitions = [...program.flows, ...program.pools];
    const moved = new Set(
      definitions
        .filter((definition) => {
          const was = before.get(`${definition.kind}:${definition.name}`);
          const seen = [old, program].map(({ environment }) => JSON.stringify(environmentSeenBy(definition, environment)));
          return was === undefined || seen[0] !== seen[1] || [...definitionChanges(was, definition)].length > 0;
        })
        .map((definition) => `${definition.kind}:${definition.name}`),
    );
    const explained = (id: string): boolean => moved.has(id) || [...(graph.get(id)?.needs ?? [])].some(explained);
    return [...states]
      .filter(([id, { state }]) => (state !== "unmodified") !== explained(id))
      .map(([id]) => `${id} in ${program.environment.name}`);
  });
}
