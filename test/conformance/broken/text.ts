import type { BrokenCase } from "../broken-case.ts";
import { inFlow, inStep, produce } from "./in-flow.ts";

function said(text: string): string {
  return inFlow(
    `${produce}
  step("b", { image, inputs: { x: a.outputs.o }, command: ({ inputs }) => ["b", ${JSON.stringify(text)}, inputs.x] }); // here`,
  );
}

function argument(text: string): string {
  return `consume/container/args: [${JSON.stringify(text)}]`;
}

const braces = "argo/template-braces";

/** Text: what users write, and what Argo's templates would make of it. */
export const text: readonly BrokenCase[] = [
  {
    broken: "`{{ user.name }}` in a command",
    noDefinition: "it names none of Argo's variables: Argo leaves it as it is, and so do we",
    manifest: argument("{{ user.name }}"),
    lint: null,
    crd: null,
  },
  {
    broken: "`{{item}}` in a command",
    source: said("{{item}}"),
    code: braces,
    manifest: argument("{{item}}"),
    lint: null,
    crd: null,
  },
  {
    broken: "`{{retries}}` in the command of a step without retries",
    source: said("{{retries}}"),
    code: braces,
    manifest: argument("{{retries}}"),
    lint: null,
    crd: null,
  },
  {
    broken: "`{{workflow.nope}}` in a command",
    source: said("{{workflow.nope}}"),
    code: braces,
    manifest: argument("{{workflow.nope}}"),
    lint: "failed to resolve",
    crd: null,
  },
  {
    broken: "`{{steps.a.id}}` in a command",
    source: said("{{steps.a.id}}"),
    code: braces,
    manifest: argument("{{steps.a.id}}"),
    lint: "failed to resolve",
    crd: null,
  },
  {
    broken: "`{{=garbage((}}` in a command",
    source: said("{{=garbage((}}"),
    code: braces,
    manifest: argument("{{=garbage((}}"),
    lint: null,
    crd: null,
  },
  {
    broken: "`{{` without an end in a command",
    source: said("a {{ b"),
    code: braces,
    manifest: argument("a {{ b"),
    lint: null,
    crd: null,
  },
  {
    broken: "`{{…}}` in an environment variable",
    source: inStep(`env: { GREETING: "{{inputs.parameters.who}}" }`),
    code: braces,
    manifest: `consume/container/env: [{ name: GREETING, value: "{{inputs.parameters.who}}" }]`,
    lint: "failed to resolve",
    crd: null,
  },
  {
    broken: "`{{…}}` in the source of a script",
    source: inFlow(`  script("b", { image, language: "python", source: "print('{{inputs.parameters.who}}')" }); // here`),
    code: braces,
    manifest: `consume/container: null\nconsume/script: { image: python, command: [python], source: "print('{{inputs.parameters.who}}')" }`,
    lint: "failed to resolve",
    crd: null,
  },
  {
    broken: "`{{…}}` in a parameter's default",
    source: inFlow(`  step("b", { image, command: () => ["b", params.note] });`, {
      options: `params: { note: z.string().default("{{workflow.name}}") }, // here`,
    }),
    code: braces,
    manifest: `spec/arguments/parameters/+: { name: note, value: "{{workflow.name}}" }`,
    lint: null,
    crd: null,
  },
  {
    broken: "`{{…}}` in a label",
    source: inStep(`labels: { team: "{{workflow.parameters.team}}" }`),
    code: "check/label-value",
    manifest: `consume/metadata: { labels: { team: "{{workflow.parameters.team}}" } }\nschedule: null`,
    lint: null,
    crd: null,
  },
  {
    broken: "a zero byte in a command",
    source: inFlow(`  step("b", { image, command: () => ["b", "a\\u0000b"] }); // here`),
    code: "check/no-null-character",
    manifest: `consume/container/args: ["a\\0b"]`,
    lint: null,
    crd: null,
  },
];
