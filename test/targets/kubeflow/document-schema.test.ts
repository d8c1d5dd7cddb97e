/** The check that runs before each write, against ajv over the same schemas. */
import { expect, test } from "vitest";
import { documentCheck } from "../../../targets/document-check.ts";
import { pipelineSchema, platformSchema, recurringRunSchema } from "../../../targets/kubeflow/document-schema.ts";
import { goldenDocuments } from "../../conformance/kubeflow/broken-pipelines.ts";
import { type Node, spoil } from "../../support/spoiled-documents.ts";

const run = {
  max_concurrency: "10",
  mode: "ENABLE",
  namespace: "ml",
  no_catchup: true,
  runtime_config: { parameters: { day: "x" } },
  service_account: "runner",
  trigger: { cron_schedule: { cron: "0 0 3 * * *" } },
};

test("it says of each golden document, and of each that is spoiled in one place, what ajv says", () => {
  const documents = ["handlers", "pods", "retries"].map((name) => goldenDocuments(name) as unknown as { pipeline: Node; platform: Node });
  const found = [
    spoil(
      pipelineSchema,
      documents.map(({ pipeline }) => pipeline),
    ),
    spoil(
      platformSchema,
      documents.map(({ platform }) => platform),
    ),
    spoil(recurringRunSchema, [run]),
  ];
  expect(found.reduce((sum, { right }) => sum + right, 0)).toBeGreaterThan(1_000);
  expect(found.reduce((sum, { wrong }) => sum + wrong, 0)).toBeGreaterThan(10_000);
});

test("it names the place and what is wrong there", () => {
  const { pipeline, platform } = goldenDocuments("retries");
  expect(documentCheck(pipelineSchema)({ ...pipeline, schemaVersion: "2.0.0" })).toBe('/schemaVersion is none of ["2.1.0"]');
  expect(documentCheck(platformSchema)({ ...platform, formatVersion: 1 })).toBe(' has "formatVersion", which it must not');
  expect(documentCheck(recurringRunSchema)({ ...run, trigger: { cron_schedule: { cron: "0 3 * * *" } } })).toBe(
    "/trigger/cron_schedule/cron does not match ^0( \\S+){5}$",
  );
});
