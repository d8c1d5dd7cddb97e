import fs from "node:fs";

/** No engine hands on longer values; files of any size travel as artifacts. */
const longest = 16 * 1024 * 1024;

/** The text of an output file, less one newline at its end; undefined where there is no such file; or what is wrong with it. */
export function readOutput(file: string): { readonly text: string } | { readonly problem: string } | undefined {
  let stats: fs.Stats;
  try {
    stats = fs.statSync(file);
  } catch {
    return undefined;
  }
  if (!stats.isFile()) return { problem: "is no file" };
  if (stats.size > longest) return { problem: `has ${stats.size} bytes, where a value has at most ${longest}: hand it on as an artifact` };
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(fs.readFileSync(file));
    return { text: text.endsWith("\n") ? text.slice(0, -1) : text };
  } catch (error) {
    return { problem: error instanceof TypeError ? "is no UTF-8 text" : `cannot be read: ${(error as Error).message}` };
  }
}
