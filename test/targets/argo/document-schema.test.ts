/** The check that runs before each write, against ajv over the same schema: every place of every golden document, spoiled in every way. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { documentSchema } from "../../../targets/argo/document-schema.ts";
import { documentCheck } from "../../../targets/document-check.ts";

const cases = fileURLToPath(new URL("cases/", import.meta.url));
const reference = new Ajv({ discriminator: true, strict: false }).compile(documentSchema);
const check = documentCheck(documentSchema);
type Node = { [name: string]: unknown };

function documentsOf(name: string): readonly Node[] {
  const folder = join(cases, name, "expected");
  return readdirSync(folder)
    .filter((file) => file !== "access.yaml" && file !== "kustomization.yaml")
    .flatMap((file) => parseAllDocuments(readFileSync(join(folder, file), "utf8")).map((document) => document.toJS() as Node));
}

/** Calls `visit` with each object or list of a document, and the names in it; of lists the first three items. */
function everyPlace(node: unknown, visit: (holder: Node, name: string) => void): void {
  if (typeof node !== "object" || node === null) return;
  const names = Object.keys(node);
  for (const name of Array.isArray(node) ? names.slice(0, 3) : names) {
    everyPlace((node as Node)[name], visit);
    visit(node as Node, name);
  }
}

const others: readonly unknown[] = ["", "Text Text", "{{x}}", 0, -1, 1.5, true, false, null, [], [""], {}, { a: "b" }, { a: 1 }];

test("it says of each golden document, and of each that is spoiled in one place, what ajv says", () => {
  let found = { right: 0, wrong: 0 };
  const agree = (document: Node, what: string): void => {
    const right = reference(document);
    const problem = check(document);
    if ((problem === undefined) !== right) expect.fail(`${what}: ajv ${JSON.stringify(reference.errors)}, we ${problem}`);
    found = right ? { ...found, right: found.right + 1 } : { ...found, wrong: found.wrong + 1 };
  };
  for (const name of readdirSync(cases)) {
    for (const document of documentsOf(name)) {
      agree(document, name);
      expect(check(document)).toBeUndefined();
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
  }
  expect(found.right).toBeGreaterThan(1000);
  expect(found.wrong).toBeGreaterThan(10_000);
});

test("it names the place and what is wrong there", () => {
  const metadata = { name: "a", namespace: "b" };
  const document = { apiVersion: "argoproj.io/v1alpha1", kind: "CronWorkflow", metadata, spec: { schedule: "* * * * *" } };
  expect(check(document)).toBe('/spec has no "schedules"');
  expect(check({ ...document, metadata: { ...metadata, uid: "1" } })).toBe('/metadata has "uid", which it must not');
  expect(check({ ...document, kind: "Workflow" })).toBe("/kind is none that is known");
  expect(check({ ...document, metadata: { ...metadata, name: "a".repeat(64) } })).toBe("/metadata/name does not match ^.{1,63}$");
});
