/**
 * Evaluates definition files in a locked child, and serves it everything
 *
 * The parent reads, strips, guards and sends every module, so it alone decides what may be read, it knows exactly what was read, and a text that is only in
 * memory is served like any other. A file that kills its child is told, and the files after it are evaluated in a new one.
 */
import { randomBytes } from "node:crypto";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { Broken } from "../invariant.ts";
import { type Child, childScript, type Death, defaultLimits, type Limits, startChild } from "./child-process.ts";
import {
  type Collector,
  type KnownRecords,
  openCollector,
  openKnown,
  openSites,
  type RawDefinition,
  type RawProblem,
  type SiteTable,
} from "./collect.ts";
import { type DataReaders, readConfigFile } from "./config-file.ts";
import { broke } from "./diagnostics.ts";
import { deathDiagnostic, faultDiagnostics } from "./faults.ts";
import { refusedJson } from "./frames.ts";
import { type ServedModules, serveModules } from "./modules-served.ts";
import { ask, type ConfigAnswer, fileOf, type ReadConfig, type Resolve, type Resolved, say, urlOf, type Work } from "./protocol.ts";
import { readDone } from "./read-done.ts";
import type { Source } from "./source.ts";

export interface EvaluatorOptions {
  readonly source: Source;
  readonly readers: DataReaders;
  readonly limits?: Partial<Limits>;
  /** The child's program; default: the bundle in dist/. */
  readonly script?: string;
}

/** One environment, or the config before any is known. */
export interface Pass {
  /** Whose overlays `config()` takes; undefined: none. */
  readonly environment: string | undefined;
  /** Modules of one generation are shared by the files of all passes that name it. */
  readonly generation: number;
}

export interface Evaluated {
  readonly definitions: readonly RawDefinition[];
  readonly problems: readonly RawProblem[];
  readonly diagnostics: readonly Diagnostic[];
  /** Files with an error: what they define is not known. */
  readonly broken: ReadonlySet<string>;
  /** What files wrote with `console`. */
  readonly printed: readonly { readonly file: string; readonly lines: readonly string[] }[];
}

export interface Evaluator {
  /** Evaluates files (relative to the root) in order; one pass at a time. */
  evaluate(files: readonly string[], pass: Pass): Promise<Evaluated>;
  end(): Promise<void>;
  readonly modules: ServedModules;
  /** Which modules read a config file; by the file's name without an overlay's. */
  readonly configReaders: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Files sent ahead of the one that is being evaluated, so that neither side waits for the other. Their replies may come together. */
const ahead = 32;

interface Running {
  readonly child: Child;
  readonly secret: string;
  readonly sites: SiteTable;
  readonly known: KnownRecords;
  ready: boolean;
  /** Files that it has evaluated. */
  evaluated: number;
  /** A question is being answered. */
  answering: boolean;
}

interface Queue {
  readonly files: readonly string[];
  readonly pass: Pass;
  readonly collector: Collector;
  readonly diagnostics: Diagnostic[];
  readonly broken: Set<string>;
  readonly printed: { readonly file: string; readonly lines: readonly string[] }[];
  /** Files that could not be read as modules, by their number. */
  readonly unsent: Set<number>;
  /** Up to this one, files are sent one at a time: one of them ended its process. */
  carefulUntil: number;
  sent: number;
  done: number;
  questions: number;
  began: number;
  readonly finished: (failure?: unknown) => void;
}

/** Opens an evaluator. Its child starts with the first files, and lives until `end`. */
export function openEvaluator({ source, readers, limits: given = {}, script = childScript() }: EvaluatorOptions): Evaluator {
  const limits = { ...defaultLimits, ...given };
  const modules = serveModules(source);
  const configReaders = new Map<string, Set<string>>();
  let running: Running | undefined;
  let queue: Queue | undefined;

  function start(): Running {
    const sites = openSites((file, line, column) => {
      if (!modules.texts.has(file)) return undefined;
      const place = modules.original(file, line, column);
      return { file, line, column: place.column ?? column };
    });
    const child = startChild(script, limits, (kind, body) => hear(kind, body));
    const started: Running = {
      child,
      secret: randomBytes(12).toString("hex"),
      sites,
      known: openKnown(),
      ready: false,
      evaluated: 0,
      answering: false,
    };
    child.death.then(
      (death) => bury(started, death),
      () => undefined,
    );
    return started;
  }

  /** Sends files while there is room, and keeps the clock. */
  function pump(): void {
    if (queue === undefined) return;
    running ??= start();
    const most = queue.done < queue.carefulUntil ? 1 : ahead;
    // Filled up by halves, because few large writes cost less than many.
    const isLow = queue.sent - queue.done <= most / 2;
    while (running.ready && isLow && queue.sent < queue.files.length && queue.sent - queue.done < most) {
      const file = queue.files[queue.sent] ?? "";
      const text = sourceOf(file);
      if (text === undefined) queue.unsent.add(queue.sent);
      else
        running.child.send(
          say.evaluate,
          `${JSON.stringify({ number: queue.sent, url: urlOf(file, queue.pass.generation) } satisfies Work)}\n${text}`,
        );
      queue.sent += 1;
      while (queue.unsent.has(queue.done)) queue.done += 1;
    }
    const isFinished = queue.done === queue.files.length;
    running.child.working(running.ready && !isFinished, most === 1);
    if (!isFinished) return;
    const { finished } = queue;
    queue = undefined;
    finished();
  }

  function sourceOf(file: string): string | undefined {
    const prepared = modules.prepare(file);
    if ("source" in prepared) return prepared.source;
    tell(file, [prepared.diagnostic]);
    return undefined;
  }

  function tell(file: string, diagnostics: readonly Diagnostic[]): void {
    if (queue === undefined) return;
    for (const found of diagnostics) {
      queue.diagnostics.push(found);
      if (found.severity !== "error") continue;
      queue.broken.add(file);
      if (found.at !== null && "file" in found.at) queue.broken.add(found.at.file);
    }
  }

  function hear(kind: number, body: Buffer): void {
    const child = running;
    if (child === undefined) return;
    if (kind === ask.ready && !child.ready) {
      child.ready = true;
      child.child.send(say.hello, child.secret);
      pump();
      return;
    }
    const file = queue?.files[queue.done];
    if (queue === undefined || file === undefined || child.answering) return refuse(child, "it came unasked");
    if (kind === ask.done) return finish(child, file, body);
    queue.questions += 1;
    if (queue.questions > limits.questions) return child.child.kill({ because: "questions" });
    if (performance.now() - queue.began > limits.file) return child.child.kill({ because: "file" });
    answer(child, kind, body.toString("utf8"));
  }

  function refuse({ child }: Running, reason: string): void {
    child.kill({ because: "reply", reason });
  }

  function answer(child: Running, kind: number, text: string): void {
    if (kind === ask.load) return child.child.send(say.answer, loadAnswer(text));
    const question = parse(text);
    if (kind === ask.resolve && isQuestion(question, "specifier"))
      return child.child.send(say.answer, JSON.stringify(resolveAnswer(question as Resolve)));
    if (kind !== ask.config || !isQuestion(question, "file") || !Array.isArray((question as ReadConfig).calls))
      return refuse(child, "it is no question");
    child.answering = true;
    configAnswer(question as ReadConfig).then(
      (found) => {
        child.answering = false;
        child.child.send(say.answer, JSON.stringify(found));
      },
      (error: unknown) => queue?.finished(error),
    );
  }

  function resolveAnswer({ specifier, importer }: Resolve): Resolved {
    const from = fileOf(importer);
    if (from === undefined || queue === undefined) return { refused: true };
    const found = modules.resolve(specifier, from);
    if ("file" in found) return { url: urlOf(found.file, found.file.includes("node_modules/") ? 0 : queue.pass.generation) };
    if ("own" in found) return { url: found.own };
    tell(from, modules.importProblems(from, specifier));
    return { refused: true };
  }

  /** Only what an import may mean is served: a file inside the root. */
  function loadAnswer(url: string): string {
    const wanted = fileOf(url);
    const found = wanted === undefined ? undefined : source.find(wanted);
    if (found?.kind !== "file") return "refused\n";
    const prepared = modules.prepare(found.file);
    if ("source" in prepared) return `${prepared.format}\n${prepared.source}`;
    tell(found.file, [prepared.diagnostic]);
    return "refused\n";
  }

  async function configAnswer({ file, importer, calls }: ReadConfig): Promise<ConfigAnswer> {
    const from = fileOf(importer);
    const pass = queue?.pass;
    if (from === undefined || pass === undefined) return { reported: true };
    const [[, line, column] = [undefined, undefined, undefined]] = calls;
    const at = typeof line === "number" && typeof column === "number" ? modules.original(from, line, column) : { file: from };
    const found = await readConfigFile({ written: file, importer: from, at, environment: pass.environment }, source, readers);
    for (const [name, text] of found.read) modules.texts.set(name, text);
    if (found.base !== undefined) (configReaders.get(found.base) ?? configReaders.set(found.base, new Set()).get(found.base))?.add(from);
    tell(from, found.diagnostics);
    return found.diagnostics.length > 0 ? { reported: true } : { data: found.data };
  }

  function finish(child: Running, file: string, body: Buffer): void {
    if (queue === undefined) return;
    const refused = refusedJson(body);
    if (refused !== undefined)
      tell(file, [
        broke.at({ file }, { file, reason: refused === "nesting" ? "it is nested too deeply" : 'it uses the name "__proto__"' }),
      ]);
    else {
      const done = readDone(parse(body.toString("utf8")), child.secret);
      if (done === undefined) return refuse(child, "it does not have the shape of a reply");
      if (done.number !== queue.done) return refuse(child, "it came out of turn");
      for (const [importer, imported] of done.edges) addEdge(importer, imported);
      queue.collector.add(file, done, child.sites, child.known);
      if (done.printed.length > 0) queue.printed.push({ file, lines: done.printed });
      for (const fault of done.faults) tell(file, faultDiagnostics(fault, file, modules));
      if (done.faults.length > 0) queue.broken.add(file);
    }
    child.evaluated += 1;
    next();
    pump();
  }

  function next(): void {
    if (queue === undefined) return;
    queue.done += 1;
    while (queue.unsent.has(queue.done)) queue.done += 1;
    queue.questions = 0;
    queue.began = performance.now();
  }

  function addEdge(importer: string, imported: string): void {
    const from = fileOf(importer);
    const to = fileOf(imported);
    if (from !== undefined && to !== undefined && modules.texts.has(from) && modules.texts.has(to)) modules.addEdge(from, to);
  }

  function bury(dead: Running, death: Death): void {
    if (running !== dead) return;
    running = undefined;
    if (queue === undefined) return;
    if (!dead.ready)
      return queue.finished(new Broken(`the process that evaluates definitions starts (${"how" in death ? death.how : death.because})`));
    const isCareful = queue.done < queue.carefulUntil;
    // Memory adds up over files, so the one at which it ran out is only to blame if it does so alone.
    const isItsOwn = dead.evaluated === 0 || ["silence", "questions", "reply", "file"].includes(death.because);
    if (isCareful && isItsOwn) {
      const file = queue.files[queue.done] ?? "";
      tell(file, [deathDiagnostic(death, file, limits)]);
      next();
    } else queue.carefulUntil = Math.max(queue.carefulUntil, queue.sent);
    queue.sent = queue.done;
    pump();
  }

  return {
    modules,
    configReaders,
    async evaluate(files, pass) {
      const collector = openCollector();
      const diagnostics: Diagnostic[] = [];
      const broken = new Set<string>();
      const printed: { readonly file: string; readonly lines: readonly string[] }[] = [];
      await new Promise<void>((done, fail) => {
        const finished = (failure?: unknown): void => (failure === undefined ? done() : fail(failure));
        queue = {
          files,
          pass,
          collector,
          diagnostics,
          broken,
          printed,
          unsent: new Set(),
          carefulUntil: 0,
          sent: 0,
          done: 0,
          questions: 0,
          began: performance.now(),
          finished,
        };
        pump();
      });
      return {
        definitions: collector.definitions(),
        problems: collector.problems,
        diagnostics: [...diagnostics, ...collector.diagnostics],
        broken,
        printed,
      };
    },
    async end() {
      await running?.child.end(say.end);
      running = undefined;
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isQuestion(value: unknown, member: "specifier" | "file"): boolean {
  if (typeof value !== "object" || value === null) return false;
  const question = value as Readonly<Record<string, unknown>>;
  return typeof question[member] === "string" && typeof question["importer"] === "string";
}
