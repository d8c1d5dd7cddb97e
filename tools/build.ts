/**
 * Makes dist/: the command, the locked child, the definitions' library, its types, the pages of all diagnostics, and the templates of `init`
 *
 * Everything is bundled, because a cold process pays for each file that it opens. zod stays outside of the library, so that a project has one copy.
 */
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";

const root = path.dirname(import.meta.dirname);
const dist = path.join(root, "dist");

const common: BuildOptions = {
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node22.18",
  outdir: dist,
  logLevel: "warning",
  legalComments: "none",
};
/** CommonJS packages inside an ESM bundle ask for `require`. */
const withRequire = {
  js: 'import { createRequire as $createRequire } from "node:module"; const require = $createRequire(import.meta.url);',
};

/** zod's messages in forty languages are half of it, and each process would read them. */
const englishOnly: Plugin = {
  name: "english-only",
  setup({ onLoad }) {
    onLoad({ filter: /zod\/v4\/locales\/index\.js$/ }, () => ({ contents: 'export { default as en } from "./en.js";' }));
  },
};

function bundles(): readonly BuildOptions[] {
  const command = path.join(root, "cli/main.ts");
  return [
    { ...common, entryPoints: { child: path.join(root, "compiler/evaluate/child.ts") }, minify: true, plugins: [englishOnly] },
    libraryBundle(),
    ...(fs.existsSync(command) ? [commandBundle(command)] : []),
    actionBundle(),
  ];
}

/** What definitions and their tests import: two entries that share what is recorded. Packages stay packages, so that a project has one copy of zod. */
function libraryBundle(): BuildOptions {
  return {
    ...common,
    entryPoints: { definitions: path.join(root, "schema/index.ts"), testing: path.join(root, "local/testing.ts") },
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    external: ["zod", "yaml", "@iarna/toml", "ajv", "cron-parser"],
  };
}

/** The command loads its parts when it needs them, so it is split. Packages that are large, native or rarely needed stay packages. */
function commandBundle(entry: string): BuildOptions {
  return {
    ...common,
    entryPoints: { main: entry },
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    minify: true,
    plugins: [englishOnly],
    banner: withRequire,
    external: ["ts-morph", "graphviz-cli", "ajv", "esbuild", "onnxruntime-node"],
    // Its CommonJS form would come out of a bundle as a default alone, and nobody would find its names.
    alias: { yaml: path.join(root, "node_modules/yaml/browser/index.js") },
  };
}

/** The scripts of the GitHub Action: one file each, with nothing outside, because no package is there when the Action runs from its repository. */
function actionBundle(): BuildOptions {
  const entryPoints = { check: path.join(root, "action/check/main.ts"), comment: path.join(root, "action/comment/main.ts") };
  return { ...common, entryPoints, outdir: path.join(dist, "action") };
}

/** One page a code: the Markdown files whose first line is `# area/kebab`. */
function pages(): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const area of ["cli", "compiler", "local", "remediation", "runs", "schema", "targets"]) {
    const folder = path.join(root, area);
    if (!fs.existsSync(folder)) continue;
    for (const name of fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
      if (!name.endsWith(".md")) continue;
      const text = fs.readFileSync(path.join(folder, name), "utf8");
      const [, code] = /^# ([a-z0-9-]+\/[a-z0-9-]+)\n/.exec(text) ?? [];
      if (code === undefined) continue;
      if (Object.hasOwn(found, code)) throw new Error(`Two pages for ${code}; the second is ${area}/${name}.`);
      found[code] = text;
    }
  }
  return Object.fromEntries(Object.entries(found).sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** The public types, by the compiler itself. */
async function types(): Promise<void> {
  const compiler = spawn(path.join(root, "node_modules/.bin/tsc"), ["-p", path.join(root, "tsconfig.build.json")], { stdio: "inherit" });
  const code = await new Promise<number | null>((done) => compiler.once("close", done));
  if (code !== 0) throw new Error(`tsc ended with ${code}`);
}

fs.rmSync(dist, { recursive: true, force: true });
fs.mkdirSync(dist, { recursive: true });
fs.writeFileSync(path.join(dist, "pages.json"), JSON.stringify(pages()));
fs.cpSync(path.join(root, "cli/templates"), path.join(dist, "templates"), { recursive: true });
for (const file of ["diagnosis.onnx", "diagnosis.json"])
  fs.cpSync(path.join(root, "remediation/model", file), path.join(dist, "model", file));
await Promise.all([types(), ...bundles().map((bundle) => build(bundle))]);
if (fs.existsSync(path.join(dist, "main.js"))) fs.chmodSync(path.join(dist, "main.js"), 0o755);
