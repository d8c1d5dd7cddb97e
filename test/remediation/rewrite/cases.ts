/**
 * Small platforms, each with the one edit that raises the memory of step "fit" of flow "churn" in prod from 8Gi to 16Gi, or with the refusal
 *
 * `«"8Gi"→"16Gi"»` marks the edit: the text before it, and after.
 */
import type { Companion, Proposal } from "../../../remediation/proposal.ts";
import type { Files } from "../../support/folder.ts";

export interface RewriteCase {
  readonly title: string;
  readonly files: Files;
  /** What differs from the usual proposal. */
  readonly proposal?: Partial<Proposal>;
  /** By default prod alone. */
  readonly environments?: readonly string[];
  /** How the edit says it; by default in the literal. */
  readonly way?: "literal" | "overlay" | "override";
  /** Whether a literal of all environments may change in all of them. */
  readonly everyEnvironment?: boolean;
  /** The fields that move with it. */
  readonly also?: readonly string[];
  /** What the refusal says, where no edit is right. */
  readonly refused?: RegExp;
}

const both = ["staging", "prod"];
const words = 'image: "acme/fit:1.0", command: () => ["fit"]';

/** A flow with step "fit" of these options, and what stands before it and beside the step. */
function churn(options: string, { before = "", beside = "", flowOptions = "" } = {}): string {
  return `import { config, flow, memory, z } from "millwright";
${before}
// Kept as it is.
export const churn = flow("churn", { owner: "growth-ml"${flowOptions} }, ({ step, forEach, when, params }) => {
  step("fit", { ${words}, ${options} });
${beside}
});
`;
}

function one(title: string, text: string, more: Omit<Partial<RewriteCase>, "title"> = {}): RewriteCase {
  return { title, ...more, files: { "flows/churn.flow.ts": text, ...more.files } };
}

const other = `  step("other", { ${words}, resources: { memory: "8Gi" } });`;
const settings = 'const settings = config("./churn.toml", z.object({ memory: memory() }));';

/** Literals that stand in the definition. */
const inDefinition: readonly RewriteCase[] = [
  one("a literal at the call", churn('resources: { memory: «"8Gi"→"16Gi"» }')),
  one("single quotes stay", churn("resources: { memory: «'8Gi'→'16Gi'» }")),
  one("a template without holes stays one", churn("resources: { memory: «`8Gi`→`16Gi`» }")),
  one("comments and odd spaces stay", churn('resources : {  /* eight */ memory:«"8Gi"→"16Gi"» , // enough\n cpu: 2 }')),
  one("quoted keys", churn('"resources": { "memory": «"8Gi"→"16Gi"» }')),
  one("another step says the same", churn('resources: { memory: «"8Gi"→"16Gi"» }', { beside: other })),
  one(
    "the same text means something else beside it",
    churn('env: { SIZE: "8Gi" }, resources: { memory: «"8Gi"→"16Gi"», ephemeralStorage: "8Gi" }'),
  ),
  one("a constant", churn("resources: { memory: size }", { before: 'const size = «"8Gi"→"16Gi"»;' })),
  one("a constant of a constant", churn("resources: { memory: size }", { before: 'const base = «"8Gi"→"16Gi"»;\nconst size = base;' })),
  one(
    "a member of a constant",
    churn("resources: { memory: sizes.large }", { before: 'const sizes = { small: "1Gi", large: «"8Gi"→"16Gi"» };' }),
  ),
  one("an item of a list", churn("resources: { memory: sizes[1] }", { before: 'const sizes = ["1Gi", «"8Gi"→"16Gi"»] as const;' })),
  one("a constant of a type", churn("resources: { memory: size }", { before: 'const size: string = «"8Gi"→"16Gi"»;' })),
  one("as const and satisfies", churn("resources: { memory: size }", { before: 'const size = «"8Gi"→"16Gi"» as const satisfies string;' })),
  one(
    "shorthand",
    churn("resources: { memory }", { before: "" })
      .replace("config, flow, memory, z", "flow")
      .replace("// Kept", 'const memory = «"8Gi"→"16Gi"»;\n// Kept'),
  ),
  one("shorthand of the whole", churn("resources", { before: 'const resources = { cpu: 1, memory: «"8Gi"→"16Gi"» };' })),
  one("a spread of resources", churn("resources: { ...large, cpu: 3 }", { before: 'const large = { memory: «"8Gi"→"16Gi"» };' })),
  one("a spread of options", churn("...large", { before: 'const large = { resources: { memory: «"8Gi"→"16Gi"» } };' })),
  one(
    "a spread that is overridden",
    churn('resources: { ...large, memory: «"8Gi"→"16Gi"» }', { before: 'const large = { memory: "8Gi" };' }),
  ),
  one(
    "the last of two constants of one value",
    churn("resources: { memory: b }", { before: 'const a = "8Gi";\nconst b = «"8Gi"→"16Gi"»;\nvoid a;' }),
  ),
  one("a name taken apart", churn("resources: { memory: large }", { before: 'const { large } = { large: «"8Gi"→"16Gi"» };' })),
  one(
    "a default of a helper's parameter",
    churn("resources: sized()", { before: 'function sized(memory = «"8Gi"→"16Gi"») {\n  return { memory };\n}' }),
  ),
  one("an argument of a helper", churn('resources: sized(«"8Gi"→"16Gi"»)', { before: "const sized = (memory: string) => ({ memory });" })),
  one("what a helper gives back", churn("resources: sized()", { before: 'const sized = () => ({ memory: «"8Gi"→"16Gi"» });' })),
  one("a branch of a ternary that is taken", churn('resources: { memory: big ? «"8Gi"→"16Gi"» : "4Gi" }', { before: "const big = true;" })),
  one("a ternary of two equal branches", churn('resources: { memory: big ? "8Gi" : «"8Gi"→"16Gi"» }', { before: "const big = false;" })),
  one("a fallback", churn('resources: { memory: none ?? «"8Gi"→"16Gi"» }', { before: "const none: string | undefined = undefined;" })),
  one("a number in a template", churn("resources: { memory: `${«8→16»}Gi` }")),
  one("a number of a constant in a template", churn("resources: { memory: `${gibibytes}Gi` }", { before: "const gibibytes = «8→16»;" })),
  one("a text that is joined", churn('resources: { memory: [«"8"→"16"», "G", "i"].join("") }')),
  one("a map by name", churn('resources: { memory: sizes["fit"] }', { before: 'const sizes = { fit: «"8Gi"→"16Gi"», other: "8Gi" };' })),
  one("Windows line ends", churn('resources: { memory: «"8Gi"→"16Gi"» }').replaceAll("\n", "\r\n")),
  one("characters of more than one unit before it", churn('description: "🚂🚂 žluť", resources: { memory: «"8Gi"→"16Gi"» }')),
  one("a byte order mark", `\ufeff${churn('resources: { memory: «"8Gi"→"16Gi"» }')}`),
];

/** Steps that a helper or a loop makes. */
const made: readonly RewriteCase[] = [
  one(
    "a helper that makes the step",
    churn('resources: { memory: "1Gi" }')
      .replace('step("fit"', 'step("first"')
      .replace(
        "// Kept",
        'function fit(step: (name: string, options: object) => unknown, memory: string) {\n  return step("fit", { image: "acme/fit:1.0", command: () => ["fit"], resources: { memory } });\n}\n// Kept',
      )
      .replace("\n\n});", '\n  fit(step as never, «"8Gi"→"16Gi"»);\n});'),
  ),
  one(
    "one of several steps of a list",
    churn('resources: { memory: "1Gi" }')
      .replace('step("fit"', 'step("first"')
      .replace(
        "\n\n});",
        `\n  for (const [name, memory] of [["a", "8Gi"], ["fit", «"8Gi"→"16Gi"»]] as const) step(name, { ${words}, resources: { memory } });\n});`,
      ),
  ),
  one(
    "two steps that spread a helper's options",
    churn('...sized()«→, timeout: "3h"»', {
      before: 'const sized = () => ({ timeout: "2h" as const });',
      beside: `  step("other", { ${words}, ...sized() });`,
    }),
    { way: "override", proposal: { path: ["timeout"], from: "2h", to: "3h" } },
  ),
  one(
    "two steps that spread a helper's options, of which others would be lost",
    churn("...sized()", {
      before: 'const sized = () => ({ resources: { memory: "8Gi" } }) as const;',
      beside: `  step("other", { ${words}, ...sized() });`,
    }),
    { refused: /also says "steps\.other\.resources\.memory"/ },
  ),
  one(
    "steps of one loop that share the value",
    churn('resources: { memory: "1Gi" }')
      .replace('step("fit"', 'step("first"')
      .replace("\n\n});", `\n  for (const name of ["a", "fit"]) step(name, { ${words}, resources: { memory: "8Gi" } });\n});`),
    { refused: /also says "steps\.a\.resources\.memory"/ },
  ),
  one(
    "two steps that share a helper's literal: the call stays, and the value is said over it",
    churn('resources: «sized()→{ ...sized(), memory: "16Gi" }»', {
      before: 'const sized = () => ({ cpu: 2, memory: "8Gi" });',
      beside: `  step("other", { ${words}, resources: sized() });`,
    }),
    { way: "override" },
  ),
];

/** Values that others share. */
const shared: readonly RewriteCase[] = [
  one(
    "a constant of two steps: said at the call",
    churn('resources: { memory: «size→"16Gi"» }', {
      before: 'const size = "8Gi";',
      beside: `  step("other", { ${words}, resources: { memory: size } });`,
    }),
    { way: "override" },
  ),
  one(
    "shared resources: the rest of them stays",
    churn('resources: «large→{ ...large, memory: "16Gi" }»', {
      before: 'const large = { cpu: 2, memory: "8Gi" };',
      beside: `  step("other", { ${words}, resources: large });`,
    }),
    { way: "override" },
  ),
  one(
    "shared options that are spread",
    churn('...large«→, resources: { ...large.resources, memory: "16Gi" }»', {
      before: 'const large = { resources: { cpu: 2, memory: "8Gi" } };',
      beside: `  step("other", { ${words}, ...large });`,
    }),
    { way: "override" },
  ),
  one("a constant of another flow", churn('resources: { memory: «size→"16Gi"» }', { before: 'import { size } from "./sizes.ts";' }), {
    way: "override",
    files: {
      "flows/sizes.ts": 'export const size = "8Gi";\n',
      "flows/other.flow.ts": `import { flow } from "millwright";\nimport { size } from "./sizes.ts";\nexport const other = flow("other", { owner: "a" }, ({ step }) => {\n  step("fit", { ${words}, resources: { memory: size } });\n});\n`,
    },
  }),
  one(
    "a constant that the step itself uses twice",
    churn('resources: { memory: «size→"16Gi"», ephemeralStorage: size }', { before: 'const size = "8Gi";' }),
    { way: "override" },
  ),
  one(
    "a derived field that may move with it",
    churn("env: { HEAP: size }, resources: { memory: size }", { before: 'const size = «"8Gi"→"16Gi"»;' }),
    { proposal: { also: [{ definition: "flow:churn", environment: "prod", step: "fit", path: ["env", "HEAP"] }] } },
  ),
];

/** Values of other files. */
const elsewhere: readonly RewriteCase[] = [
  one("an imported constant", churn("resources: { memory: size }", { before: 'import { size } from "./sizes.ts";' }), {
    files: { "flows/sizes.ts": 'export const size = «"8Gi"→"16Gi"»;\n' },
  }),
  one("an import of an import", churn("resources: { memory: size }", { before: 'import { size } from "./index.ts";' }), {
    files: { "flows/index.ts": 'export { large as size } from "../sizes.ts";\n', "sizes.ts": 'export const large = «"8Gi"→"16Gi"»;\n' },
  }),
  one("an imported namespace", churn("resources: { memory: sizes.large }", { before: 'import * as sizes from "./sizes.ts";' }), {
    files: { "flows/sizes.ts": 'export const small = "8Gi";\nexport const large = «"8Gi"→"16Gi"»;\n' },
  }),
  one("a TOML file", churn("resources: { memory: settings.memory }", { before: settings }), {
    files: { "flows/churn.toml": '# Read by churn.\nmemory = «"8Gi"→"16Gi"»  # enough\n' },
  }),
  one(
    "a TOML table among others",
    churn("resources: { memory: settings.fit.memory }", {
      before:
        'const settings = config("./churn.toml", z.object({ fit: z.object({ memory: memory() }), other: z.object({ memory: memory() }) }));',
      beside: `  step("other", { ${words}, resources: { memory: settings.other.memory } });`,
    }),
    {
      files: { "flows/churn.toml": "[other]\nmemory = '8Gi'\n[fit]\nmemory = «'8Gi'→'16Gi'»\n" },
    },
  ),
  one(
    "an inline table of TOML",
    churn("resources: { memory: settings.fit.memory }", {
      before: 'const settings = config("./churn.toml", z.object({ fit: z.object({ cpu: z.int(), memory: memory() }) }));',
    }),
    {
      files: { "flows/churn.toml": 'fit = { cpu = 8, memory = «"8Gi"→"16Gi"» }\n' },
    },
  ),
  one("a JSON file", churn("resources: { memory: settings.memory }", { before: settings.replace("churn.toml", "churn.json") }), {
    files: { "flows/churn.json": '{\n\t"other": "8Gi",\n\t"memory": «"8Gi"→"16Gi"»\n}\n' },
  }),
  one("a YAML file, plain", churn("resources: { memory: settings.memory }", { before: settings.replace("churn.toml", "churn.yaml") }), {
    files: { "flows/churn.yaml": "# sizes\nmemory: «8Gi→16Gi» # enough\n" },
  }),
  one(
    "a YAML file, nested and quoted",
    churn("resources: { memory: settings.fit.memory }", {
      before: 'const settings = config("./churn.yaml", z.object({ fit: z.object({ memory: memory() }) }));',
    }),
    {
      files: { "flows/churn.yaml": "fit:\n    memory:   «'8Gi'→'16Gi'»\n" },
    },
  ),
  one(
    "a setting of two steps",
    churn('resources: { memory: «settings.memory→"16Gi"» }', {
      before: settings,
      beside: `  step("other", { ${words}, resources: { memory: settings.memory } });`,
    }),
    {
      way: "override",
      files: { "flows/churn.toml": 'memory = "8Gi"\n' },
    },
  ),
];

/** More than one environment. */
const perEnvironment: readonly RewriteCase[] = [
  one("the overlay of the environment says it", churn("resources: { memory: settings.memory }", { before: settings }), {
    environments: both,
    files: { "flows/churn.toml": 'memory = "4Gi"\n', "flows/churn.prod.toml": 'memory = «"8Gi"→"16Gi"»\n' },
  }),
  one("the file and the overlay say the same", churn("resources: { memory: settings.memory }", { before: settings }), {
    environments: both,
    files: { "flows/churn.toml": 'memory = "8Gi"\n', "flows/churn.prod.toml": 'memory = «"8Gi"→"16Gi"»\n' },
  }),
  one("the other environment has an overlay", churn("resources: { memory: settings.memory }", { before: settings }), {
    environments: both,
    files: { "flows/churn.toml": 'memory = «"8Gi"→"16Gi"»\n', "flows/churn.staging.toml": 'memory = "8Gi"\n' },
  }),
  one(
    "a new key in the overlay",
    churn("resources: { memory: settings.memory }", { before: settings.replace("{ memory", "{ rate: z.number(), memory") }),
    {
      environments: both,
      way: "overlay",
      files: { "flows/churn.toml": 'rate = 1\nmemory = "8Gi"\n', "flows/churn.prod.toml": 'rate = 2\n«→memory = "16Gi"\n»' },
    },
  ),
  one("a new overlay", churn("resources: { memory: settings.memory }", { before: settings }), {
    environments: both,
    way: "overlay",
    files: { "flows/churn.toml": 'memory = "8Gi"\n', "flows/churn.prod.toml": '«→memory = "16Gi"\n»' },
  }),
  one(
    "a new key in an overlay of JSON",
    churn("resources: { memory: settings.memory }", {
      before: settings.replace("churn.toml", "churn.json").replace("{ memory", "{ rate: z.number(), memory"),
    }),
    {
      environments: both,
      way: "overlay",
      files: {
        "flows/churn.json": '{ "rate": 1, "memory": "8Gi" }\n',
        "flows/churn.prod.json": '{«→\n  "memory": "16Gi",»\n  "rate": 2\n}\n',
      },
    },
  ),
  one(
    "a new key in an overlay of YAML",
    churn("resources: { memory: settings.memory }", {
      before: settings.replace("churn.toml", "churn.yml").replace("{ memory", "{ rate: z.number(), memory"),
    }),
    {
      environments: both,
      way: "overlay",
      files: { "flows/churn.yml": "rate: 1\nmemory: 8Gi\n", "flows/churn.prod.yml": 'rate: 2\n«→memory: "16Gi"\n»' },
    },
  ),
  one("a literal of a module for all environments", churn('resources: { memory: "8Gi" }'), {
    environments: both,
    refused: /churn\.flow\.ts:5\) also says "steps\.fit\.resources\.memory" of "flow:churn" in "staging"/,
  }),
];

const volume: Partial<Proposal> = {
  path: ["volumes", "work", "perRun"],
  alongside: [{ ...goesWith(["volumes", "work", "perRun"], "8Gi", "16Gi"), step: "other" }],
};

/** What goes with the field: at a literal of its own, by computation, or in other environments. */
const alongside: readonly RewriteCase[] = [
  one(
    "a heap, and the memory that holds it",
    churn('env: { JAVA_TOOL_OPTIONS: «"-Xmx4g"→"-Xmx6g"» }, resources: { memory: «"4Gi"→"7143Mi"» }'),
    {
      proposal: heap("-Xmx4g", "-Xmx6g", [goesWith(["resources", "memory"], "4Gi", "7143Mi")]),
    },
  ),
  one(
    "a heap of a constant, and memory of a file",
    churn("env: { JAVA_TOOL_OPTIONS: `-ea -Xmx${heap}` }, resources: { memory: settings.memory }", {
      before: `const heap = «"4g"→"6g"»;\n${settings}`,
    }),
    {
      proposal: heap("-ea -Xmx4g", "-ea -Xmx6g", [goesWith(["resources", "memory"], "4Gi", "7143Mi")]),
      files: { "flows/churn.toml": 'memory = «"4Gi"→"7143Mi"»\n' },
    },
  ),
  one("retries of lost pods, where none were said", churn('timeout: "2h"«→, retry: { limit: 3, on: "infrastructure" }»'), {
    way: "override",
    proposal: { path: ["retry", "limit"], from: null, to: 3, alongside: [goesWith(["retry", "on"], null, "infrastructure")] },
  }),
  one("retries with a wait between them", churn('retry: { limit: «1→3»«→, backoff: { initial: "30s" }» }'), {
    proposal: { path: ["retry", "limit"], from: 1, to: 3, alongside: [goesWith(["retry", "backoff", "initial"], null, "30s")] },
  }),
  one(
    "a batch and its accumulation, which are settings in the command",
    churn("resources: { cpu: 2 }", {
      before: 'const settings = config("./churn.toml", z.object({ batch: z.int(), steps: z.int() }));',
    }).replace('command: () => ["fit"]', 'command: () => ["fit", `--batch-size=${settings.batch}`, "--grad-accum", settings.steps]'),
    {
      proposal: {
        path: ["command", 1],
        from: "--batch-size=32",
        to: "--batch-size=16",
        alongside: [goesWith(["command", 3], "2", "4")],
      },
      files: { "flows/churn.toml": "# 32 fit\nbatch = «32→16»\nsteps = «2→4»\n" },
    },
  ),
  one(
    "a volume of the run, in both steps that say its size",
    churn('volumes: { work: { mountAt: "/w", perRun: «"8Gi"→"16Gi"» } }', {
      beside: `  step("other", { ${words}, volumes: { work: { mountAt: "/w", perRun: «"8Gi"→"16Gi"» } } });`,
    }),
    {
      proposal: volume,
    },
  ),
  one(
    "a volume of the run, whose size two steps share",
    churn("volumes: { work }", {
      before: 'const work = { mountAt: "/w", perRun: «"8Gi"→"16Gi"» } as const;',
      beside: `  step("other", { ${words}, volumes: { work } });`,
    }),
    { proposal: volume },
  ),
  one(
    "a volume of the run, whose size two steps share in all environments",
    churn("volumes: { work }", {
      before: 'const work = { mountAt: "/w", perRun: «"8Gi"→"16Gi"» } as const;',
      beside: `  step("other", { ${words}, volumes: { work } });`,
    }),
    {
      proposal: volume,
      environments: both,
      everyEnvironment: true,
      also: ["steps.fit.volumes.work.perRun", "steps.other.volumes.work.perRun"],
    },
  ),
  one(
    "a heap in the command",
    churn('resources: { memory: "16Gi" }').replace('["fit"]', '["java", «"-Xmx4g"→"-Xmx6g"», "-jar", "fit.jar"]'),
    {
      proposal: { path: ["command", 1], from: "-Xmx4g", to: "-Xmx6g" },
    },
  ),
  one(
    "a batch and its accumulation, which are parameters",
    churn("env: { BATCH: params.batchSize, STEPS: params.gradAccum }", {
      flowOptions: ", params: { batchSize: z.int().default(«32→16»), gradAccum: z.int().default(«2→4») }",
    }),
    {
      proposal: {
        step: null,
        path: ["params", "batchSize", "default"],
        from: 32,
        to: 16,
        alongside: [{ ...goesWith(["params", "gradAccum", "default"], 2, 4), step: null }],
      },
    },
  ),
  one(
    "a loop that says no parallelism",
    churn("cpu: 1").replace(
      / {2}step\("fit"[^\n]*/,
      `  forEach("per-shard", [1, 2], «→{ parallelism: 10 }, »() => step("fit", { ${words} }));`,
    ),
    {
      way: "override",
      proposal: { step: "per-shard", path: ["parallelism"], from: 20, to: 10 },
    },
  ),
  one(
    "a heap that is computed from the memory",
    churn("env: { JAVA_TOOL_OPTIONS: `-Xmx${gib / 2}g` }, resources: { memory: `${gib}Gi` }", { before: "const gib = «8→16»;" }),
    { also: ["steps.fit.env.JAVA_TOOL_OPTIONS"] },
  ),
  one(
    "shared memory that is computed from the memory",
    churn("resources: { memory: `${gib}Gi`, sharedMemory: `${gib / 4}Gi` }", { before: "const gib = «8→16»;" }),
    { also: ["steps.fit.resources.sharedMemory"] },
  ),
  one(
    "memory that is computed from the heap, far enough",
    churn("env: { JAVA_TOOL_OPTIONS: `-Xmx${gib}g` }, resources: { memory: `${gib * 2}Gi` }", { before: "const gib = «4→6»;" }),
    {
      proposal: heap("-Xmx4g", "-Xmx6g", [goesWith(["resources", "memory"], "8Gi", "7143Mi")]),
      also: ["steps.fit.resources.memory"],
    },
  ),
  one(
    "memory that is computed from the heap, not far enough",
    churn("env: { JAVA_TOOL_OPTIONS: `-Xmx${gib}g` }, resources: { memory: `${gib}Gi` }", { before: "const gib = 4;" }),
    {
      proposal: heap("-Xmx4g", "-Xmx6g", [goesWith(["resources", "memory"], "4Gi", "7143Mi")]),
      refused: /computed from it and becomes "6Gi", where "7143Mi" is needed/,
    },
  ),
  one(
    "a heap of another step that is computed from the memory: said at the call",
    churn('resources: { memory: «size→"16Gi"» }', {
      before: 'const size = "8Gi";',
      beside: `  step("other", { ${words}, env: { JAVA_TOOL_OPTIONS: size.replace("Gi", "g").replace(/^/, "-Xmx") } });`,
    }),
    { way: "override" },
  ),
  one(
    "a companion that nothing says",
    churn('env: { JAVA_TOOL_OPTIONS: "-Xmx4g" }, resources: { memory: `${two * 2}Gi` }', { before: "const two = 2;" }),
    {
      proposal: heap("-Xmx4g", "-Xmx6g", [goesWith(["resources", "memory"], "4Gi", "7143Mi")]),
      refused: /With it goes another change \(it holds the heap\).*is computed/,
    },
  ),
  one("a companion that moved on", churn('env: { JAVA_TOOL_OPTIONS: "-Xmx4g" }, resources: { memory: "32Gi" }'), {
    proposal: heap("-Xmx4g", "-Xmx6g", [goesWith(["resources", "memory"], "4Gi", "7143Mi")]),
    refused: /is "32Gi" by now, not "4Gi"/,
  }),
  one("a literal of all environments, where that is allowed", churn('resources: { memory: «"8Gi"→"16Gi"» }'), {
    environments: both,
    everyEnvironment: true,
    also: ["steps.fit.resources.memory"],
  }),
  one("a field that no environment says yet, where that is allowed", churn('resources: { cpu: 2«→, memory: "16Gi"» }'), {
    environments: both,
    everyEnvironment: true,
    way: "override",
    proposal: { from: null },
    also: ["steps.fit.resources.memory"],
  }),
  one("options that no environment says yet, where that is allowed", churn('timeout: "2h"«→, retry: { limit: 3, on: "infrastructure" }»'), {
    environments: both,
    everyEnvironment: true,
    way: "override",
    proposal: { path: ["retry", "limit"], from: null, to: 3, alongside: [goesWith(["retry", "on"], null, "infrastructure")] },
    also: ["steps.fit.retry.limit", "steps.fit.retry.on"],
  }),
  one(
    "an override that would change what another environment says on purpose",
    churn("resources: { memory: `${settings.gib * 2}Gi` }", { before: settings.replace("memory: memory()", "gib: z.int()") }),
    {
      environments: both,
      everyEnvironment: true,
      files: { "flows/churn.toml": "gib = 2\n", "flows/churn.prod.toml": "gib = 4\n" },
      refused: /is computed/,
    },
  ),
  one(
    "an override at a name that would change what another environment says on purpose",
    churn("resources: sizes", {
      before: `${settings.replace("memory: memory()", "gib: z.int()")}\nconst sizes = { memory: \`\${settings.gib * 2}Gi\` as "8Gi" };`,
    }),
    {
      environments: both,
      everyEnvironment: true,
      files: { "flows/churn.toml": "gib = 2\n", "flows/churn.prod.toml": "gib = 4\n" },
      refused: /also says "steps\.fit\.resources\.memory" of "flow:churn" in "staging"/,
    },
  ),
  one("an overlay comes before a literal of all environments", churn("resources: { memory: settings.memory }", { before: settings }), {
    environments: both,
    everyEnvironment: true,
    way: "overlay",
    files: { "flows/churn.toml": 'memory = "8Gi"\n', "flows/churn.prod.toml": '«→memory = "16Gi"\n»' },
  }),
  one(
    "a literal of all environments that another step shares",
    churn('resources: «sized()→{ ...sized(), memory: "16Gi" }»', {
      before: 'const sized = () => ({ memory: "8Gi" });',
      beside: `  step("other", { ${words}, resources: sized() });`,
    }),
    { environments: both, everyEnvironment: true, way: "override", also: ["steps.fit.resources.memory"] },
  ),
];

function heap(from: string, to: string, companions: Proposal["alongside"]): Partial<Proposal> {
  return { path: ["env", "JAVA_TOOL_OPTIONS"], from, to, alongside: companions };
}

function goesWith(path: Proposal["path"], from: Companion["from"], to: Companion["to"]): Companion {
  return { definition: "flow:churn", environment: "prod", step: "fit", path, from, to, formula: "it holds the heap" };
}

/** Other fields than memory. */
const fields: readonly RewriteCase[] = [
  one("a timeout of the step", churn('timeout: «"2h"→"3h"»'), { proposal: { path: ["timeout"], from: "2h", to: "3h" } }),
  one("a timeout of the flow", churn('timeout: "2h"', { flowOptions: ', timeout: «"2h"→"3h"»' }), {
    proposal: { step: null, path: ["timeout"], from: "2h", to: "3h" },
  }),
  one("a limit of retries", churn("retry: { limit: «3→5» }, resources: { cpu: 3 }"), {
    proposal: { path: ["retry", "limit"], from: 3, to: 5 },
  }),
  one("a variable of the environment", churn('env: { NCCL_TIMEOUT: «"600"→"1200"» }'), {
    proposal: { path: ["env", "NCCL_TIMEOUT"], from: "600", to: "1200" },
  }),
  one("digits in groups stay in groups", churn("resources: { cpu: «1_024→2_048» }"), {
    proposal: { path: ["resources", "cpu"], from: 1024, to: 2048 },
  }),
  one("a truth value", churn("idempotent: «false→true», checkpoint: false"), { proposal: { path: ["idempotent"], from: false, to: true } }),
  one("a field that is not said yet", churn('resources: { cpu: 2«→, memory: "16Gi"» }'), { way: "override", proposal: { from: null } }),
  one("options that are not said yet", churn('timeout: "2h"«→, retry: { limit: 3 }»'), {
    way: "override",
    proposal: { path: ["retry", "limit"], from: null, to: 3 },
  }),
  one("options on lines of their own", churn('\n    timeout: "2h"«→,\n    resources: { memory: "16Gi" }»,\n '), {
    way: "override",
    proposal: { from: null },
  }),
  one(
    "a value that brings a finding",
    churn('resources: { memory: "8Gi", gpu: { pool: small, count: 1 } }', { before: 'import { small } from "./platform.ts";' }),
    {
      proposal: { path: ["resources", "gpu", "count"], from: 1, to: 16 },
      files: {
        "flows/platform.ts":
          'import { gpuPool } from "millwright";\nexport const small = gpuPool("small", { accelerator: "nvidia-h100-80gb", node: { machine: "a3-highgpu-8g", gpus: 8, cpu: 208, memory: "1872Gi" }, capacity: { onDemand: { maxNodes: 2 } }, provider: { gke: { project: "acme", location: "europe-west4" } } });\n',
      },
      refused: /has a new finding: .*16 GPUs/,
    },
  ),
];

/** Where no edit is right. */
const refusals: readonly RewriteCase[] = [
  one("a computed value", churn("resources: { memory: `${factor * 4}Gi` }", { before: "const factor = 2;" }), { refused: /is computed/ }),
  one(
    "a value that a helper computes",
    churn("resources: sized(2)", { before: "const sized = (factor: number) => ({ memory: `${factor * 4}Gi` as const });" }),
    { refused: /is computed/ },
  ),
  one("a value that moved on", churn('resources: { memory: "32Gi" }'), { refused: /is "32Gi" by now, not "8Gi"/ }),
  one("a value that is there already", churn('resources: { memory: "16Gi" }'), { refused: /is "16Gi" already/ }),
  one("a field whose options are computed", churn("resources: (() => ({ cpu: 2 }))()"), {
    proposal: { from: null },
    refused: /is not said yet, and .* are computed/,
  }),
  one("a step that is gone", churn('resources: { memory: "8Gi" }').replace('step("fit"', 'step("fitted"'), {
    refused: /There is no "steps\.fit/,
  }),
  one("a value that the schema refuses", churn('resources: { memory: "8Gi" }'), {
    proposal: { to: "lots" },
    refused: /is computed/,
  }),
];

export const cases: readonly RewriteCase[] = [
  ...inDefinition,
  ...made,
  ...shared,
  ...elsewhere,
  ...perEnvironment,
  ...alongside,
  ...fields,
  ...refusals,
];
