import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { resultOf } from "./check-emitted.ts";
import { emittedReleases } from "./emitted.ts";
import type { Verdict } from "./judge.ts";

let root = "";

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "millwright-emitted-"));
});

afterEach(() => rm(root, { recursive: true, force: true }));

async function place(...files: readonly string[]): Promise<void> {
  for (const file of files) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), "");
  }
}

test("each environment of an example is a release", async () => {
  await place("examples/acme/deploy/prod/argo/churn.yaml", "examples/acme/deploy/staging/argo/churn.yaml", "examples/acme/churn.flow.ts");
  expect(await emittedReleases(root)).toEqual(["examples/acme/deploy/prod", "examples/acme/deploy/staging"]);
});

test("pipelines are no manifests: their objects are given one by one, and the folders of other targets as they are", async () => {
  await place(
    "examples/acme/deploy/prod/argo/churn.yaml",
    "examples/acme/deploy/prod/kubeflow/churn.yaml",
    "examples/acme/deploy/prod/kubeflow/churn.crs.yaml",
  );
  await place("test/targets/kubeflow/cases/one/expected/one.yaml", "test/targets/kubeflow/cases/one/expected/one.crs.yaml");
  expect(await emittedReleases(root)).toEqual([
    "examples/acme/deploy/prod/argo",
    "examples/acme/deploy/prod/kubeflow/churn.crs.yaml",
    "test/targets/kubeflow/cases/one/expected/one.crs.yaml",
  ]);
});

test("a golden case may keep its manifests in folders, or side by side as one release", async () => {
  await place(
    "test/argo/cases/loop/expected/prod/loop.yaml",
    "test/argo/cases/join/expected/join.yaml",
    "test/argo/cases/join/expected/note.md",
  );
  expect(await emittedReleases(root)).toEqual(["test/argo/cases/join/expected", "test/argo/cases/loop/expected/prod"]);
});

test("installed packages are no examples", async () => {
  await place("examples/acme/node_modules/x/deploy/prod/x.yaml");
  expect(await emittedReleases(root)).toEqual([]);
});

function verdict(...messages: readonly string[]): Verdict {
  const problems = messages.map((message) => ({ by: "lint" as const, message }));
  return { release: "r", file: "f.yaml", kind: "WorkflowTemplate", name: "t", problems };
}

const ofArgo41 = 'strict decoding error: unknown field "spec.templates[2].pendingTimeout", unknown field "spec.podResources"';

test("a field of Argo 4.1 is left to the CRDs of 4.1, and skipped where they are missing", () => {
  expect(resultOf(verdict(ofArgo41), undefined).outcome).toBe("skipped");
  expect(resultOf(verdict(ofArgo41), verdict()).outcome).toBe("passed");
  expect(resultOf(verdict(ofArgo41), verdict("podResources: cpu is no number"))).toMatchObject({
    outcome: "failed",
    detail: "lint: podResources: cpu is no number",
  });
});

test("any other problem fails, whichever CRDs see it, beside a field of 4.1 too", () => {
  const typo = 'unknown field "spec.timout"';
  expect(resultOf(verdict(typo), undefined).outcome).toBe("failed");
  expect(resultOf(verdict(typo), verdict()).outcome).toBe("failed");
  expect(resultOf(verdict(), verdict(typo)).outcome).toBe("failed");
  expect(resultOf(verdict(`unknown field "spec.podResources", ${typo}`), verdict()).outcome).toBe("failed");
  expect(resultOf(verdict(ofArgo41, "entrypoint is required"), undefined).outcome).toBe("failed");
  expect(resultOf(verdict('unknown field "spec.podResources"; entrypoint is required'), undefined).outcome).toBe("failed");
});

test("a kind that no CRD describes is skipped, unless the newest ones do", () => {
  const unknown = { ...verdict(), skipped: "no schema of RayJob.ray.io" };
  expect(resultOf(unknown, undefined)).toMatchObject({ outcome: "skipped", detail: "no schema of RayJob.ray.io" });
  expect(resultOf(unknown, verdict()).outcome).toBe("passed");
});
