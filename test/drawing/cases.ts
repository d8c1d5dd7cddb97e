/** The golden cases of pictures: a folder each, with the definitions and what is drawn of them. */
import fs from "node:fs";
import path from "node:path";
import type { Program } from "../../compiler/program.ts";
import { programOf } from "../support/program.ts";

const folder = path.join(import.meta.dirname, "cases");

export interface Case {
  readonly name: string;
  readonly folder: string;
  readonly program: Program;
}

/** All cases, in order of name. */
export async function cases(): Promise<readonly Case[]> {
  const found: Case[] = [];
  for (const name of fs.readdirSync(folder).sort()) found.push(await caseNamed(name));
  return found;
}

export async function caseNamed(name: string): Promise<Case> {
  const definitions = (await import(path.join(folder, name, "definition.flow.ts"))) as Readonly<Record<string, unknown>>;
  return { name, folder: path.join(folder, name), program: programOf(definitions) };
}
