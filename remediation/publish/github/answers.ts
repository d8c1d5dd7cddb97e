/** What GitHub answers, as far as it is used. Source: docs.github.com "REST API", version 2022-11-28. */
import * as z from "zod";

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
/** GitHub gives a text back with the line ends of the web. */
const longText = z
  .string()
  .nullable()
  .transform((text) => (text ?? "").replaceAll("\r\n", "\n"));
const hash = z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);
const labels = z
  .array(z.union([z.string(), z.object({ name: z.string().nullish() })]))
  .transform((all) => all.map((label) => (typeof label === "string" ? label : (label.name ?? ""))));

export const repositoryAnswer = z.object({
  default_branch: z.string(),
  archived: z.boolean(),
  permissions: z.object({ push: z.boolean() }).optional(),
});

export const referenceAnswer = z.object({ ref: z.string(), object: z.object({ type: z.string(), sha: hash }) });

export const commitAnswer = z
  .object({ sha: hash, tree: z.object({ sha: hash }), parents: z.array(z.object({ sha: hash })), message: z.string() })
  .transform(({ sha, tree, parents, message }) => ({
    hash: sha,
    tree: tree.sha,
    parents: parents.map((parent) => parent.sha),
    message: message.replaceAll("\r\n", "\n"),
  }));

export const comparisonAnswer = z.object({ status: z.enum(["ahead", "behind", "diverged", "identical"]) });

export const treeAnswer = z.object({
  sha: hash,
  truncated: z.boolean().optional(),
  tree: z.array(z.object({ path: z.string(), mode: z.string(), type: z.string(), sha: hash })),
});

export const madeAnswer = z.object({ sha: hash });

export const pullAnswer = z
  .object({
    number: z.int(),
    html_url: z.string(),
    state: z.enum(["open", "closed"]),
    merged_at: moment.nullable(),
    closed_at: moment.nullable(),
    created_at: moment,
    title: z.string(),
    body: longText,
    labels,
    base: z.object({ ref: z.string() }),
    head: z.object({ ref: z.string() }),
  })
  .transform(
    ({ number, html_url: url, state, merged_at: merged, closed_at: closed, created_at: createdAt, title, body, labels, base }) => ({
      number,
      url,
      state: state === "open" ? ("open" as const) : merged === null ? ("closed" as const) : ("merged" as const),
      base: base.ref,
      title,
      body,
      labels,
      createdAt,
      endedAt: merged ?? closed,
    }),
  );

export const issueAnswer = z
  .object({
    number: z.int(),
    html_url: z.string(),
    state: z.enum(["open", "closed"]),
    title: z.string(),
    body: longText,
    labels,
    created_at: moment,
    pull_request: z.unknown().optional(),
  })
  .transform(({ number, html_url: url, state, title, body, labels, created_at: createdAt, pull_request: request }) => ({
    number,
    url,
    isOpen: state === "open",
    title,
    body,
    labels,
    isRequest: request !== undefined && request !== null,
    createdAt,
  }));

export const commentAnswer = z.object({ body: longText });

export const installationAnswer = z.object({ id: z.int() });
export const installationTokenAnswer = z.object({ token: z.string().min(1).max(1000) });
