/**
 * The hidden first line of a pull request of ours
 *
 * GitHub is the memory of what was published: the line says which proposal it was, so that a later run, on another machine, knows what it finds.
 */
import { createHash } from "node:crypto";
import * as z from "zod";
import type { ProposalFile } from "../proposal-file.ts";
import { branchOfKey } from "./branch-name.ts";

const marker = z.object({
  /** The branch's name, which the key is a part of. */
  key: z.string().max(700),
  environment: z.string().max(100),
  flow: z.string().max(100),
  from: z.union([z.string().max(1000), z.number(), z.boolean()]).nullable(),
  to: z.union([z.string().max(1000), z.number(), z.boolean()]),
  /** Of the text that follows, and of the title. */
  fingerprint: z.string().max(64),
});
export type Marker = z.infer<typeof marker>;

const begin = "<!-- millwright:remediation ";
const end = " -->";

/** The text of a pull request with its marker before it. */
export function withMarker({ key, change }: ProposalFile, title: string, text: string): string {
  const fingerprint = createHash("sha256").update(`${title}\n${text}`).digest("hex").slice(0, 16);
  const { environment, flow } = key;
  const data: Marker = { key: branchOfKey(key), environment, flow, from: change.from, to: change.to, fingerprint };
  return `${begin}${hiddenJson(data)}${end}\n${text}`;
}

/** JSON that ends no comment: whatever could is an escape. */
function hiddenJson(data: object): string {
  return JSON.stringify(data).replace(
    /[<>&\u007f-\uffff]|-(?=-)|@|#/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** What a text's first line says; undefined where the text is not of ours. */
export function readMarker(text: string): Marker | undefined {
  const line = text.slice(0, text.search(/\r?\n|$/));
  if (!line.startsWith(begin) || !line.endsWith(end)) return undefined;
  try {
    return marker.safeParse(JSON.parse(line.slice(begin.length, -end.length))).data;
  } catch {
    return undefined;
  }
}
