/** Any platform, any proposal: the edit does what was proposed and nothing else, or there is none. Judged without the code that confirms edits. */
import path from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type Compiled, compile } from "../../../compiler/index.ts";
import { isStep, type Step } from "../../../compiler/program.ts";
import { rewrite } from "../../../remediation/phases/4-rewrite.ts";
import type { Companion, Field, Proposal } from "../../../remediation/proposal.ts";
import { editedTexts, type TextEdit } from "../../../remediation/rewrite/text-edit.ts";
import { describeFolder, newFolder, writeFiles } from "../../support/folder.ts";
import { type AnyPlatform, anyPlatform } from "./any-platform.ts";

/** Platforms; of each there are two proposals. */
const platforms = 75;
const seed = 20261125;

const wishes = fc.record({
  step: fc.constantFrom("first", "fit", "last"),
  field: fc.constantFrom("memory", "memory", "memory", "timeout", "retries", "cpu", "variable"),
  alongside: fc.constantFrom(null, null, "timeout", "retries"),
  everyEnvironment: fc.boolean(),
  /** Proposals of another version of the definition. */
  stale: fc.constantFrom(false, false, false, false, false, true),
});
type Wish = typeof wishes extends fc.Arbitrary<infer T> ? T : never;

const config = (environments: readonly string[]) => `import { argo, platform } from "millwright";
export default platform({
  definitions: ["flows/*.flow.ts"],
  environments: { ${environments.map((name) => `${name}: { namespace: "ml-${name}" }`).join(", ")} },
  targets: [argo()],
});
`;

it("edits what was proposed and nothing else, or nothing", { timeout: 300_000 }, async () => {
  const outcomes = { edited: 0, refused: 0 };
  const property = fc.asyncProperty(anyPlatform, fc.tuple(wishes, wishes), async (platform, both) => {
    const opened = await open(platform);
    for (const wish of both) outcomes[await tried(opened, wish)] += 1;
  });
  await fc.assert(property, { seed, numRuns: platforms, endOnFailure: true });
  expect(outcomes.edited).toBeGreaterThan((2 * platforms) / 3);
  expect(outcomes.refused).toBeGreaterThan(platforms / 10);
});

interface Opened {
  readonly root: string;
  readonly before: Compiled;
  readonly compileWith: (texts: ReadonlyMap<string, string>) => Promise<Compiled>;
}

async function open({ files, environments }: AnyPlatform): Promise<Opened> {
  const root = newFolder();
  writeFiles(root, { "millwright.config.ts": config(environments), ...files });
  const compileWith: Opened["compileWith"] = (texts) =>
    compile({ root, overlay: new Map([...texts].map(([file, text]) => [path.join(root, file), text])) });
  const before = await compileWith(new Map());
  expect(before.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return { root, before, compileWith };
}

async function tried({ root, before, compileWith }: Opened, wish: Wish): Promise<"edited" | "refused"> {
  const untouched = describeFolder(root);
  const proposal = proposalOf(before, wish);
  const result = await rewrite({ proposal, before, compileWith, everyEnvironment: wish.everyEnvironment });
  expect(describeFolder(root)).toEqual(untouched);
  if (result.refused !== null) {
    expect(result.edits).toEqual([]);
    expect(result.refused).toMatch(/\w.*[.`]$/s);
    return "refused";
  }
  expect(wish.stale).toBe(false);
  expectSmall(result.edits, before.sources);
  const after = await compileWith(editedTexts(result.edits, before.sources));
  expect(after.diagnostics.length).toBeLessThanOrEqual(before.diagnostics.length);
  expectOnly(before, after, proposal, result.proposal.also);
  if (result.proposal.also.length > 0) expect(result.proposal.safety).toBe("review");
  return "edited";
}

const fields: Readonly<Record<string, { readonly path: Proposal["path"]; readonly to: Proposal["to"] }>> = {
  memory: { path: ["resources", "memory"], to: "24Gi" },
  timeout: { path: ["timeout"], to: "3h" },
  retries: { path: ["retry", "limit"], to: 5 },
  cpu: { path: ["resources", "cpu"], to: 7 },
  variable: { path: ["env", "SIZE"], to: "9Gi" },
};

function proposalOf(before: Compiled, { step, field, alongside, stale }: Wish): Proposal {
  const at = { definition: "flow:churn", environment: "prod", step };
  const change = (name: string): Companion => {
    const { path: below = [], to = "" } = fields[name] ?? {};
    const from = valueAt(stepIn(before, "prod", step), below);
    return { ...at, path: below, from: stale ? "1Ti" : ((from ?? null) as Proposal["from"]), to, formula: "more" };
  };
  return {
    ...change(field),
    class: "mem.container_oom",
    rule: null,
    observed: {},
    bound: null,
    safety: "safe",
    cost: null,
    alongside: alongside === null || alongside === field ? [] : [change(alongside)],
    also: [],
  };
}

function stepIn({ environments }: Compiled, environment: string, name: string): Step | undefined {
  const program = environments.find((one) => one.name === environment)?.program;
  return program?.flows[0]?.nodes.filter(isStep).find((one) => one.name === name);
}

function valueAt(data: unknown, below: Proposal["path"]): unknown {
  return below.reduce<unknown>((at, part) => (at as Readonly<Record<string | number, unknown>> | undefined)?.[part], data);
}

/** Literals and words go, never a line, a comment or a call; an edit of a file with Windows' line ends makes no others. */
function expectSmall(edits: readonly TextEdit[], sources: ReadonlyMap<string, string>): void {
  expect(edits.length).toBeGreaterThan(0);
  for (const { file, start, end, text } of edits) {
    const source = sources.get(file) ?? "";
    expect(start <= end && end <= source.length).toBe(true);
    const gone = source.slice(start, end);
    if (!text.includes(gone)) expect(gone).toMatch(/^[\w.'"`-]{0,40}$/);
    expect(text.length).toBeLessThan(160);
    if (source.includes("\r\n")) expect(text.replaceAll("\r\n", "")).not.toContain("\n");
  }
}

/** The programs, as data, are the old ones with the proposed values put in, and with those that are said to have moved. */
function expectOnly(before: Compiled, after: Compiled, proposal: Proposal, also: readonly Field[]): void {
  for (const { name, program } of before.environments) {
    const expected = meaning(program);
    const present = meaning(after.environments.find((one) => one.name === name)?.program);
    for (const { step, path: below, to } of [proposal, ...proposal.alongside])
      if (name === proposal.environment) put(expected, step, below, to);
    for (const { environment, step, path: below } of also) {
      const isTied = environment === "prod" && JSON.stringify(below) === '["env","JAVA_TOOL_OPTIONS"]';
      expect(isTied || environment !== "prod").toBe(true);
      if (environment === name) put(expected, step, below, valueAt(stepOf(present, step), below));
    }
    expect(present).toEqual(expected);
  }
}

type Tree = { flows: { nodes: { name: string; [option: string]: unknown }[] }[] };

/** Without the places of calls, which move with the text. */
function meaning(program: unknown): Tree {
  return JSON.parse(JSON.stringify(program, (key, value: unknown) => (key === "calls" ? undefined : value))) as Tree;
}

function stepOf(tree: Tree, step: string | null): Record<string, unknown> | undefined {
  return tree.flows[0]?.nodes.find(({ name }) => name === step);
}

function put(tree: Tree, step: string | null, below: Proposal["path"], to: unknown): void {
  let at = stepOf(tree, step);
  for (const part of below.slice(0, -1)) {
    const next = at?.[part] ?? (part === "retry" ? { on: "failure" } : {});
    if (at !== undefined) at[part] = next;
    at = next as Record<string, unknown>;
  }
  const last = below.at(-1);
  if (at !== undefined && last !== undefined) at[last] = to;
}
