import { expect, it } from "vitest";
import { readPublishLine } from "../../remediation/publish/publish-line.ts";
import { problemOfPath } from "../../remediation/publish/repository-path.ts";
import { bodyOf } from "../../remediation/publish/texts/body.ts";
import { reachable, specifiersOf } from "../conventions/imports.ts";
import { aProposal } from "./a-proposal.ts";

const commit = "a".repeat(40);

it("reaches neither what evaluates definitions nor what rewrites them, nor git", () => {
  const files = [
    "remediation/publish/publish-all.ts",
    "remediation/publish/publish-line.ts",
    "remediation/publish/github/github-forge.ts",
  ].flatMap((start) => [...reachable(start)]);
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((file) => /^compiler\/(?:evaluate|phases|git)\/|^cli\//.test(file))).toEqual([]);
  expect(files.filter((file) => specifiersOf(file).some((name) => /ts-morph|child_process|node:fs/.test(name)))).toEqual([]);
});

it.each([
  ".github/workflows/ci.yml",
  ".GitHub/x.yml",
  "a/../b.ts",
  "/etc/x.ts",
  ".git/config.toml",
  "a/.git /x.ts",
  "GIT~1/x.ts",
  "a\u200b.ts",
  "package.json",
  "flows/package.json",
  "millwright.config.ts",
  "CODEOWNERS",
  "docs/codeowners",
  "action.yml",
  "run.sh",
  "a\\b.ts",
  "node_modules/x/y.ts",
])("takes no change of %j for one of a definition", (path) => {
  expect(problemOfPath(path, "source")).toEqual(expect.any(String));
  const proposal = aProposal(commit);
  const [source, ...rest] = proposal.files;
  expect(readPublishLine(JSON.stringify({ ...proposal, files: [{ ...source, path }, ...rest] }))).toHaveProperty("problem");
});

it("takes a proposal as it is written, and none with artifacts elsewhere, a reference for a branch or one member more", () => {
  const proposal = aProposal(commit);
  expect(readPublishLine(JSON.stringify(proposal))).toEqual({ proposal });
  const spoiled = [
    { ...proposal, files: [...proposal.files, { path: "other/x.yaml", kind: "artifact", before: null, text: "" }] },
    { ...proposal, base: { branch: "refs/heads/main", commit } },
    { ...proposal, base: { branch: "a..b", commit } },
    { ...proposal, key: { ...proposal.key, step: "a/b" } },
    { ...proposal, more: 1 },
  ];
  for (const each of spoiled) expect(readPublishLine(JSON.stringify(each))).toHaveProperty("problem");
});

it("shows what others wrote as text: nothing mentions, links, refers, ends a block or begins a line", () => {
  const evil = "/approve @team acme/x#12 ``` </details> <img src=x> https://evil.example [skip ci] | -->";
  const proposal = aProposal(commit, "16Gi", { because: evil, artifacts: [evil], changed: { formula: evil } });
  const body = bodyOf({ ...proposal, verdict: { ...proposal.verdict, evidence: [{ line: 1, text: evil }], subject: evil } });
  expect(body).not.toMatch(/@team|x#12|<img|https:\/\/evil|\[skip ci\]/);
  expect(body.split("\n").filter((line) => /^\s*\//.test(line))).toEqual([]);
  expect(body.match(/^```/gm)).toHaveLength(4);
  expect(body.match(/<\/details>/g)).toHaveLength(1);
});
