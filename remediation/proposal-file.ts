/**
 * What the publisher is given: a proposal with everything that a pull request needs, as one file
 *
 * The publisher holds a token and loads no definition, so the file carries the edits, the artifacts after them and the policy. It was written by a process that
 * read a stranger's log: whatever is read from it is checked by this schema first, and texts in it are shown as text.
 */
import * as z from "zod";

const text = (most: number) => z.string().max(most);
const scalar = z.union([text(1000), z.number(), z.boolean()]);
/** Relative to the top of the repository; nothing climbs out of it, and nothing is git's own. */
const repositoryPath = text(400).regex(
  /^(?!\/)(?!(?:.*\/)?\.{1,2}(?:\/|$))(?!(?:.*\/)?\.git(?:\/|$))(?!\.github\/)[^\\\0\p{Cc}]+$/iu,
  "a path inside the repository",
);
const part = text(100).regex(/^[A-Za-z0-9_](?:[\w.-]*[A-Za-z0-9_])?$/, "a part of a branch's name");
const hash = z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/, "a hash of git");

const companion = z.strictObject({ field: text(400), from: scalar.nullable(), to: scalar, formula: text(1000) });

/** The schema of a proposal file. */
export const proposalFile = z.strictObject({
  formatVersion: z.literal(1),
  /** One pull request for each of these. */
  key: z.strictObject({ environment: part, flow: part, step: part, class: part, field: part }),
  base: z.strictObject({ branch: text(250), commit: hash }),
  change: z.strictObject({
    definition: text(400),
    /** "steps.fit.resources.memory". */
    field: text(400),
    from: scalar.nullable(),
    to: scalar,
    formula: text(1000),
    observed: z.record(text(100), z.union([text(1000), z.number()])),
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
    .array(
      z.strictObject({
        path: repositoryPath,
        kind: z.enum(["source", "artifact"]),
        /** The blob's hash at the base; null where the file is not there. */
        before: hash.nullable(),
        /** Null for a file that goes. */
        text: z.string().max(20_000_000).nullable(),
      }),
    )
    .min(1)
    .max(5000),
  /** The change of the artifacts in words, as lines. */
  artifacts: z.array(text(1000)).max(500),
  /** What the platform allows, as it says at the base commit. */
  policy: z.strictObject({
    repository: text(200).nullable(),
    pullRequests: z.strictObject({ hourly: z.int().min(1), open: z.int().min(1), perFlow: z.int().min(1) }),
    coolDownSeconds: z.number().min(0),
    dashboard: z.boolean(),
  }),
});

export type ProposalFile = z.infer<typeof proposalFile>;
