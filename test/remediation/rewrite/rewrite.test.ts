import path from "node:path";
import { expect, test } from "vitest";
import { type Compiled, compile } from "../../../compiler/index.ts";
import { rewrite } from "../../../remediation/phases/4-rewrite.ts";
import { fieldPath, type Proposal } from "../../../remediation/proposal.ts";
import { editedTexts } from "../../../remediation/rewrite/text-edit.ts";
import { describeFolder, type Files, newFolder, writeFiles } from "../../support/folder.ts";
import { cases, type RewriteCase } from "./cases.ts";

const usual: Proposal = {
  definition: "flow:churn",
  environment: "prod",
  step: "fit",
  path: ["resources", "memory"],
  from: "8Gi",
  to: "16Gi",
  class: "mem.container_oom",
  rule: "status/OOMKilled",
  formula: "double, at least peak × 1.2 + 100Mi",
  observed: {},
  bound: null,
  safety: "safe",
  cost: null,
  alongside: [],
  also: [],
};

const marked = /«([^→»]*)→([^»]*)»/g;

function side(files: Files, group: "$1" | "$2"): Files {
  const texts = Object.entries(files).map(([name, text]) => [name, text.replace(marked, group)] as const);
  return Object.fromEntries(texts.filter(([, text]) => text !== ""));
}

function configOf(environments: readonly string[]): string {
  return `import { argo, platform } from "millwright";
export default platform({
  definitions: ["flows/*.flow.ts"],
  output: "deploy",
  environments: { ${environments.map((name) => `${name}: { namespace: "ml-${name}" }`).join(", ")} },
  targets: [argo()],
});
`;
}

async function rewritten({ files, proposal, environments = ["prod"], everyEnvironment = false }: RewriteCase) {
  const root = newFolder();
  writeFiles(root, { "millwright.config.ts": configOf(environments), ...side(files, "$1") });
  const untouched = describeFolder(root);
  const compileWith = (texts: ReadonlyMap<string, string>): Promise<Compiled> =>
    compile({ root, overlay: new Map([...texts].map(([file, text]) => [path.join(root, file), text])) });
  const before = await compileWith(new Map());
  const result = await rewrite({ proposal: { ...usual, ...proposal }, before, compileWith, everyEnvironment });
  expect(describeFolder(root)).toEqual(untouched);
  return { before, result };
}

test.each(cases.filter(({ refused }) => refused === undefined))("edits $title", async (one) => {
  const { before, result } = await rewritten(one);
  expect(result.refused).toBeNull();
  if (result.refused !== null) return;
  const texts = editedTexts(result.edits, before.sources);
  const after = Object.fromEntries(Object.keys(one.files).map((name) => [name, texts.get(name) ?? before.sources.get(name) ?? ""]));
  expect(after).toEqual(side(one.files, "$2"));
  expect(result).toMatchObject({ way: one.way ?? "literal", confirmation: { confirmed: true, strays: [], fresh: [] } });
  expect(result.proposal.also.map(fieldPath)).toEqual(one.also ?? one.proposal?.also?.map(fieldPath) ?? []);
  expect(result.proposal.safety).toBe(one.also === undefined ? "safe" : "review");
});

test.each(cases.filter(({ refused }) => refused !== undefined))("refuses $title", async (one) => {
  const { result } = await rewritten(one);
  expect(result).toMatchObject({ edits: [], refused: expect.stringMatching(one.refused ?? /^$/) });
});
