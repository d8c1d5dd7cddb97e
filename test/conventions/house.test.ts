/** The house, as docs and CONTRIBUTING draw it: who may know whom, and who may touch the disk. */
import { expect, it } from "vitest";
import { circles, codeOf, importsOf, reachable, sources, specifiersOf, textOf } from "./imports.ts";

const phases = sources.filter((file) => /^compiler\/phases\/\d-/.test(file));

/** Imports of `from`'s files that lie in `to`. */
function crossings(from: (file: string) => boolean, to: (file: string) => boolean): readonly string[] {
  return sources.filter(from).flatMap((file) =>
    importsOf(file)
      .filter(to)
      .map((imported) => `${file} → ${imported}`),
  );
}

function within(...folders: readonly string[]): (file: string) => boolean {
  return (file) => folders.some((folder) => file.startsWith(`${folder}/`));
}

it("follows every import to a file that is there", () => {
  const known = new Set(sources);
  expect(sources.length).toBeGreaterThan(400);
  expect(
    crossings(
      () => true,
      (file) => !known.has(file),
    ),
  ).toEqual([]);
  expect(importsOf("compiler/index.ts").length).toBeGreaterThan(5);
});

it("has seven phases, of which none imports a later one, directly or not", () => {
  expect(phases).toHaveLength(7);
  const later = phases.flatMap((phase, index) => {
    const reached = reachable(phase);
    return phases
      .slice(index + 1)
      .filter((other) => reached.has(other))
      .map((other) => `${phase} → ${other}`);
  });
  expect(later).toEqual([]);
});

it("keeps targets apart: none imports another", () => {
  const targetOf = (file: string) => /^targets\/([^/]+)\//.exec(file)?.[1];
  const across = sources
    .filter((file) => targetOf(file) !== undefined)
    .flatMap((file) =>
      importsOf(file)
        .filter((imported) => ![undefined, targetOf(file)].includes(targetOf(imported)))
        .map((imported) => `${file} → ${imported}`),
    );
  expect(across).toEqual([]);
});

it("names a target in targets/index.ts alone, and in the words that users write", () => {
  const words = [
    "schema/index.ts",
    "schema/kinds/flow/language.ts",
    "schema/kinds/flow/pod-language.ts",
    "schema/kinds/flow/pod-record.ts",
  ];
  const ofPlatform = ["schema/kinds/platform/language.ts", "schema/kinds/platform/platform.ts", "schema/kinds/platform/record.ts"];
  const naming = sources
    .filter(within("schema", "compiler", "cli"))
    .filter((file) => /argo(?!-?cd|proj)|kubeflow|maestro/i.test(codeOf(file)));
  expect(naming.filter((file) => ![...words, ...ofPlatform].includes(file))).toEqual([]);
  expect(crossings((file) => !file.startsWith("targets/"), within("targets/argo"))).toEqual([]);
});

it("knows downwards only: schema knows nobody, the compiler no command and no run, a target neither command nor phase", () => {
  expect(crossings(within("schema"), (file) => !file.startsWith("schema/"))).toEqual([]);
  expect(crossings(within("compiler"), within("runs", "local", "remediation", "cli", "action", "tools"))).toEqual([]);
  expect(crossings(within("targets"), within("runs", "local", "cli", "action", "tools", "compiler/phases"))).toEqual([]);
  expect(crossings(within("runs"), (file) => !/^(?:runs|schema)\//.test(file))).toEqual([]);
  expect(crossings(within("local"), within("targets", "cli", "action", "tools", "remediation"))).toEqual([]);
  expect(crossings(within("remediation"), (file) => !/^(?:remediation|runs|schema|compiler)\//.test(file))).toEqual([]);
});

const systems = /^(?:node:)?(?:fs|child_process|worker_threads|net|http|https|dns|dgram|tls)(?:\/promises)?$/;

/** What phases 2 to 6 are made of. */
const pure: ReadonlySet<string> = new Set(
  [...phases.slice(1, -1), "targets/index.ts", "compiler/rules/index.ts"].flatMap((start) => [...reachable(start)]),
);

it("touches no disk, process or network between load and write", () => {
  expect(pure.size).toBeGreaterThan(200);
  expect([...pure].filter((file) => specifiersOf(file).some((specifier) => systems.test(specifier)))).toEqual([]);
});

it("asks neither clock, chance nor environment between load and write", () => {
  const asking =
    /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.(?:env|cwd|hrtime)\b|\bperformance\.now\b|\brandom(?:Bytes|UUID)\b/;
  expect([...pure].filter((file) => asking.test(codeOf(file)))).toEqual([]);
});

it("touches the system in these files of the compiler, each for the reason given", () => {
  const reasons = {
    "compiler/cache/build-cache.ts": "phase 1: what was evaluated before",
    "compiler/cache/cache-folder.ts": "phase 1: looks for the folder of caches, outside of the repository",
    "compiler/cache/forget-old.ts": "phase 1: removes caches that nobody uses",
    "compiler/cache/kept-files.ts": "phase 1: reads and writes caches",
    "compiler/diagnostics/pages.ts": "reads our own pages",
    "compiler/drawing/graphviz.ts": "runs graphviz, which draws",
    "compiler/environment/top-of.ts": "phase 1: looks for the top of the repository",
    "compiler/evaluate/child-process.ts": "phase 1: starts the locked child",
    "compiler/evaluate/child/pipe.ts": "phase 1: the child's end of the pipe",
    "compiler/evaluate/source.ts": "phase 1: reads definitions",
    "compiler/evaluate/strip-worker.ts": "phase 1: strips types beside",
    "compiler/git/base-tree.ts": "phase 1: reads definitions of another commit",
    "compiler/git/git.ts": "runs git",
    "compiler/write/disk.ts": "phase 7: writes artifacts",
    "compiler/write/owner.ts": "phase 7: keeps two builds apart",
  };
  const found = sources
    .filter(within("compiler", "schema", "targets"))
    .filter((file) => specifiersOf(file).some((specifier) => systems.test(specifier)));
  expect(found).toEqual(Object.keys(reasons).sort());
});

it("imports nothing in a circle, but where bodies are walked: a body holds loops, and a loop a body", () => {
  const walks = /^(?:targets\/[^/]+\/lower|local\/scheduler)\//;
  expect(circles().filter((circle) => !circle.every((file) => walks.test(file)))).toEqual([]);
});

it("has no file of more than 400 lines", () => {
  expect(sources.filter((file) => textOf(file).split("\n").length > 401)).toEqual([]);
});

it("exports by name, and has a default only where a tool asks for one", () => {
  expect(sources.filter((file) => /^export default/m.test(codeOf(file)))).toEqual([]);
});
