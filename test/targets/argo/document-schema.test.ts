/** The check that runs before each write, against ajv over the same schema: every place of every golden document, spoiled in every way. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { documentSchema } from "../../../targets/argo/document-schema.ts";
import { documentCheck } from "../../../targets/document-check.ts";
import { type Node, spoil } from "../../support/spoiled-documents.ts";

const cases = fileURLToPath(new URL("cases/", import.meta.url));
const check = documentCheck(documentSchema);

function documentsOf(name: string): readonly Node[] {
  const folder = join(cases, name, "expected");
  return readdirSync(folder)
    .filter((file) => file !== "access.yaml" && file !== "kustomization.yaml")
    .flatMap((file) => parseAllDocuments(readFileSync(join(folder, file), "utf8")).map((document) => document.toJS() as Node));
}

test("it says of each golden document, and of each that is spoiled in one place, what ajv says", () => {
  const found = spoil(documentSchema, readdirSync(cases).flatMap(documentsOf));
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
