import type { Report, ReportedChange, ReportedFile } from "../../action/report.ts";

type Difference = Report["difference"] & { readonly known: true };

export const noDifference: Difference = { known: true, base: "main", complete: true, changes: [], gpus: [], files: [] };

export const change: ReportedChange = {
  definition: "flow:churn",
  subject: "step fit",
  said: "memory 64Gi → 128Gi",
  targets: ["argo"],
  environments: ["prod"],
  consequence: "new-runs",
};

export const file: ReportedFile = {
  path: "deploy/prod/argo/churn.yaml",
  action: "update",
  added: 1,
  removed: 1,
  diff: "@@ -1 +1 @@\n-a\n+b",
  more: 0,
};

export function reportWith(part: Partial<Report> = {}): Report {
  return { pullRequest: 7, errors: 0, warnings: 0, findings: [], stale: [], difference: noDifference, ...part };
}
