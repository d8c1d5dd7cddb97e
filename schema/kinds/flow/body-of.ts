import { problem } from "../../recording/recording.ts";
import { foundWords } from "../../values/found-words.ts";
import type { ArgumentPath } from "../../values/plain.ts";

export type Body = (...values: readonly unknown[]) => unknown;

/** The body of a flow, a loop or a branch. Anything but a function is noted as a mistake, and describes nothing. */
export function bodyOf(body: unknown, owner: string, path: ArgumentPath): Body {
  if (typeof body === "function") return body as Body;
  problem("load/body-is-function", { owner, found: foundWords(body) }, { path });
  return () => undefined;
}
