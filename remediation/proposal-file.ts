/**
 * What the publisher is given: a proposal with everything that a pull request needs, as one file
 *
 * The publisher holds a token and loads no definition, so the file carries the edits, the artifacts after them and the policy. It was written by a process that
 * read a stranger's log: whatever is read from it is checked by this schema first, and texts in it are shown as text.
 */
import * as z from "zod";
import { artifactList, problemOfPath } from "./publish/repository-path.ts";

const text = (most: number) => z.string().max(most);
const scalar = z.union([text(1000), z.number(), z.boolean()]);
const part = text(100).regex(/^(?!.{0,100}(?:\.\.|\.lock$))[A-Za-z0-9_](?:[\w.-]{0,98}[A-Za-z0-9_])?$/, "a part of a branch's name");
/** A branch as git allows it, and no option, no reference by another name. */
const branchName = text(250).regex(
  /^(?!remediate\/|refs\/)(?!.{0,250}(?:\.\.|\/\/|\/\.|\.lock(?:\/|$)))[A-Za-z0-9_][\w./+#-]{0,249}(?<![./])$/,
  "the name of a branch",
);
/** Text and artifacts of one proposal together, in characters. */
const mostText = 30_000_000;
/** Of pull requests, whatever a config says. */
const most = z.int().min(1).max(100);
const hash = z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/, "a hash of git");

const companion = z.strictObject({ field: text(400), from: scalar.nullable(), to: scalar, formula: text(1000) });

const proposalKey = z.strictObject({ environment: part, flow: part, step: part, class: part, field: part });
/** One pull request for each of these. */
export type ProposalKey = z.infer<typeof proposalKey>;

const file = z
  .strictObject({
    path: text(400),
    kind: z.enum(["source", "artifact"]),
    /** The blob's hash at the base; null where the file is not there. */
    before: hash.nullable(),
    /** Null for a file that goes. */
    text: text(20_000_000).nullable(),
  })
  .superRefine(({ path, kind, before, text: after }, { addIssue }) => {
    const problem = problemOfPath(path, kind);
    if (problem !== undefined) addIssue({ code: "custom", path: ["path"], message: `the path ${problem}` });
    if (after === null && before === null) addIssue({ code: "custom", message: "a file that is not there cannot go" });
    if (after?.isWellFormed() === false) addIssue({ code: "custom", path: ["text"], message: "the text is no Unicode" });
  });
export type ProposedFile = z.infer<typeof file>;

/** Two that cannot lie beside each other, and artifacts that no list of artifacts speaks for. */
function problemOfFiles(files: readonly ProposedFile[]): string | undefined {
  const names = files.map(({ path }) => path.toLowerCase()).sort();
  for (const [index, name] of names.entries()) {
    const next = names[index + 1];
    if (next === name) return `two files are named "${name}"`;
  }
  const all = new Set(names);
  for (const name of names) {
    for (let at = name.indexOf("/"); at !== -1; at = name.indexOf("/", at + 1))
      if (all.has(name.slice(0, at))) return `"${name.slice(0, at)}" is a file and a folder`;
  }
  if (!files.some(({ kind }) => kind === "source")) return "no definition or config file changes";
  if (files.reduce((sum, { text: after }) => sum + (after?.length ?? 0), 0) > mostText)
    return "the texts are longer than 30,000,000 characters together";
  const artifacts = files.filter(({ kind }) => kind === "artifact");
  if (artifacts.length === 0) return undefined;
  const list = artifacts.find(({ path }) => path.endsWith(`/${artifactList}`));
  if (list?.before == null || list.text === null) return `the artifacts come without a changed "${artifactList}"`;
  const folder = list.path.slice(0, -artifactList.length);
  const outside =
    artifacts.find(({ path }) => !path.startsWith(folder)) ?? files.find(({ path, kind }) => kind === "source" && path.startsWith(folder));
  return outside === undefined ? undefined : `"${outside.path}" is not where its kind lies, with the output folder "${folder}"`;
}

/** "github:acme/ml-platform". */
export const repositoryName = text(200).regex(
  /^github:[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})\/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/,
  "a repository",
);

/** The schema of a proposal file. */
export const proposalFile = z.strictObject({
  formatVersion: z.literal(1),
  key: proposalKey,
  base: z.strictObject({ branch: branchName, commit: hash }),
  change: z.strictObject({
    definition: text(400),
    /** "steps.fit.resources.memory". */
    field: text(400),
    from: scalar.nullable(),
    to: scalar,
    formula: text(1000),
    observed: z
      .record(text(100), z.union([text(1000), z.number()]))
      .refine((figures) => Object.keys(figures).length <= 30, { error: "at most 30 figures" }),
    bound: z.strictObject({ most: text(200), because: text(1000) }).nullable(),
    safety: z.enum(["safe", "review"]),
    cost: z.strictObject({ unit: z.enum(["GPU-hours", "GiB-hours", "CPU-hours"]), perMonth: z.number(), because: text(1000) }).nullable(),
    alongside: z.array(companion).max(20),
    /** Fields that moved with it, in words. */
    also: z.array(text(1000)).max(100),
  }),
  verdict: z.strictObject({
    confidence: z.number().min(0).max(1),
    rule: text(200).nullable(),
    model: text(200).nullable(),
    run: text(400).nullable(),
    subject: text(400).nullable(),
    /** Redacted. */
    evidence: z.array(z.strictObject({ line: z.int().nullable(), text: text(400) })).max(8),
  }),
  /** Why the edit is where it is. */
  because: text(2000),
  /** Each file that changes: what it has to be at the base, and what it becomes. */
  files: z
    .array(file)
    .min(1)
    .max(5000)
    .superRefine((files, { addIssue }) => {
      const problem = problemOfFiles(files);
      if (problem !== undefined) addIssue({ code: "custom", message: problem });
    }),
  /** The change of the artifacts in words, as lines. */
  artifacts: z.array(text(1000)).max(500),
  /** What the platform allows, as it says at the base commit. */
  policy: z.strictObject({
    repository: repositoryName.nullable(),
    pullRequests: z.strictObject({ hourly: most, open: most, perFlow: most }),
    coolDownSeconds: z
      .number()
      .min(0)
      .max(400 * 86_400),
    dashboard: z.boolean(),
  }),
});

export type ProposalFile = z.infer<typeof proposalFile>;
