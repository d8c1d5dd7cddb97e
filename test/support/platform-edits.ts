/** Sixty edits of the generated platform, each with the definitions that it changes. */
import {
  type EnvironmentName,
  environments,
  type Files,
  flowFile,
  flowName,
  flowsWith,
  imageOf,
  poolName,
  poolOf,
  settingsOf,
  usesShared,
  withCallers,
} from "./generate-platform.ts";

export interface Edit {
  readonly title: string;
  /** New texts of files; null removes one. */
  readonly change: (files: Files) => ReadonlyMap<string, string | null>;
  /** Ids of the definitions that say something else afterwards, by environment. */
  readonly touched: Readonly<Partial<Record<EnvironmentName, readonly string[]>>>;
  /** Ids of definitions that were not there. */
  readonly fresh?: readonly string[];
}

type Touched = Edit["touched"];

const ids = (flows: readonly number[]) => flows.map((flow) => `flow:${flowName(flow)}`);
const nothing: Touched = {};

function everywhere(found: readonly string[]): Touched {
  return Object.fromEntries(environments.map((name) => [name, found]));
}

/** Flows that changed themselves, and those that call them. */
function flows(...changed: readonly number[]): Touched {
  return everywhere(ids(withCallers(changed)));
}

function flowsThat(holds: (flow: number) => boolean): readonly string[] {
  return ids(withCallers(flowsWith(holds)));
}

function replace(title: string, file: string, from: string, to: string, touched: Touched): Edit {
  return {
    title,
    touched,
    change(files) {
      const text = files.get(file);
      if (text === undefined || !text.includes(from)) throw new Error(`${title}: ${file} has no ${JSON.stringify(from)}`);
      return new Map([[file, text.replaceAll(from, to)]]);
    },
  };
}

function inFlow(title: string, flow: number, from: string, to: string, touched: Touched = flows(flow)): Edit {
  return replace(`${title} in ${flowName(flow)}`, flowFile(flow), from, to, touched);
}

function add(title: string, file: string, text: string, touched: Touched): Edit {
  return { title, touched, change: () => new Map([[file, text]]) };
}

function append(title: string, file: string, text: string, touched: Touched): Edit {
  return { title, touched, change: (files) => new Map([[file, `${files.get(file) ?? ""}${text}`]]) };
}

function poolUsers(pool: number): readonly string[] {
  return [`gpuPool:${poolName(pool)}`, ...flowsThat((flow) => poolOf(flow) === pool)];
}

const digest = (index: number) => `sha256:${String(index).padStart(64, "0")}`;

/** What a person edits without changing what anything means. */
const harmless: readonly Edit[] = [
  inFlow("a comment", 0, "// Made by a generator.", "// Made by a generator.\n// And read by people.", nothing),
  inFlow("blank lines", 1, "export const", "\n\n\n\nexport const", nothing),
  inFlow("a variable's new name", 2, "plan.outputs", "planned.outputs", nothing),
  inFlow("the order of options", 3, 'owner: "team-3",\n    tags: ["odd"],', 'tags: ["odd"],\n    owner: "team-3",', nothing),
  inFlow("another spelling of a number", 4, "limit: 3", "limit: 1 + 2", nothing),
  inFlow("another spelling of a text", 5, '"12h"', '["12", "h"].join("")', nothing),
  inFlow("a constant", 6, '"8Gi"', "eight", nothing),
  inFlow("the order of imports", 7, "artifact, config, flow", "flow, artifact, config", nothing),
  inFlow("quotes", 8, '"infrastructure"', "'infrastructure'", nothing),
  replace("a value that no schema reads", "flows/settings-1.toml", "unread = 1", "unread = 2", nothing),
  replace("an export that nobody imports", "flows/shared.ts", "unused = 1", "unused = 2", nothing),
  replace("a comment in a shared file", "flows/shared.ts", "/** How long a notice may take. */", "/** At most. */", nothing),
  append("an image that nobody names", "images.lock.toml", `\n[images.fresh]\nrepository = "a/fresh"\ndigest = "${digest(7)}"\n`, nothing),
  add("a file that nobody reads", "flows/notes.toml", "memory = 1\n", nothing),
  add("an overlay that says the same", "flows/settings-5.prod.toml", "epochs = 15\n", nothing),
].map((edit) => {
  // These two need a declaration beside the replacement.
  if (edit.title.startsWith("a variable")) return also(edit, flowFile(2), "const plan =", "const planned =");
  return edit.title.startsWith("a constant") ? also(edit, flowFile(6), "// Made", 'const eight = "8Gi";\n// Made') : edit;
});

function also(edit: Edit, file: string, from: string, to: string): Edit {
  return {
    ...edit,
    change: (files) =>
      new Map([...edit.change(files)].map(([name, text]) => [name, name === file ? (text?.replace(from, to) ?? null) : text])),
  };
}

/** What changes one flow, and with it those that call it. */
const single: readonly Edit[] = [
  inFlow("memory", 10, '"8Gi"', '"16Gi"'),
  inFlow("processors", 11, "cpu: 4", "cpu: 5"),
  inFlow("a word of a command", 12, '"--seed"', '"--sed"'),
  inFlow("a retry", 14, "limit: 3", "limit: 4"),
  inFlow("a timeout", 15, '"6h"', '"7h"'),
  inFlow("a schedule", 16, "16 3 * * *", "16 4 * * *"),
  inFlow("a tag", 18, '["even"]', '["even", "nightly"]'),
  inFlow("an owner", 20, '"team-4"', '"team-5"'),
  inFlow("a description", 21, 'timeout: "12h"', 'timeout: "12h",\n    description: "New"'),
  inFlow("a default", 22, "default(0.05)", "default(0.06)"),
  inFlow("a threshold", 24, "gte(0.9)", "gte(0.95)"),
  inFlow("a comparison", 26, "gte(0.9)", "gt(0.9)"),
  inFlow("the name of a step", 28, 'step("count"', 'step("tally"'),
  inFlow("a step more", 30, "const fit =", 'step("extra", { image: image("image-10"), command: () => ["x"] });\n    const fit ='),
  inFlow("a number of GPUs", 33, "count: 8", "count: 4"),
  inFlow("the format of an artifact", 34, 'artifact("parquet")', 'artifact("csv")'),
  inFlow("the parallelism of a loop", 35, "plan.outputs.shards, (shard)", "plan.outputs.shards, { parallelism: 5 }, (shard)"),
  inFlow("a label", 36, 'timeout: "6h"', 'timeout: "6h", labels: { a: "b" }'),
  inFlow("the order of outputs", 38, 'auc: z.number(), model: artifact("onnx")', 'model: artifact("onnx"), auc: z.number()'),
  inFlow("the image of a flow that is called twice over", 38, 'image("image-18")', 'image("image-19")'),
];

/** What several definitions share, and what only one environment sees. */
const shared: readonly Edit[] = [
  replace("an image's digest", "images.lock.toml", digest(3), digest(333), everywhere(flowsThat((flow) => imageOf(flow) === 3))),
  replace("an image's tag", "images.lock.toml", 'tag = "1.4"', 'tag = "1.44"', everywhere(flowsThat((flow) => imageOf(flow) === 4))),
  append("an image in prod", "images.lock.toml", `\n[images.image-5.environments.prod]\ndigest = "${digest(555)}"\n`, {
    prod: flowsThat((flow) => imageOf(flow) === 5),
  }),
  replace("a pool's size", "flows/platform.ts", "maxNodes: 3 ", "maxNodes: 33 ", everywhere(poolUsers(2))),
  replace(
    "a pool's description",
    "flows/platform.ts",
    "maxNodes: 8 } },",
    'maxNodes: 8 } },\n  description: "Big",',
    everywhere(poolUsers(7)),
  ),
  replace(
    "a setting",
    "flows/settings-9.toml",
    'memory = "10Gi"',
    'memory = "11Gi"',
    everywhere(flowsThat((flow) => settingsOf(flow) === 9)),
  ),
  replace("a setting that prod overrides", "flows/settings-1.toml", "epochs = 11", "epochs = 12", {
    staging: flowsThat((flow) => settingsOf(flow) === 1),
  }),
  replace("an overlay", "flows/settings-15.prod.toml", "epochs = 1015", "epochs = 1016", {
    prod: flowsThat((flow) => settingsOf(flow) === 15),
  }),
  add("a new overlay", "flows/settings-17.prod.toml", 'memory = "99Gi"\n', { prod: flowsThat((flow) => settingsOf(flow) === 17) }),
  {
    title: "an overlay that goes",
    change: () => new Map([["flows/settings-29.prod.toml", null]]),
    touched: { prod: flowsThat((flow) => settingsOf(flow) === 29) },
  },
  replace("a shared constant", "flows/shared.ts", '"7m"', '"8m"', everywhere(flowsThat(usesShared))),
  replace("a shared function", "flows/shared.ts", '"--about"', '"--of"', everywhere(flowsThat(usesShared))),
  replace("the namespace of prod", "millwright.config.ts", "ml-prod", "ml-production", { prod: flowsThat(() => true) }),
  replace("the service account of staging", "millwright.config.ts", '"ml-staging"', '"ml-staging", serviceAccount: "runner"', {
    staging: flowsThat(() => true),
  }),
  replace("an artifact store that every flow writes to", "millwright.config.ts", '"ml-prod"', '"ml-prod", artifacts: "s3://acme/ml"', {
    prod: flowsThat(() => true),
  }),
];

/** What comes, goes and moves. */
const moving: readonly Edit[] = [
  {
    title: "a new flow",
    change: (files) =>
      new Map([["flows/fresh.flow.ts", (files.get(flowFile(40)) ?? "").replaceAll("flow-040", "fresh").replaceAll("flow040", "fresh")]]),
    touched: everywhere(["flow:fresh"]),
    fresh: ["flow:fresh"],
  },
  { title: "a flow that goes", change: () => new Map([[flowFile(41), null]]), touched: nothing },
  {
    title: "a flow's new name",
    change: (files) => new Map([[flowFile(42), (files.get(flowFile(42)) ?? "").replace('flow(\n  "flow-042"', 'flow(\n  "renamed"')]]),
    touched: everywhere(["flow:renamed"]),
    fresh: ["flow:renamed"],
  },
  {
    title: "a flow's new file",
    change: (files) =>
      new Map([
        [flowFile(44), null],
        ["flows/moved.flow.ts", files.get(flowFile(44)) ?? ""],
      ]),
    touched: flows(44),
  },
  inFlow("the name of an export that nobody imports", 45, "export const flow045", "export const other"),
  {
    title: "a pool that is new",
    change: (files) =>
      new Map([
        [
          "flows/platform.ts",
          `${files.get("flows/platform.ts") ?? ""}\n${(files.get("flows/platform.ts") ?? "").split("\n\n")[1]?.split("\nexport")[0]?.replaceAll("pool0", "pool99").replaceAll("pool-0", "pool-99") ?? ""}\n`,
        ],
      ]),
    touched: everywhere(["gpuPool:pool-99"]),
    fresh: ["gpuPool:pool-99"],
  },
  replaceCallee(59, 58, 57),
  inFlow("only here", 46, 'owner: "team-6",', 'owner: "team-6",\n    environments: ["prod"],', { staging: ids([46]) }),
  inFlow("a call that goes", 69, 'call("then", flow068, { day: params.day }, { after: [fit] });', ""),
  inFlow("an argument of a call", 79, "{ day: params.day }", "{ day: params.day, rate: 0.1 }"),
];

function replaceCallee(flow: number, from: number, to: number): Edit {
  const change = (files: Files) => new Map([[flowFile(flow), (files.get(flowFile(flow)) ?? "").replaceAll(`0${from}`, `0${to}`)]]);
  return { title: `another callee of ${flowName(flow)}`, change, touched: flows(flow) };
}

export const edits: readonly Edit[] = [...harmless, ...single, ...shared, ...moving];
