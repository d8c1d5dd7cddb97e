/** A proposal as `remediate` writes it, for a repository that the fake GitHub holds */
import { createHash } from "node:crypto";
import type { ProposalFile } from "../../remediation/proposal-file.ts";
import type { Github } from "./github/server.ts";

export const branch = "remediate/prod/churn/fit/mem.container_oom/resources.memory";

export const filesAtBase: Readonly<Record<string, string>> = {
  "flows/churn.flow.ts": 'step("fit", { resources: { memory: "8Gi" } });\n',
  "deploy/.millwright.json": "{}\n",
  "deploy/prod/argo/churn.yaml": "memory: 8Gi\n",
  "README.md": "A platform.\n",
};

export function blobHash(text: string): string {
  return createHash("sha1")
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest("hex");
}

type Change = Partial<ProposalFile["change"]>;

/** Of the base that `pushBase` made; `to` is in the texts as well. */
export function aProposal(commit: string, to = "16Gi", more: Partial<ProposalFile> & { readonly changed?: Change } = {}): ProposalFile {
  const { changed, ...rest } = more;
  const source = filesAtBase["flows/churn.flow.ts"] ?? "";
  const files = [
    { path: "flows/churn.flow.ts", kind: "source" as const, before: blobHash(source), text: source.replace("8Gi", to) },
    { path: "deploy/prod/argo/churn.yaml", kind: "artifact" as const, before: blobHash("memory: 8Gi\n"), text: `memory: ${to}\n` },
    { path: "deploy/.millwright.json", kind: "artifact" as const, before: blobHash("{}\n"), text: `{"to":"${to}"}\n` },
  ];
  return {
    formatVersion: 1,
    key: { environment: "prod", flow: "churn", step: "fit", class: "mem.container_oom", field: "resources.memory" },
    base: { branch: "main", commit },
    change: {
      definition: "flow:churn",
      field: "steps.fit.resources.memory",
      from: "8Gi",
      to,
      formula: "double, at least peak × 1.2 + 100Mi",
      observed: { peakMemoryBytes: 8_589_934_592, limit: "8Gi" },
      bound: { most: "170Gi", because: 'a node of pool "cpu" has no more' },
      safety: "safe",
      cost: { unit: "GiB-hours", perMonth: 120, because: "8 GiB more for 0.5 h, 30 times a month" },
      alongside: [],
      also: [],
      ...changed,
    },
    verdict: {
      confidence: 0.97,
      rule: "mem.container_oom/status",
      model: "2026.11",
      run: "churn-20261124t031500z-7f3a",
      subject: "pod/ml/churn-fit-0",
      evidence: [
        { line: null, text: "container main: OOMKilled, exit code 137" },
        { line: 412, text: "Killed" },
      ],
    },
    because: "the literal that the call leads to",
    files,
    artifacts: ["prod/argo/churn.yaml: step fit: memory 8Gi → 16Gi"],
    policy: {
      repository: "github:acme/platform",
      pullRequests: { hourly: 2, open: 10, perFlow: 3 },
      coolDownSeconds: 86_400,
      dashboard: false,
    },
    ...rest,
  };
}

export function pushBase({ store }: Github): string {
  return store.push("main", filesAtBase, "first");
}
