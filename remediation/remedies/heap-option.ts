/** The size of a heap as a step says it: in the options of a JVM or of Node, in a variable or in the command. */
import type { PropertyPath } from "../../compiler/diff/described.ts";
import type { Step } from "../../compiler/program.ts";
import { mebibyte } from "./raise.ts";

export type Runtime = "jvm" | "node";

export interface HeapOption {
  readonly path: PropertyPath;
  /** The whole text that the option stands in. */
  readonly text: string;
  readonly bytes: number;
  /** The text with another heap. */
  readonly with: (bytes: number) => string;
}

const patterns: Readonly<Record<Runtime, RegExp>> = {
  jvm: /-Xmx(?<size>\d{1,9})(?<unit>[kKmMgG]?)(?![\w.])/,
  node: /--max[-_]old[-_]space[-_]size=(?<size>\d{1,9})(?<unit>)(?![\w.])/,
};
const factors: Readonly<Record<string, number>> = { "": 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };

/** Whether a text sets the size of a heap. */
export function setsHeap(text: string): boolean {
  return patterns.jvm.test(text) || patterns.node.test(text);
}

/** The option that the step says first, in its variables, then in its command; undefined where it says none in plain text. */
export function heapOption({ env, program }: Step, runtime: Runtime): HeapOption | undefined {
  const words = program.kind === "command" ? program.words : [];
  const texts: readonly (readonly [PropertyPath, unknown])[] = [
    ...Object.entries(env).map(([name, value]) => [["env", name], value] as const),
    ...words.map((word, index) => [["command", index], word] as const),
  ];
  for (const [path, text] of texts) {
    // A proposal holds both texts, and longer ones nobody reads.
    const found = typeof text === "string" && text.length <= 900 ? patterns[runtime].exec(text) : null;
    const { size, unit = "" } = found?.groups ?? {};
    if (typeof text !== "string" || found === null || size === undefined) continue;
    const factor = runtime === "node" ? mebibyte : (factors[unit.toLowerCase()] ?? 1);
    const isGibibytes = unit.toLowerCase() === "g";
    return {
      path,
      text,
      bytes: Number(size) * factor,
      with(bytes) {
        const number = Math.ceil(bytes / factor);
        const head = found[0].slice(0, found[0].length - size.length - unit.length);
        const isSmall = isGibibytes && number <= 8 && bytes % factor !== 0;
        const said = isSmall ? `${Math.ceil(bytes / mebibyte)}${unit === "G" ? "M" : "m"}` : `${number}${unit}`;
        return text.slice(0, found.index) + head + said + text.slice(found.index + found[0].length);
      },
    };
  }
  return undefined;
}
