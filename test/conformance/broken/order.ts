import type { BrokenCase } from "../broken-case.ts";
import { inFlow, produce } from "./in-flow.ts";

/** Order: what runs after what, and which step may see which. */
export const order: readonly BrokenCase[] = [
  {
    broken: "two steps that wait for each other",
    source: inFlow(`
  const a = step("a", { image, after: [b], command: () => ["a"] }); // here
  const b = step("b", { image, after: [a], command: () => ["b"] }); // here`),
    code: "load/used-before-made",
    manifest: "main/dag/tasks/a/depends: b",
    lint: "cycle",
    crd: null,
  },
  {
    broken: "a step that waits for itself",
    source: inFlow(`  const a = step("a", { image, after: [a], command: () => ["a"] }); // here`),
    code: "load/used-before-made",
    manifest: "main/dag/tasks/a/depends: a",
    lint: "cycle",
    crd: null,
  },
  {
    broken: "waiting for a step that does not exist",
    source: inFlow(`  step("b", { image, after: [{ name: "nope" }], command: () => ["b"] }); // here`),
    code: "load/after-holds-steps",
    manifest: "main/dag/tasks/b/depends: a && nope",
    lint: "nope",
    crd: null,
  },
  {
    broken: "waiting for a step of another flow",
    source: inFlow(`  step("b", { image, after: [elsewhere], command: () => ["b"] }); // here`, {
      before: `let elsewhere: { readonly name: string } = { name: "" };
export const other = flow("other", { owner: "ml" }, ({ step }) => { elsewhere = step("there", { image, command: () => ["there"] }); });`,
    }),
    code: "load/foreign-reference",
    manifest: "main/dag/tasks/b/depends: there",
    lint: "there",
    crd: null,
  },
  {
    broken: "a value of a branch used outside it",
    source: inFlow(`
${produce}
  let inner = a.outputs.o;
  when(a.outputs.n.gt(1), () => {
    inner = step("inner", { image, outputs: { o: z.string() }, command: ({ outputs }) => ["i", outputs.o.path] }).outputs.o;
  });
  step("b", { image, command: () => ["b", inner] }); // here`),
    code: "link/out-of-scope",
    manifest: `main/dag/tasks/b/arguments/parameters/x/value: "{{tasks.inner.outputs.parameters.o}}"`,
    lint: "failed to resolve",
    crd: null,
  },
  {
    broken: "a step of a loop used outside it",
    source: inFlow(`
${produce}
  const seen: { readonly name: string }[] = [];
  forEach("loop", a.outputs.list, (item) => { seen.push(step("inner", { image, command: () => ["i", item] })); });
  step("b", { image, after: seen, command: () => ["b"] }); // here`),
    code: "link/out-of-scope",
    manifest: "main/dag/tasks/b/depends: inner",
    lint: "inner",
    crd: null,
  },
  {
    broken: "an item used outside its loop",
    source: inFlow(`
${produce}
  let kept = a.outputs.o;
  forEach("loop", a.outputs.list, (item) => { kept = item; step("inner", { image, command: () => ["i", item] }); });
  step("b", { image, command: () => ["b", kept] }); // here`),
    code: "link/out-of-scope",
    manifest: `main/dag/tasks/b/arguments/parameters/x/value: "{{item}}"`,
    lint: null,
    crd: null,
  },
  {
    broken: "the value of a branch without otherwise",
    source: inFlow(`
${produce}
  const half = when(a.outputs.n.gt(1), () =>
    step("half", { image, outputs: { o: z.string() }, command: ({ outputs }) => ["h", outputs.o.path] }));
  step("b", { image, command: () => ["b", half.outputs.o] }); // here`),
    code: "load/half-branch",
    manifest: `main/dag/tasks/a/when: "{{workflow.parameters.size}} == large"`,
    lint: null,
    crd: null,
  },
  {
    broken: "a loop over a value that is no list",
    source: inFlow(`${produce}\n  forEach("loop", a.outputs.o, (item) => { step("b", { image, command: () => ["b", item] }); }); // here`),
    code: "link/loop-needs-list",
    manifest: "main/dag/tasks/b/withParam: small",
    lint: null,
    crd: null,
  },
  {
    broken: "a flow without steps",
    source: inFlow("").replace(/(export const broken.*)/, "$1 // here"),
    code: "check/flow-has-steps",
    manifest: "main/dag/tasks: []",
    lint: "at least one task",
    crd: "at least 1",
  },
  {
    broken: "201 steps side by side",
    source: inFlow(`  for (let i = 0; i <= 200; i++) step("s" + i, { image, command: () => ["s"] });`).replace(
      /(export const broken.*)/,
      "$1 // here",
    ),
    code: "argo/templates-limit",
    manifest: `main/dag/tasks: ${JSON.stringify(Array.from({ length: 201 }, (_, index) => ({ name: `s${index}`, template: "produce" })))}`,
    lint: null,
    crd: "must have at most 200",
  },
  {
    broken: "a loop that repeats at most 0 times",
    source: inFlow(`
  repeatUntil("polish", { max: 0, until: (round) => round.outputs.q.gt(1) }, () => // here
    step("pass", { image, outputs: { q: z.number() }, command: ({ outputs }) => ["p", outputs.q.path] }));`),
    code: "check/repeat-max",
    noManifest: "the bound is a condition that we write ourselves",
  },
  {
    broken: "a loop of at most 0 items at once",
    source: inFlow(
      `${produce}\n  forEach("loop", a.outputs.list, { parallelism: 0 }, (item) => { // here
    step("b", { image, command: () => ["b", item] });
  });`,
    ),
    code: "check/parallelism-positive",
    manifest: "main/parallelism: 0",
    lint: null,
    crd: "greater than or equal to 1",
  },
  {
    broken: "a flow of at most 0 steps at once",
    source: inFlow(`  step("b", { image, command: () => ["b"] });`, { options: "parallelism: 0, // here" }),
    code: "check/parallelism-positive",
    manifest: "spec/parallelism: 0",
    lint: null,
    crd: "greater than or equal to 1",
  },
  {
    broken: "a second handler of the exit",
    source: inFlow(`
  step("b", { image, command: () => ["b"] });
  onExit("bye", { image, command: () => ["bye"] });
  onExit("bye-again", { image, command: () => ["bye"] }); // here`),
    code: "link/duplicate-handler",
    noManifest: "a workflow has one field for the handler",
  },
  {
    broken: "flows that call each other",
    source: `import { flow } from "millwright";
import { another } from "./callee.flow.ts"; // here
export const broken = flow("broken", { owner: "ml" }, ({ call }) => { call("another", another, {}); }); // here
`,
    beside: {
      "callee.flow.ts": `import { flow } from "millwright";
import { broken } from "./broken.flow.ts";
export const another = flow("another", { owner: "ml" }, ({ call }) => { call("broken", broken, {}); });
`,
    },
    code: "load/import-cycle",
    manifest: "main/dag/tasks/b/template: main\nmain/dag/tasks/b/arguments: null",
    lint: null,
    crd: null,
  },
  {
    broken: "a result of depends that does not exist",
    noDefinition: "what a step waits for follows from the values it uses and from `after`",
    manifest: "main/dag/tasks/b/depends: a.Done",
    lint: "Done",
    crd: null,
  },
  {
    broken: "AnySucceeded of a step without items",
    noDefinition: "what a step waits for follows from the values it uses and from `after`",
    manifest: "main/dag/tasks/b/depends: a.AnySucceeded",
    lint: "AnySucceeded",
    crd: null,
  },
  {
    broken: "a value of a step that is not waited for",
    noDefinition: "using a value draws the edge",
    manifest: "main/dag/tasks/b/depends: null",
    lint: "missing dependency",
    crd: null,
  },
  {
    broken: "a value of a step that is not waited for, inside text",
    noDefinition: "using a value draws the edge",
    manifest: `main/dag/tasks/b/depends: null\nmain/dag/tasks/b/arguments/parameters/x/value: "v={{tasks.a.outputs.parameters.o}}"`,
    lint: null,
    crd: null,
  },
  {
    broken: "a template that does not exist",
    noDefinition: "a step brings its template",
    manifest: "main/dag/tasks/b/template: nope",
    lint: "nope",
    crd: null,
  },
  {
    broken: "depends and dependencies in one task",
    noDefinition: "what a step waits for follows from the values it uses and from `after`",
    manifest: "main/dag/tasks/b/dependencies: [a]",
    lint: "depends",
    crd: "depends",
  },
  {
    broken: "a hook without a condition",
    noDefinition: "`onFailure` and `onExit` bring their conditions",
    manifest: "spec/hooks: { late: { template: produce } }",
    lint: "Expression required",
    crd: null,
  },
  {
    broken: "a hook of a task without a condition",
    noDefinition: "a step has no hooks",
    manifest: "main/dag/tasks/b/hooks: { late: { template: produce } }",
    lint: null,
    crd: null,
  },
];
