import path from "node:path";
import { childScript } from "../compiler/evaluate/child-process.ts";

/** The command itself, bundled: what another process of it is started with. */
export function commandFile(): string {
  return path.join(path.dirname(childScript()), "main.js");
}
