import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ExpectedCase, parseExpected } from "./expected.ts";

export interface MeaningCase {
  /** The folder's name. */
  readonly name: string;
  /** Absolute path of the definitions. */
  readonly file: string;
  /** The flow that is run. */
  readonly flow: string;
  readonly expected: ExpectedCase;
}

/** All cases of the suite, by name. */
export function meaningCases(): readonly MeaningCase[] {
  return readdirSync(import.meta.dirname)
    .filter((name) => existsSync(join(import.meta.dirname, name, "expected.json")))
    .sort()
    .map((name) => readCase(name));
}

function readCase(name: string): MeaningCase {
  const folder = join(import.meta.dirname, name);
  try {
    const expected = parseExpected(readFileSync(join(folder, "expected.json"), "utf8"));
    return { name, file: join(folder, "flow.ts"), flow: expected.flow ?? name, expected };
  } catch (error) {
    throw new Error(`Case "${name}" cannot be read.`, { cause: error });
  }
}
