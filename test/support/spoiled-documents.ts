/** A check of documents against ajv over the same schema: every place of each document, spoiled in every way. */
import { Ajv } from "ajv";
import { expect } from "vitest";
import { documentCheck, type Schema } from "../../targets/document-check.ts";

export type Node = { [name: string]: unknown };

const others: readonly unknown[] = ["", "Text Text", "{{x}}", 0, -1, 1.5, true, false, null, [], [""], {}, { a: "b" }, { a: 1 }];

/** Calls `visit` with each object or list of a document, and the names in it; of lists the first three items. */
function everyPlace(node: unknown, visit: (holder: Node, name: string) => void): void {
  if (typeof node !== "object" || node === null) return;
  const names = Object.keys(node);
  for (const name of Array.isArray(node) ? names.slice(0, 3) : names) {
    everyPlace((node as Node)[name], visit);
    visit(node as Node, name);
  }
}

/** Fails where our check and ajv disagree; gives back how often both found a document right, and how often wrong. */
export function spoil(schema: Schema, documents: readonly Node[]): { readonly right: number; readonly wrong: number } {
  const reference = new Ajv({ discriminator: true, strict: false }).compile(schema);
  const check = documentCheck(schema);
  let found = { right: 0, wrong: 0 };
  const agree = (document: Node, what: string): void => {
    const right = reference(document);
    const problem = check(document);
    if ((problem === undefined) !== right) expect.fail(`${what}: ajv ${JSON.stringify(reference.errors)}, we ${problem}`);
    found = right ? { ...found, right: found.right + 1 } : { ...found, wrong: found.wrong + 1 };
  };
  for (const document of documents) {
    expect(check(document)).toBeUndefined();
    agree(document, "as it is");
    everyPlace(document, (holder, at) => {
      const before = holder[at];
      for (const other of others) {
        holder[at] = other;
        agree(document, `${at}: ${JSON.stringify(other)}`);
      }
      if (Array.isArray(holder)) holder[at] = before;
      else {
        delete holder[at];
        agree(document, `without ${at}`);
        holder[at] = before;
        holder[`${at}x`] = before;
        agree(document, `${at}x`);
        delete holder[`${at}x`];
      }
    });
  }
  return found;
}
