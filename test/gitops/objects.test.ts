/** The objects by which Argo CD and Flux apply the artifacts: where each folder goes, and nothing that was not said. */
import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import type { Artifact } from "../../compiler/artifact.ts";
import { chooseGitops } from "../../compiler/environment/choose-gitops.ts";
import { gitopsArtifacts } from "../../compiler/gitops/gitops.ts";
import type { Environment } from "../../compiler/program.ts";
import type { Configuration } from "../../compiler/validate/validate-platform.ts";
import { type ArgoCdOptions, argoCd, type FluxOptions, flux } from "../../schema/index.ts";
import { kubeflow } from "../../targets/kubeflow/index.ts";

const prod: Environment = { name: "prod", namespace: "ml-prod", serviceAccount: "default", namePrefix: "" };
const staging: Environment = { ...prod, name: "staging", namespace: "ml-staging" };
const repository = "https://github.com/acme/ml-platform.git";

function configuration(gitops: Configuration["gitops"], more: Partial<Configuration> = {}): Configuration {
  const targets = [{ target: "argo", options: {}, external: false }];
  return {
    calls: [],
    definitions: [],
    output: "deploy",
    environments: [prod, staging],
    targets,
    remediation: {},
    runs: {},
    rules: {},
    ...more,
    ...(gitops !== undefined && { gitops }),
  };
}

function artifact(path: string): Artifact {
  return { path, text: "", from: ["flow:churn"] };
}

const artifacts = [
  "prod/argo/churn.yaml",
  "prod/argo/kustomization.yaml",
  "prod/argo/deep/kustomization.yaml",
  "prod/maestro/churn.json",
].map(artifact);

function objectsOf(gitops: Configuration["gitops"], output = "deploy"): readonly { readonly path: string; readonly objects: unknown }[] {
  const { chosen, diagnostics } = chooseGitops(configuration(gitops));
  expect(diagnostics).toEqual([]);
  if (chosen === undefined) return [];
  return gitopsArtifacts(chosen, prod, artifacts, output).map(({ path, text, from }) => {
    expect(from).toEqual(["flow:churn"]);
    return { path, objects: parseAllDocuments(text).map((document) => document.toJS() as unknown) };
  });
}

/** Each problem as "option: message". */
function problems(gitops: Configuration["gitops"], more: Partial<Configuration> = {}): readonly string[] {
  return chooseGitops(configuration(gitops, more)).diagnostics.map(
    ({ message, help }) => `${message}${help === undefined ? "" : ` ${help}`}`,
  );
}

const argoProblems = (options: object) => problems(argoCd({ repository, ...options } as ArgoCdOptions));
const fluxProblems = (options: object) => problems(flux({ repository, ...options } as FluxOptions));
const labels = { "app.kubernetes.io/managed-by": "millwright" };

it("writes none where the config does not ask for them", () => {
  expect(objectsOf(undefined)).toEqual([]);
});

it("gives Argo CD an Application for each folder that Kubernetes takes as it is", () => {
  expect(objectsOf(argoCd({ repository }), "ml/deploy")).toEqual([
    {
      path: "prod/gitops/argo.yaml",
      objects: [
        {
          apiVersion: "argoproj.io/v1alpha1",
          kind: "Application",
          metadata: {
            name: "ml-platform-prod-argo",
            namespace: "argocd",
            labels,
            annotations: { "argocd.argoproj.io/manifest-generate-paths": "." },
          },
          spec: {
            project: "default",
            source: { repoURL: repository, targetRevision: "main", path: "ml/deploy/prod/argo" },
            destination: { server: "https://kubernetes.default.svc", namespace: "ml-prod" },
            syncPolicy: { automated: { prune: true, selfHeal: true }, syncOptions: ["ServerSideApply=true"] },
          },
        },
      ],
    },
  ]);
});

it("applies an environment by hand, from another branch, or to another cluster where the config says so", () => {
  const options = { repository: "git@github.com:acme/ml.git", project: "ml", namespace: "cd", name: "mlp" };
  const [file] = objectsOf(argoCd({ ...options, environments: { prod: { cluster: "prod-eu", branch: "release", sync: "manual" } } }));
  expect(file?.objects).toMatchObject([
    {
      metadata: { name: "mlp-prod-argo", namespace: "cd" },
      spec: {
        project: "ml",
        source: { targetRevision: "release" },
        destination: { name: "prod-eu" },
        syncPolicy: { syncOptions: ["ServerSideApply=true"] },
      },
    },
  ]);
  expect(JSON.stringify(file?.objects)).not.toContain("automated");
  const [elsewhere] = objectsOf(argoCd({ ...options, environments: { prod: { cluster: "https://10.0.0.1:6443" } } }));
  expect(elsewhere?.objects).toMatchObject([{ spec: { destination: { server: "https://10.0.0.1:6443" } } }]);
});

it("gives Argo CD an ApplicationSet where an environment is all clusters with some labels", () => {
  const [file] = objectsOf(argoCd({ repository, environments: { prod: { clusters: { "acme.com/stage": "prod" } } } }));
  expect(file?.objects).toMatchObject([
    {
      kind: "ApplicationSet",
      metadata: { name: "ml-platform-prod-argo", namespace: "argocd", labels },
      spec: {
        goTemplate: true,
        goTemplateOptions: ["missingkey=error"],
        generators: [{ clusters: { selector: { matchLabels: { "acme.com/stage": "prod" } } } }],
        syncPolicy: { preserveResourcesOnDeletion: true },
        template: {
          metadata: { name: "ml-platform-prod-argo-{{.nameNormalized}}" },
          spec: { destination: { server: "{{.server}}", namespace: "ml-prod" }, source: { path: "deploy/prod/argo" } },
        },
      },
    },
  ]);
});

it("gives Flux a Kustomization, and the GitRepository where none is there already", () => {
  const [file] = objectsOf(
    flux({
      repository: "ssh://git@github.com/acme/ml-platform",
      secret: "deploy-key",
      environments: { prod: { kubeConfig: "prod-eu", suspended: true } },
    }),
  );
  expect(file).toEqual({
    path: "prod/gitops/argo.yaml",
    objects: [
      {
        apiVersion: "source.toolkit.fluxcd.io/v1",
        kind: "GitRepository",
        metadata: { name: "ml-platform-prod-argo", namespace: "flux-system", labels },
        spec: { interval: "10m", url: "ssh://git@github.com/acme/ml-platform", ref: { branch: "main" }, secretRef: { name: "deploy-key" } },
      },
      {
        apiVersion: "kustomize.toolkit.fluxcd.io/v1",
        kind: "Kustomization",
        metadata: { name: "ml-platform-prod-argo", namespace: "flux-system", labels },
        spec: {
          interval: "10m",
          path: "./deploy/prod/argo",
          prune: true,
          sourceRef: { kind: "GitRepository", name: "ml-platform-prod-argo" },
          kubeConfig: { secretRef: { name: "prod-eu" } },
          suspend: true,
        },
      },
    ],
  });
  const [there] = objectsOf(flux({ source: "fleet", interval: "1h" }));
  expect(there?.objects).toMatchObject([{ metadata: { name: "fleet-prod-argo" }, spec: { interval: "1h", sourceRef: { name: "fleet" } } }]);
});

/** What is judged by the CRDs of Argo CD and Flux, where those are to be had: `npm run conformance`. */
const written: Readonly<Record<string, Configuration["gitops"]>> = {
  "argo-cd": argoCd({ repository, project: "ml", environments: { prod: { cluster: "prod-eu", branch: "release" } } }),
  "argo-cd-clusters": argoCd({ repository, environments: { prod: { clusters: { "acme.com/stage": "prod" } } } }),
  flux: flux({ repository, secret: "deploy-key", environments: { prod: { kubeConfig: "prod-eu", suspended: true } } }),
  "flux-source": flux({ source: "fleet", interval: "1h" }),
};

it.each(Object.entries(written))("writes the objects of %s byte for byte", (name, gitops) => {
  const { chosen } = chooseGitops(configuration(gitops));
  const [file] = chosen === undefined ? [] : gitopsArtifacts(chosen, prod, artifacts, "deploy");
  const golden = path.join(import.meta.dirname, "expected", name, "argo.yaml");
  if (process.env["UPDATE_GOLDENS"] === "1") {
    fs.mkdirSync(path.dirname(golden), { recursive: true });
    fs.writeFileSync(golden, file?.text ?? "");
  }
  expect(file?.text).toBe(fs.readFileSync(golden, "utf8"));
});

it("tells Argo CD what Kubeflow's server writes into versions by itself", () => {
  const { chosen } = chooseGitops(configuration(argoCd({ repository })));
  const built = ["prod/kubeflow/kustomization.yaml", "prod/argo/kustomization.yaml"].map(artifact);
  const files = chosen === undefined ? [] : gitopsArtifacts(chosen, prod, built, "deploy", [kubeflow]);
  const golden = path.join(import.meta.dirname, "expected", "argo-cd-kubeflow", "kubeflow.yaml");
  if (process.env["UPDATE_GOLDENS"] === "1") {
    fs.mkdirSync(path.dirname(golden), { recursive: true });
    fs.writeFileSync(golden, files[0]?.text ?? "");
  }
  expect(files[0]?.text).toBe(fs.readFileSync(golden, "utf8"));
  expect(files[0]?.text).toContain("kind: PipelineVersion");
  expect(files[1]?.text).not.toContain("ignoreDifferences");
});

it("refuses addresses that are none, and those with a password in them", () => {
  for (const wrong of [
    "github.com/acme/x",
    "https://token@github.com/acme/x",
    "https://me:secret@github.com/acme/x",
    "ssh://me:pw@host/x",
    "https://host/{{.server}}",
    "file:///etc",
    "https://host",
    "",
  ]) {
    expect(argoProblems({ repository: wrong })).toHaveLength(1);
    expect(fluxProblems({ repository: wrong })).toHaveLength(1);
  }
  expect(fluxProblems({ repository: "git@github.com:acme/x.git" })).toHaveLength(1);
  expect(argoProblems({ repository: "https://me:secret@github.com/acme/x" })[0]).toMatch(
    /expected an address without user name and password/,
  );
});

it("refuses every other option that cannot be meant", () => {
  expect(argoProblems({ environments: { production: {} } })).toEqual([
    'Option "environments.production" of "gitops" is an object; expected an environment of the platform. Known: "prod" and "staging".',
  ]);
  expect(argoProblems({ environments: { prod: { cluster: "a", clusters: { a: "b" } } } })[0]).toContain(
    'expected either "cluster" or "clusters"',
  );
  expect(argoProblems({ environments: { prod: { clusters: {} } } })[0]).toContain("at least one label");
  expect(argoProblems({ environments: { prod: { sync: "auto" } } })[0]).toContain(
    'Option "environments.prod.sync" of "gitops" is "auto"; expected "automatic" or "manual".',
  );
  expect(argoProblems({ repo: "x" })[0]).toContain('Option "repo" of "gitops" is "x"; expected an option that it has.');
  expect(argoProblems({ branch: "a..b" })).toHaveLength(1);
  expect(argoProblems({ name: "A b" })).toHaveLength(1);
  expect(fluxProblems({ source: "fleet" })[0]).toContain('either "repository" or "source"');
  expect(fluxProblems({ interval: "soon" })).toHaveLength(1);
  expect(fluxProblems({ environments: { prod: { suspended: "yes" } } })[0]).toContain("true or false");
  expect(problems({ tool: "spinnaker", options: {} })[0]).toContain("expected what argoCd() or flux() gives");
  expect(problems({ tool: "constructor", options: {} })).toHaveLength(1);
  expect(problems(argoCd({} as ArgoCdOptions))[0]).toContain('Option "repository"');
});

it("refuses names that are too long, or the same for two environments", () => {
  expect(argoProblems({ name: "a".repeat(60) })[0]).toContain("characters, and 63 is the most");
  const alike = [
    { ...prod, name: "eu.prod" },
    { ...prod, name: "eu-prod" },
  ];
  expect(problems(argoCd({ repository }), { environments: alike })[0]).toContain(
    'two environments or targets would both be "ml-platform-eu-prod-argo"',
  );
});
