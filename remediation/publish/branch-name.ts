import { createHash } from "node:crypto";
import type { ProposalKey } from "../proposal-file.ts";

const longest = 100;

/** A text as a part of a branch's name. Two texts never become one: where characters had to go, a few of a hash say which it was. */
export function branchPart(text: string): string {
  const safe = text
    .replace(/[^\w.-]+/g, "-")
    .replace(/\.{2,}/g, ".")
    .replace(/^[.-]{1,200}|[.-]{1,200}$|\.lock$/g, "");
  if (safe === text && text !== "" && text.length <= longest) return text;
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
  const cut = safe.slice(0, longest - 9).replace(/[.-]{1,200}$/, "");
  return cut === "" ? hash : `${cut}-${hash}`;
}

/** "remediate/prod/churn/fit/mem.container_oom/resources.memory". */
export function branchOfKey({ environment, flow, step, class: name, field }: ProposalKey): string {
  return ["remediate", environment, flow, step, name, field].join("/");
}
