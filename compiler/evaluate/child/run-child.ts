/** The locked child: evaluates one file after the other and posts what it recorded. It opens no file; its parent serves every text. */
import {
  ask,
  type ConfigAnswer,
  type Done,
  type EvaluatedModule,
  type ExportedRecord,
  type Fault,
  type ReadConfig,
  say,
  type Work,
} from "../protocol.ts";
import { lock } from "./lock.ts";
import { hookModules, type Modules, type OwnModules } from "./modules.ts";
import { openPipe, type Pipe } from "./pipe.ts";
import { messageOf, openRefusals, type Refusals, stackOf } from "./refusals.ts";

type Calls = readonly (readonly [file: number, line: number, column: number])[];

/** What the child needs of the language's run time. */
export interface Language {
  /** What `import … from "millwright"` gives. */
  readonly words: Readonly<Record<string, unknown>>;
  readonly zod: Readonly<Record<string, unknown>>;
  /** Called by the guard around what JavaScript decides by. */
  known<T>(value: T): T;
  callSites(): Calls;
  readonly siteFiles: readonly string[];
  provideConfig(reader: { read(file: string): ConfigAnswer }): void;
  takeRecording(namespace: Readonly<Record<string, unknown>>): {
    readonly exported: readonly { readonly exportName: string; readonly record: object }[];
    readonly begun: readonly { readonly kind: string; readonly name: string; readonly calls: Calls }[];
    readonly problems: readonly unknown[];
  };
}

/** Turns of loops that a file may take. A plan that needs more is no plan. */
const mostTurns = 20_000_000;
const stackDepth = 20;
const mostPrinted = 100;
const longestPrinted = 1_000;
/** Files are described without waiting for anything, so what has not settled after this many rounds of an empty event loop never will. */
const mostRounds = 20;

type Round = (done: () => void) => unknown;

/** Serves the parent until it says that there is nothing more to do. */
export async function runChild(language: Language): Promise<never> {
  const exit = (process as unknown as { reallyExit(code: number): never }).reallyExit.bind(process);
  const pipe = openPipe(() => exit(1));
  const round: Round = setImmediate;
  const prepare = Error.prepareStackTrace;
  const refusals = openRefusals();
  const own = { "millwright:": language.words, "zod:": language.zod };
  const modules = hookModules(pipe, own, refusals);
  const state = { turns: 0, printed: [] as string[], late: [] as unknown[] };
  Object.assign(globalThis, { $own: own });
  for (const url of Object.keys(own)) await import(url);
  Reflect.deleteProperty(globalThis, "$own");
  const guards = { $known: language.known, $turn: () => takeTurn(state, refusals) };
  for (const [name, value] of Object.entries(guards)) Object.defineProperty(globalThis, name, { value, configurable: true });
  language.provideConfig({ read: (file) => readConfig(file, language, pipe) });
  const real = process;
  lock(refusals, (line) => {
    if (state.printed.length < mostPrinted) state.printed.push(line.slice(0, longestPrinted));
  });

  real.on("unhandledRejection", (reason) => state.late.push(reason));
  real.on("uncaughtException", (error) => state.late.push(error));
  pipe.say(ask.ready, "");
  const secret = pipe.next().text;
  const ids = new Map<object, number>();
  let sites = 0;
  for (;;) {
    const told = pipe.next();
    if (told.kind !== say.evaluate) exit(0);
    const end = told.text.indexOf("\n");
    const work = JSON.parse(told.text.slice(0, end)) as Work;
    state.turns = 0;
    Error.stackTraceLimit = stackDepth;
    modules.supply(work.url, told.text.slice(end + 1));
    const ending = await importModule(work.url, modules, round);
    const endings: [string, Ending][] = [];
    for (const url of modules.takeLoaded()) {
      if (url === work.url) endings.push([url, ending]);
      else if (holdsDefinitions(url)) endings.push([url, await importModule(url, modules, round)]);
    }
    if (!endings.some(([url]) => url === work.url)) endings.push([work.url, ending]);
    const found = collect(endings, language, ids);
    const late = state.late.splice(0).map((error) => thrown(error, own));
    const faults = withoutHookChanges([...faultsOf(ending, refusals, own), ...late, ...found.faults], prepare);
    const { length } = language.siteFiles;
    const head: Omit<Done, "modules" | "begun" | "problems"> = {
      secret,
      number: work.number,
      faults,
      edges: modules.takeEdges(),
      sites: language.siteFiles.slice(sites, length),
      printed: state.printed.splice(0),
    };
    sites = length;
    pipe.say(ask.done, `${JSON.stringify(head).slice(0, -1)},"modules":[${found.modules.join(",")}],${found.rest}}`);
  }
}

/** Packages define nothing, and data files neither. */
function holdsDefinitions(url: string): boolean {
  return !url.includes("/node_modules/") && !url.includes(".json");
}

function takeTurn(state: { turns: number }, refusals: Refusals): true {
  state.turns += 1;
  if (state.turns > mostTurns) throw refusals.refuse("load/endless", "a loop");
  return true;
}

function readConfig(file: string, language: Language, pipe: Pipe): ConfigAnswer {
  const calls = language.callSites().map(([number, line, column]) => [language.siteFiles[number] ?? "", line, column] as const);
  const question: ReadConfig = { file: String(file), importer: calls[0]?.[0] ?? "", calls };
  return JSON.parse(pipe.question(ask.config, JSON.stringify(question))) as ConfigAnswer;
}

/** How the import of a module ends: well, with something thrown, or not at all. */
type Ending = { readonly namespace: Readonly<Record<string, unknown>> } | { readonly thrown: unknown } | { readonly unsettled: true };

async function importModule(url: string, modules: Modules, round: Round): Promise<Ending> {
  let ending: Ending | undefined;
  import(url).then(
    (namespace: Readonly<Record<string, unknown>>) => {
      ending = { namespace };
    },
    (error: unknown) => {
      ending = { thrown: error };
    },
  );
  let count = modules.count();
  for (let rounds = 0; ending === undefined && rounds < mostRounds; rounds++) {
    await new Promise<void>((done) => round(done));
    if (count !== modules.count()) rounds = 0;
    count = modules.count();
  }
  return ending ?? { unsettled: true };
}

function faultsOf(ending: Ending, refusals: Refusals, own: OwnModules): readonly Fault[] {
  const refused = refusals.take();
  if ("namespace" in ending) return refused;
  // What a file throws after it was refused something is the same finding in other words.
  if (refused.length > 0) return refused;
  return ["thrown" in ending ? thrown(ending.thrown, own) : { code: "load/never-settles", what: "", stack: "" }];
}

function thrown(error: unknown, own: OwnModules): Fault {
  const what = messageOf(error);
  const [, specifier] = /^SyntaxError: The requested module '(.*)' does not provide an export named/.exec(what) ?? [];
  const known = specifier === undefined ? undefined : own[`${specifier}:`];
  return { what, stack: stackOf(error), ...(known !== undefined && { known: Object.keys(known) }) };
}

/** The recorder sets this hook for each call and puts back what was there. What a file leaves in it would see every later call. */
function withoutHookChanges(faults: readonly Fault[], before: typeof Error.prepareStackTrace): readonly Fault[] {
  if (Error.prepareStackTrace === before) return faults;
  Reflect.set(Error, "prepareStackTrace", before);
  return [...faults, { code: "load/not-allowed", what: "Error.prepareStackTrace", stack: "" }];
}

interface Collected {
  /** JSON texts of `EvaluatedModule`. */
  readonly modules: readonly string[];
  /** JSON text of the members `begun` and `problems`. */
  readonly rest: string;
  readonly faults: readonly Fault[];
}

/** What modules define. One that failed is left out: its failure is told already. */
function collect(endings: readonly (readonly [url: string, ending: Ending])[], language: Language, ids: Map<object, number>): Collected {
  const modules: string[] = [];
  const faults: Fault[] = [];
  const begun: unknown[] = [];
  const problems: unknown[] = [];
  for (const [url, ending] of endings) {
    try {
      const taken = language.takeRecording("namespace" in ending ? ending.namespace : {});
      begun.push(...taken.begun);
      problems.push(...taken.problems);
      if ("namespace" in ending) modules.push(moduleText(url, taken.exported, ids));
    } catch (error) {
      faults.push({ code: "load/not-a-definition", what: messageOf(error), stack: `at ${url}:1:1` });
    }
  }
  return { modules, faults, rest: `"begun":${JSON.stringify(begun)},"problems":${JSON.stringify(problems)}` };
}

function moduleText(
  url: string,
  exported: readonly { readonly exportName: string; readonly record: object }[],
  ids: Map<object, number>,
): string {
  const texts = exported.map(({ exportName, record }) => {
    const before = ids.get(record);
    if (before !== undefined) return JSON.stringify({ name: exportName, id: before } satisfies ExportedRecord);
    const text: unknown = JSON.stringify(record);
    if (typeof text !== "string") throw new TypeError(`the record of "${exportName}" is no data`);
    ids.set(record, ids.size);
    return `{"name":${JSON.stringify(exportName)},"id":${ids.get(record)},"record":${text}}`;
  });
  return `${JSON.stringify({ url, exports: [] } satisfies EvaluatedModule).slice(0, -2)}${texts.join(",")}]}`;
}
