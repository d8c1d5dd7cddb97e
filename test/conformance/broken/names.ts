import type { BrokenCase } from "../broken-case.ts";
import { image, inFlow, inStep, produce } from "./in-flow.ts";

function flowNamed(name: string, options = ""): string {
  return `import { flow } from "millwright";
export const broken = flow("${name}", { owner: "ml", ${options} }, ({ step }) => { // here
  step("b", { image: "${image}", command: () => ["consume"] });
});
`;
}

function stepNamed(name: string): string {
  return inFlow(`  step("${name}", { image, command: () => ["consume"] }); // here`);
}

/** Names: what engines put into labels, pod names and variables. */
export const names: readonly BrokenCase[] = [
  {
    broken: "a flow's name of 64 characters",
    source: flowNamed("n".repeat(64)),
    code: "argo/name-length",
    manifest: `metadata/name: ${"n".repeat(64)}`,
    lint: "must not be more than 63 characters",
    crd: null,
  },
  {
    broken: "a scheduled flow's name of 53 characters",
    source: flowNamed("n".repeat(53), `schedule: { cron: "0 3 * * *", timezone: "UTC" }`),
    code: "argo/name-length",
    manifest: `schedule/metadata/name: ${"n".repeat(53)}`,
    lint: "must not be more than 52 characters",
    crd: null,
  },
  {
    broken: "a flow's name with capitals and an underscore",
    source: flowNamed("Churn_Daily"),
    code: "argo/flow-name",
    manifest: "metadata/name: Churn_Daily\nschedule/spec/workflowSpec/workflowTemplateRef/name: Churn_Daily",
    lint: null,
    crd: "RFC 1123 subdomain",
  },
  {
    broken: "a step's name with a dot",
    source: stepNamed("b.c"),
    code: "validate/name",
    manifest: "main/dag/tasks/b/name: b.c",
    lint: "name must consist",
    crd: "should match",
  },
  {
    broken: "a step's name that begins with a digit",
    source: stepNamed("1b"),
    code: "validate/name",
    manifest: "main/dag/tasks/b/name: 1b",
    lint: "cannot begin with a digit",
    crd: "cannot begin with a digit",
  },
  {
    broken: "a step's name of 129 characters",
    source: stepNamed("s".repeat(129)),
    code: "argo/step-name",
    manifest: `main/dag/tasks/b/name: ${"s".repeat(129)}`,
    lint: "must be no more than 128",
    crd: "may not be more than 128",
  },
  {
    broken: "a step named `__proto__`",
    source: stepNamed("__proto__"),
    code: "validate/name",
    manifest: "main/dag/tasks/b/name: __proto__",
    lint: "name must consist",
    crd: "should match",
  },
  {
    broken: "an emoji in a step's name",
    source: stepNamed("fit-🚀"),
    code: "validate/name",
    manifest: "main/dag/tasks/b/name: fit-🚀",
    lint: "name must consist",
    crd: "should match",
  },
  {
    broken: "two steps of one name",
    source: inFlow(`${produce}\n  step("a", { image, command: () => ["again"] }); // here`),
    code: "link/duplicate-step",
    manifest: "main/dag/tasks/b/name: a\nmain/dag/tasks/a/depends: null",
    lint: "duplicated nodeName",
    crd: null,
  },
  {
    broken: "two steps whose names become one name on the engine",
    source: inFlow(`  step("fit-small", { image, command: () => ["x"] });\n  step("fit_small", { image, command: () => ["y"] }); // here`),
    code: "link/similar-step",
    manifest: "spec/templates/+: { name: consume, container: { image: busybox, command: [other] } }",
    lint: "not unique",
    crd: null,
  },
  {
    broken: "two flows of one name",
    source: `${flowNamed("twice").replace(" // here", "")}${flowNamed("twice")
      .replace(/^import.*\n/, "")
      .replace("broken", "second")}`,
    code: "link/duplicate-name",
    noManifest: "each manifest is sound by itself; the one that is applied last replaces the other",
  },
  {
    broken: "a parameter's name with a space",
    source: inFlow(`  step("b", { image, command: () => ["consume", params["to day"]] });`, {
      options: `params: { "to day": z.string().default("x") }, // here`,
    }),
    code: "validate/name",
    manifest: "spec/arguments/parameters/size/name: to day",
    lint: "name must consist",
    crd: "should match",
  },
  {
    broken: "an output's name with a slash",
    source: inStep(`outputs: { "a/b": z.string() }`),
    code: "validate/name",
    manifest: "produce/outputs/parameters/+: { name: a/b, valueFrom: { path: /out/p } }",
    lint: "name must consist",
    crd: "should match",
  },
  {
    broken: "a label's value of 64 characters",
    source: inStep(`labels: { team: "${"t".repeat(64)}" }`),
    code: "check/label-value",
    manifest: `consume/metadata: { labels: { team: ${"t".repeat(64)} } }`,
    lint: null,
    crd: null,
  },
  {
    broken: "a label's value with a space",
    source: inStep(`labels: { team: "growth ml" }`),
    code: "check/label-value",
    manifest: "consume/metadata: { labels: { team: growth ml } }",
    lint: null,
    crd: null,
  },
  {
    broken: "a label's key with two slashes",
    source: inStep(`labels: { "acme.io/team/a": "growth" }`),
    code: "check/label-key",
    manifest: "spec/workflowMetadata: { labels: { acme.io/team/a: growth } }",
    lint: null,
    crd: null,
  },
  {
    broken: "an environment variable's name with an equals sign",
    source: inStep(`env: { "A=B": "1" }`),
    code: "check/environment-name",
    manifest: `consume/container/env: [{ name: "A=B", value: "1" }]`,
    lint: null,
    crd: null,
  },
];
