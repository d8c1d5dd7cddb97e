import { problem } from "../recording/recording.ts";
import { foundWords } from "./found-words.ts";

/** The name of a definition; anything but text is noted as a mistake, and the definition goes by "unknown". */
export function definitionName(kind: string, name: unknown): string {
  if (typeof name === "string") return name;
  problem("load/name-is-text", { kind, found: foundWords(name) }, { path: [0] });
  return "unknown";
}
