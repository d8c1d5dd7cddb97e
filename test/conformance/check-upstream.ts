import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrokenCase, hasManifest } from "./broken-case.ts";
import type { Checker } from "./checker.ts";
import { hasNewestDefinitions, judge, type Layer, type Verdict } from "./judge.ts";
import { patchedRelease } from "./manifest-base.ts";
import type { Result } from "./result.ts";

/**
 * The verdicts that the table records, held against those of upstream code: the sound release passes, each broken one is refused by the
 * layers and for the reasons that are written there, and let through where that is written. Shows that the check can fail at all.
 */
export async function checkUpstream(checker: Checker | string, cases: readonly BrokenCase[]): Promise<readonly Result[]> {
  const broken = cases.filter(hasManifest);
  if (typeof checker === "string") return broken.map((each) => ({ title: each.broken, outcome: "skipped", detail: checker }));
  const applied = checker.gitops === undefined ? [] : notApplied;
  const seeded = [{ broken: "the sound release", manifest: "", lint: null, crd: null }, ...broken, ...undecodable, ...applied];
  const folder = await mkdtemp(join(tmpdir(), "millwright-conformance-"));
  try {
    const releases = await Promise.all(seeded.map((each, index) => writeRelease(join(folder, String(index)), each.manifest)));
    const runs = [await judge(checker, releases, "built-in")];
    if (hasNewestDefinitions()) runs.push(await judge(checker, releases, "newest"));
    return seeded.map((each, index) => {
      const wrong = runs.flatMap((verdicts) =>
        whatDiffers(
          each,
          verdicts.filter((verdict) => verdict.release === releases[index]),
        ),
      );
      return wrong.length === 0
        ? { title: each.broken, outcome: "passed" }
        : { title: each.broken, outcome: "failed", detail: [...new Set(wrong)].join("; ") };
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the CRDs of Argo CD and Flux refuse. */
const notApplied = [
  {
    broken: "an Application of Argo CD without a destination",
    manifest: `schedule:
      apiVersion: argoproj.io/v1alpha1
      kind: Application
      metadata: { name: ml, namespace: argocd }
      spec: { project: default, source: { repoURL: "https://example.com/ml.git", path: deploy } }`,
    lint: null,
    crd: "spec.destination: Required value",
  },
  {
    broken: "a Kustomization of Flux whose source is of no kind",
    manifest: `schedule:
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata: { name: ml, namespace: flux-system }
      spec: { interval: 10m, path: ./deploy, prune: true, sourceRef: { kind: Repository, name: ml } }`,
    lint: null,
    crd: "Unsupported value",
  },
  {
    broken: "a GitRepository of Flux with an interval that is none",
    manifest: `schedule:
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata: { name: ml, namespace: flux-system }
      spec: { interval: daily, url: "https://example.com/ml.git", ref: { branch: main } }`,
    lint: null,
    crd: "should match",
  },
];

/** What the decoder of Kubernetes' own kinds refuses; no definition of ours could ask for it. */
const undecodable = [
  {
    broken: "a role with a field that roles lack",
    manifest: `schedule:
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: { name: runner, namespace: ml }
      rules: [{ apiGroups: [argoproj.io], resource: [workflowtaskresults], verbs: [create, patch] }]`,
    lint: null,
    crd: null,
    decode: `unknown field "rules[0].resource"`,
  },
  {
    broken: "a service account whose name is none",
    manifest: "schedule: { apiVersion: v1, kind: ServiceAccount, metadata: { name: Runner, namespace: ml } }",
    lint: null,
    crd: null,
    decode: "RFC 1123 subdomain",
  },
  {
    broken: "a pod's patch with a field that pods lack",
    manifest: `consume/podSpecPatch: '{"terminationGraceSeconds": 30}'`,
    lint: null,
    crd: null,
    decode: "terminationGraceSeconds",
  },
];

async function writeRelease(folder: string, patch: string): Promise<string> {
  await mkdir(folder);
  await writeFile(join(folder, "release.yaml"), patchedRelease(patch));
  return folder;
}

interface Recorded {
  readonly lint: string | null;
  readonly crd: string | null;
  readonly decode?: string;
}

function whatDiffers(recorded: Recorded, verdicts: readonly Verdict[]): readonly string[] {
  if (verdicts.length === 0) return ["nothing was judged"];
  return (["yaml", "decode", "lint", "crd"] as const).flatMap((layer: Layer) => {
    const said = verdicts.flatMap((verdict) =>
      verdict.problems.filter((problem) => problem.by === layer).map((problem) => problem.message),
    );
    const expected = layer === "yaml" ? null : (recorded[layer] ?? null);
    if (expected === null) return said.length === 0 ? [] : [`${layer} should let it through but says: ${said.join(" | ")}`];
    if (said.some((message) => message.includes(expected))) return [];
    return [`${layer} should say "${expected}" but ${said.length === 0 ? "lets it through" : `says: ${said.join(" | ")}`}`];
  });
}
