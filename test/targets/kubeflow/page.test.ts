import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { supports } from "../../../targets/kubeflow/supports.ts";
import { expectRefusalsIn } from "../../support/refusals-page.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

test("the page names every refusal, with its reason and the way out", () => {
  expectRefusalsIn("kubeflow.md", supports);
});

test("the page has a row for each rule", () => {
  const page = readFileSync(`${root}docs/kubeflow.md`, "utf8");
  const rows = [...page.matchAll(/^\| `kubeflow\/([a-z-]+)`/gm)].map(([, name]) => name);
  const rules = readdirSync(`${root}targets/kubeflow/rules`).flatMap((file) => (file.endsWith(".md") ? [file.slice(0, -3)] : []));
  expect(rows).toEqual(rules.filter((name) => name !== "unsupported").sort());
});
