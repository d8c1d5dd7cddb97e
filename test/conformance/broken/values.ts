import type { BrokenCase } from "../broken-case.ts";
import { image, inFlow, produce } from "./in-flow.ts";

const onlyAtLoad = "it is a mistake in JavaScript: no text of a manifest says it";

/** Values: types, references, and conditions on them. */
export const values: readonly BrokenCase[] = [
  {
    broken: "an output that the step does not have",
    source: inFlow(`${produce}\n  step("b", { image, command: () => ["b", a.outputs.zzz] }); // here`),
    code: "load/unknown-output",
    manifest: `main/dag/tasks/b/arguments/parameters/x/value: "{{tasks.a.outputs.parameters.zzz}}"`,
    lint: "failed to resolve",
    crd: null,
  },
  {
    broken: "a parameter that the flow does not have",
    source: inFlow(`  step("b", { image, command: () => ["b", params.day] }); // here`, {
      options: `params: { size: z.string().default("s") },`,
    }),
    code: "load/unknown-parameter",
    manifest: `consume/container/args: ["{{workflow.parameters.day}}"]\nschedule: null`,
    lint: null,
    crd: null,
  },
  {
    broken: "an input that the step itself does not have",
    source: inFlow(`${produce}\n  step("b", { image, inputs: { x: a.outputs.o }, command: ({ inputs }) => ["b", inputs.q] }); // here`),
    code: "load/unknown-input",
    manifest: `consume/container/args: ["{{inputs.parameters.q}}"]`,
    lint: "failed to resolve",
    crd: null,
  },
  {
    broken: "an output that the step itself does not have",
    source: inFlow(`  step("b", { image, outputs: { x: z.string() }, command: ({ outputs }) => ["b", outputs.y.path] }); // here`),
    code: "load/unknown-output",
    manifest: `produce/container/args: ["{{outputs.parameters.y.path}}"]`,
    lint: null,
    crd: null,
  },
  {
    broken: "an artifact used as a value",
    source: inFlow(`${produce}\n  step("b", { image, command: () => ["b", a.outputs.model] }); // here`),
    code: "link/artifact-as-value",
    manifest: `produce/outputs/artifacts: [{ name: model, path: /out/model }]
main/dag/tasks/b/arguments/parameters/x/value: "{{tasks.a.outputs.artifacts.model}}"`,
    lint: null,
    crd: null,
  },
  {
    broken: "an artifact input used without its path",
    source: inFlow(`${produce}\n  step("b", { image, inputs: { m: a.outputs.model }, command: ({ inputs }) => ["b", inputs.m] }); // here`),
    code: "link/artifact-as-value",
    manifest: "consume/inputs/artifacts: [{ name: m }]",
    lint: "path",
    crd: null,
  },
  {
    broken: "a condition that compares a number with text",
    source: inFlow(`${produce}\n  when(a.outputs.n.gte("0.9"), () => { step("b", { image, command: () => ["b"] }); }); // here`),
    code: "link/compare-types",
    manifest: `main/dag/tasks/b/when: "{{=asFloat(tasks.a.outputs.parameters.o) >= '0.9'}}"`,
    lint: null,
    crd: null,
  },
  {
    broken: "a condition that puts texts in order",
    source: inFlow(`${produce}\n  when(a.outputs.o.gte("x"), () => { step("b", { image, command: () => ["b"] }); }); // here`),
    code: "link/compare-types",
    manifest: `main/dag/tasks/b/when: "{{tasks.a.outputs.parameters.o}} >= x"`,
    lint: null,
    crd: null,
  },
  {
    broken: "a condition on a value that an enum lacks",
    source: inFlow(`  when(params.size.eq("medium"), () => { step("b", { image, command: () => ["b"] }); }); // here`, {
      options: `params: { size: z.enum(["small", "large"]).default("small") },`,
    }),
    code: "link/unknown-member",
    manifest: `main/dag/tasks/b/when: "{{workflow.parameters.size}} == medium"`,
    lint: null,
    crd: null,
  },
  {
    broken: "a condition that is no condition",
    source: inFlow(`${produce}\n  when(a.outputs.o, () => { step("b", { image, command: () => ["b"] }); }); // here`),
    code: "load/not-a-condition",
    manifest: `main/dag/tasks/b/when: "=== (("`,
    lint: null,
    crd: null,
  },
  {
    broken: "match without a body for every member",
    source: inFlow(`  match(params.size, { small: () => step("b", { image, command: () => ["b"] }) }); // here`, {
      options: `params: { size: z.enum(["small", "large"]).default("small") },`,
    }),
    code: "load/match-misses-member",
    manifest: `main/dag/tasks/b/when: "{{workflow.parameters.size}} == small"`,
    lint: null,
    crd: null,
  },
  {
    broken: "match with a body for no member",
    source: inFlow(
      `
  match(params.size, { small: () => step("s", { image, command: () => ["s"] }), large: () => step("l", { image, command: () => ["l"] }),
    huge: () => step("h", { image, command: () => ["h"] }) }); // here`,
      { options: `params: { size: z.enum(["small", "large"]).default("small") },` },
    ),
    code: "load/match-unknown-member",
    manifest: `main/dag/tasks/b/when: "{{workflow.parameters.size}} == huge"`,
    lint: null,
    crd: null,
  },
  {
    broken: "branches that leave a number and a file under one name",
    source: inFlow(`
${produce}
  const either = when(a.outputs.n.gt(1), () => ({ x: a.outputs.n })).otherwise(() => ({ x: a.outputs.model }));
  step("b", { image, command: () => ["b", either.x] }); // here`),
    code: "link/join-types",
    noManifest: "no form of Argo takes an artifact in one case and a parameter in the other",
  },
  {
    broken: "an optional parameter compared without a default",
    source: inFlow(`  when(params.count.gt(1), () => { step("b", { image, command: () => ["b"] }); }); // here`, {
      options: "params: { count: z.int().optional() },",
    }),
    code: "link/optional-without-default",
    manifest: `spec/arguments/parameters/+: { name: count }
main/dag/tasks/b/when: "{{workflow.parameters.count}} > 1"`,
    lint: "count",
    crd: null,
  },
  {
    broken: "a default outside its enum",
    source: inFlow(`  step("b", { image, command: () => ["b", params.size] });`, {
      options: `params: { size: z.enum(["small", "large"]).default("medium") }, // here`,
    }),
    code: "link/default-type",
    manifest: "spec/arguments/parameters/size/value: medium",
    lint: "enum",
    crd: null,
  },
  {
    broken: "a default of the wrong type",
    source: inFlow(`  step("b", { image, command: () => ["b", params.count] });`, {
      options: `params: { count: z.int().default("three") }, // here`,
    }),
    code: "link/default-type",
    manifest: "spec/arguments/parameters/+: { name: count, value: three }",
    lint: null,
    crd: null,
  },
  {
    broken: "a default beyond the safe integers",
    source: inFlow(`  step("b", { image, command: () => ["b", params.count] });`, {
      options: "params: { count: z.int().default(9007199254740993) }, // here",
    }),
    code: "link/default-type",
    manifest: `spec/arguments/parameters/+: { name: count, value: "9007199254740993" }`,
    lint: null,
    crd: null,
  },
  {
    broken: "an enum without members",
    source: inFlow(`  step("b", { image, command: () => ["b", params.e] });`, { options: "params: { e: z.enum([]) }, // here" }),
    code: "validate/unsupported-type",
    manifest: "spec/arguments/parameters/size: { name: size, value: small, enum: [] }",
    lint: "enum",
    crd: "at least 1",
  },
  {
    broken: "a parameter of a type that does not travel",
    source: inFlow(`  step("b", { image, command: () => ["b"] });`, { options: "params: { m: z.map(z.string(), z.int()) }, // here" }),
    code: "validate/unsupported-type",
    noManifest: "parameters of a manifest are text: types are lost there",
  },
  {
    broken: "a parameter with a refinement",
    source: inFlow(`  step("b", { image, command: () => ["b", params.count] });`, {
      options: "params: { count: z.int().refine((n) => n % 2 === 0).default(2) }, // here",
    }),
    code: "validate/unsupported-type",
    noManifest: "code cannot be written into a manifest",
  },
  {
    broken: "a called flow without an argument that it needs",
    source: inFlow(`  call("c", callee, {}); // here`, {
      before: `export const callee = flow("callee", { owner: "ml", params: { day: z.string() } }, ({ step, params }) => {
  step("s", { image, command: () => ["s", params.day] });
});`,
    }),
    code: "link/missing-argument",
    manifest: "main/dag/tasks/b/arguments: null",
    lint: "x",
    crd: null,
  },
  {
    broken: "a called flow with an argument that it does not take",
    source: inFlow(`  call("c", callee, { extra: "1" }); // here`, {
      before: `export const callee = flow("callee", { owner: "ml" }, ({ step }) => { step("s", { image, command: () => ["s"] }); });`,
    }),
    code: "link/unknown-argument",
    manifest: `main/dag/tasks/b/arguments/parameters/+: { name: extra, value: "1" }`,
    lint: null,
    crd: null,
  },
  {
    broken: "a called flow with an argument of the wrong type",
    source: inFlow(`  call("c", callee, { count: "three" }); // here`, {
      before: `export const callee = flow("callee", { owner: "ml", params: { count: z.int() } }, ({ step, params }) => {
  step("s", { image, command: () => ["s", params.count] });
});`,
    }),
    code: "link/argument-type",
    manifest: "main/dag/tasks/b/arguments/parameters/x/value: three",
    lint: null,
    crd: null,
  },
  {
    broken: "a reference that decides an if",
    source: inFlow(`${produce}\n  if (a.outputs.o) step("b", { image, command: () => ["b"] }); // here`),
    code: "load/reference-as-javascript",
    noManifest: onlyAtLoad,
  },
  {
    broken: "a reference compared with ===",
    source: inFlow(`${produce}\n  const same = a.outputs.o === "x"; // here\n  step("b", { image, command: () => ["b", same] });`),
    code: "load/reference-as-javascript",
    noManifest: onlyAtLoad,
  },
  {
    broken: "a reference in JSON.stringify",
    source: inFlow(`${produce}\n  step("b", { image, command: () => ["b", JSON.stringify({ o: a.outputs.o })] }); // here`),
    code: "load/reference-as-javascript",
    noManifest: onlyAtLoad,
  },
  {
    broken: "a reference in a step's name",
    source: inFlow(`  step(\`b-\${params.size}\`, { image, command: () => ["b"] }); // here`, {
      options: `params: { size: z.string().default("s") },`,
    }),
    code: "load/reference-in-name",
    manifest: `main/dag/tasks/b/name: "b-{{workflow.parameters.size}}"`,
    lint: null,
    crd: "should match",
  },
  {
    broken: "the length of a number",
    source: inFlow(`${produce}\n  when(a.outputs.n.length.gt(1), () => { step("b", { image, command: () => ["b"] }); }); // here`),
    code: "load/reference-as-javascript",
    manifest: `main/dag/tasks/b/when: "{{=len(tasks.a.outputs.parameters.n) > 1}}"`,
    lint: null,
    crd: null,
  },
  {
    broken: "a parameter's value written as a number",
    noDefinition: "the writer makes text of every value",
    manifest: "spec/arguments/parameters/size: { name: size, value: 1 }",
    lint: null,
    crd: "must be of type string",
  },
  {
    broken: "a parameter with a value and a source of it",
    noDefinition: "a parameter has a default or none",
    manifest: "consume/inputs/parameters/x: { name: x, value: a, valueFrom: { path: /x } }",
    lint: null,
    crd: null,
  },
  {
    broken: "a word of a command that YAML reads as a number",
    noDefinition: "the writer quotes what a reader could take for something else",
    manifest: `consume/container: { image: "${image}", command: [consume], args: [1.10] }`,
    lint: "cannot unmarshal number",
    crd: "must be of type string",
  },
];
