import type { BrokenCase } from "../broken-case.ts";
import { image, inFlow } from "./in-flow.ts";

const neverLoads = "nothing is written before all definitions load";

/** Loading: definitions that are no definitions, or that would not give the same answer twice. */
export const loading: readonly BrokenCase[] = [
  {
    broken: "a syntax error",
    source: `import { flow } from "millwright";\nexport const broken = flow("broken", { owner: "ml" ; // here\n`,
    code: "load/syntax",
    noManifest: neverLoads,
  },
  {
    broken: "a definition that throws",
    source: `export const broken = 1;\nthrow new Error("no"); // here\n`,
    code: "load/threw",
    noManifest: neverLoads,
  },
  {
    broken: "a body that throws",
    source: inFlow(`  throw new Error("no"); // here`),
    code: "load/threw",
    noManifest: neverLoads,
  },
  {
    broken: "a flow that is not exported",
    source: `import { flow } from "millwright";
flow("hidden", { owner: "ml" }, ({ step }) => { step("b", { image: "${image}", command: () => ["b"] }); }); // here
`,
    code: "load/not-exported",
    noManifest: neverLoads,
  },
  {
    broken: "a body that is async",
    source: `import { flow } from "millwright";
export const broken = flow("broken", { owner: "ml" }, async ({ step }) => { // here
  step("b", { image: "${image}", command: () => ["b"] });
});
`,
    code: "load/async-body",
    noManifest: neverLoads,
  },
  {
    broken: "the clock in a definition",
    source: inFlow(`  step("b", { image, command: () => ["b", String(Date.now())] }); // here`),
    code: "load/not-deterministic",
    noManifest: neverLoads,
  },
  {
    broken: "chance in a definition",
    source: inFlow(`  step("b", { image, command: () => ["b", String(Math.random())] }); // here`),
    code: "load/not-deterministic",
    noManifest: neverLoads,
  },
  {
    broken: "an import that leads nowhere",
    source: `import { pool } from "./nowhere.ts"; // here\n${inFlow(`  step("b", { image, command: () => ["b", pool] });`)}`,
    code: "load/missing-module",
    noManifest: neverLoads,
  },
  {
    broken: "a config file that is not there",
    source: inFlow(`  step("b", { image, command: () => ["b", settings.epochs] });`, {
      before: `const settings = config("./nope.toml", z.object({ epochs: z.int() })); // here`,
    }),
    code: "load/config-missing",
    noManifest: neverLoads,
  },
  {
    broken: "a config value of the wrong type",
    source: inFlow(`  step("b", { image, command: () => ["b", settings.epochs] });`, {
      before: `const settings = config("./train.toml", z.object({ epochs: z.int() })); // here`,
    }),
    code: "load/config-type",
    beside: { "train.toml": `epochs = "many"\n` },
    noManifest: neverLoads,
  },
  {
    broken: "an import of a name that is not exported",
    source: `import { flow, flows } from "millwright"; // here\n${inFlow("").split("\n").slice(1).join("\n")}flows();\n`,
    code: "load/missing-export",
    noManifest: neverLoads,
  },
  {
    broken: "an import from outside of the repository",
    source: `import { pool } from "../outside.ts"; // here\n${inFlow(`  step("b", { image, command: () => ["b", pool] });`)}`,
    code: "load/outside-root",
    noManifest: neverLoads,
  },
  {
    broken: "a definition that reads files",
    source: `import { readFileSync } from "node:fs"; // here
${inFlow(`  step("b", { image, command: () => ["b", readFileSync("/etc/hostname", "utf8")] }); // here`)}`,
    code: "load/not-allowed",
    noManifest: neverLoads,
  },
  {
    broken: "a definition that reads the environment",
    source: inFlow(`  step("b", { image, command: () => ["b", process.env.HOME ?? ""] }); // here`),
    code: "load/not-deterministic",
    noManifest: neverLoads,
  },
  {
    broken: "a definition that never ends",
    source: inFlow(`  step("b", { image, command: () => ["b"] });\n  for (;;); // here`),
    code: "load/endless",
    noManifest: neverLoads,
  },
  {
    broken: "an enum of TypeScript, which is no type",
    source: `enum Size { Small } // here\n${inFlow(`  step("b", { image, command: () => ["b", Size.Small] });`)}`,
    code: "load/not-erasable",
    noManifest: neverLoads,
  },
  {
    broken: "an owner that is not said",
    source: `import { flow } from "millwright";
export const broken = flow("broken", {}, ({ step }) => { step("b", { image: "${image}", command: () => ["b"] }); }); // here
`,
    code: "validate/missing-field",
    noManifest: "an owner is no field of Argo's",
  },
  {
    broken: "a target that does not exist",
    source: inFlow(`  step("b", { image, command: () => ["b"] });`, { options: `targets: ["airflow"], // here` }),
    code: "link/unknown-target",
    noManifest: "the target decides what is written at all",
  },
  {
    broken: "an environment that does not exist",
    source: inFlow(`  step("b", { image, command: () => ["b"] });`, { options: `environments: ["staging"], // here` }),
    code: "link/unknown-environment",
    noManifest: "the environment decides what is written at all",
  },
];
