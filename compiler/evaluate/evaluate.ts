/**
 * Evaluates definition files in a locked child, and serves it everything
 *
 * The parent reads, strips, guards and sends every module, so it alone decides what may be read, it knows exactly what was read, and a text that is only in
 * memory is served like any other. A file that kills its child is told, and the files after it are evaluated in a new one.
 */
import { randomBytes } from "node:crypto";
import type { Site } from "../../schema/record.ts";
import type { Recordings } from "../cache/kept-child.ts";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.ts";
import { Broken } from "../invariant.ts";
import { answerFrom, callKey, openBooks, parseJson } from "./answer.ts";
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
import type { DataReaders } from "./config-file.ts";
import { deathDiagnostic, faultDiagnostics } from "./faults.ts";
import { refusedJson } from "./frames.ts";
import { locateKey } from "./locate-key.ts";
import { type ServedModules, serveModules } from "./modules-served.ts";
import type { Pass } from "./pass.ts";
import { ask, type Done, fileOf, say, urlOf, type Work } from "./protocol.ts";
import { readDone } from "./read-done.ts";
import { openMemory } from "./recall.ts";
import type { Source } from "./source.ts";

export interface EvaluatorOptions {
  readonly source: Source;
  readonly readers: DataReaders;
  readonly limits?: Partial<Limits>;
  /** The child's program; default: the bundle in dist/. */
  readonly script?: string;
  /** What earlier builds evaluated, and whether this one adds to it. */
  readonly recordings?: Recordings;
  readonly keeps?: boolean;
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
const ahead = 64;

/** A module is never forgotten by the process that evaluated it, so each process gets a part of the files. */
const filesPerChild = 3_000;

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

/** What a pass gathers. */
interface Fresh {
  readonly collector: Collector;
  readonly diagnostics: Diagnostic[];
  readonly broken: Set<string>;
  /** Files of which something was said. */
  readonly told: Set<string>;
  readonly printed: { readonly file: string; readonly lines: readonly string[] }[];
}

interface Queue extends Fresh {
  readonly files: readonly string[];
  readonly pass: Pass;
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
export function openEvaluator({
  source,
  readers,
  limits: given = {},
  script = childScript(),
  recordings,
  keeps = true,
}: EvaluatorOptions): Evaluator {
  const limits = { ...defaultLimits, ...given };
  const modules = serveModules(source);
  const books = openBooks();
  const answers = answerFrom(source, modules, readers, books);
  const keyOf = (module: string, written: string, path: string): Place | undefined => {
    for (const file of books.calls.get(callKey(module, written)) ?? []) {
      const place = locateKey(modules.texts.get(file) ?? "", file, path);
      if (place !== undefined) return { file, ...place };
    }
    return undefined;
  };
  const original = (file: string, line: number, column: number): Site | undefined => {
    if (!modules.texts.has(file)) return undefined;
    const place = modules.original(file, line, column);
    return { file, line, column: place.column ?? column };
  };
  const memory = recordings === undefined ? undefined : openMemory({ recordings, keeps, source, modules, books, original });
  let running: Running | undefined;
  let queue: Queue | undefined;

  function start(): Running {
    const sites = openSites(original);
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
    if (running !== undefined && running.evaluated >= filesPerChild && queue.sent === queue.done) {
      void running.child.end(say.end);
      running = undefined;
    }
    running ??= start();
    const room = filesPerChild - running.evaluated + queue.done;
    const most = queue.done < queue.carefulUntil ? 1 : ahead;
    // Filled up by halves, because few large writes cost less than many.
    const isLow = queue.sent - queue.done <= most / 2;
    while (running.ready && isLow && queue.sent < Math.min(queue.files.length, room) && queue.sent - queue.done < most) {
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
    if (diagnostics.length > 0) queue.told.add(file);
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
    if (queue === undefined || file === undefined || child.answering) refuse(child, "it came unasked");
    else if (kind === ask.done) finish(child, file, body);
    else if (++queue.questions > limits.questions) child.child.kill({ because: "questions" });
    else if (performance.now() - queue.began > limits.file) child.child.kill({ because: "file" });
    else answer(child, kind, body.toString("utf8"), queue.pass);
  }

  function refuse({ child }: Running, reason: string): void {
    child.kill({ because: "reply", reason });
  }

  function answer(child: Running, kind: number, text: string, pass: Pass): void {
    child.answering = true;
    answers(kind, text, pass, tell).then(
      (found) => {
        child.answering = false;
        if (found === undefined) refuse(child, "it is no question");
        else child.child.send(say.answer, found);
      },
      (error: unknown) => queue?.finished(error),
    );
  }

  function finish(child: Running, file: string, body: Buffer): void {
    const refused = refusedJson(body);
    const done = refused === undefined ? readDone(parseJson(body.toString("utf8")), child.secret) : undefined;
    // A child whose reply is not taken goes: it has named files and records in it that it will not name again.
    if (refused !== undefined) refuse(child, refused);
    else if (done === undefined) refuse(child, "it does not have the shape of a reply");
    else if (done.number !== queue?.done) refuse(child, "it came out of turn");
    else {
      take(child, file, done, body);
      child.evaluated += 1;
      next();
      pump();
    }
  }

  function take(child: Running, file: string, done: Done, body: Buffer): void {
    if (queue === undefined) return;
    const { collector, pass, told } = queue;
    const before = collector.diagnostics.length;
    for (const [importer, imported] of done.edges) addEdge(importer, imported);
    collector.add(file, done, child.sites, child.known);
    if (done.printed.length > 0) queue?.printed.push({ file, lines: done.printed });
    for (const fault of done.faults) tell(file, faultDiagnostics(fault, file, modules));
    if (done.faults.length > 0) queue?.broken.add(file);
    const isClean =
      collector.diagnostics.length === before && isSound(done) && !done.modules.some(({ url }) => told.has(fileOf(url) ?? file));
    memory?.note(child, { file, environment: pass.environment, body, done, isClean });
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
    if (!dead.ready) {
      queue.finished(new Broken(`the process that evaluates definitions starts (${"how" in death ? death.how : death.because})`));
      return;
    }
    const isCareful = queue.done < queue.carefulUntil || queue.sent === queue.done + 1;
    // Memory adds up over files, so the one at which it ran out is only to blame if it does so alone.
    const isItsOwn = dead.evaluated === 0 || ["silence", "questions", "reply", "file"].includes(death.because);
    if (isCareful && isItsOwn) {
      const file = queue.files[queue.done] ?? "";
      tell(file, [deathDiagnostic(death, file, limits, modules)]);
      next();
    } else queue.carefulUntil = Math.max(queue.carefulUntil, queue.sent);
    queue.sent = queue.done;
    pump();
  }

  function run(files: readonly string[], pass: Pass, fresh: Fresh): Promise<void> {
    if (files.length === 0) return Promise.resolve();
    const counts = { unsent: new Set<number>(), carefulUntil: 0, sent: 0, done: 0, questions: 0, began: performance.now() };
    return new Promise<void>((done, fail) => {
      queue = { files, pass, ...fresh, ...counts, finished: (failure) => (failure === undefined ? done() : fail(failure)) };
      pump();
    });
  }

  return {
    modules,
    configReaders: books.readers,
    async evaluate(files, pass) {
      const fresh: Fresh = {
        collector: openCollector(keyOf),
        diagnostics: [],
        broken: new Set<string>(),
        told: new Set<string>(),
        printed: [],
      };
      const recalled = memory?.recall(files, pass.environment) ?? [];
      for (const { file, done, sites, known } of recalled) {
        for (const [importer, imported] of done.edges) addEdge(importer, imported);
        fresh.collector.add(file, done, sites, known);
      }
      const isKnown = new Set(recalled.map(({ file }) => file));
      await run(
        files.filter((file) => !isKnown.has(file)),
        pass,
        fresh,
      );
      await run(memory?.lacking() ?? [], pass, fresh);
      const { collector, diagnostics, broken, printed } = fresh;
      const { problems, diagnostics: collected } = collector;
      return { definitions: collector.definitions(), problems, diagnostics: [...diagnostics, ...collected], broken, printed };
    },
    async end() {
      memory?.end();
      await running?.child.end(say.end);
      running = undefined;
      modules.end();
    },
  };
}

/** Whether nothing in a reply will be a finding of this phase or of the next one's first look. */
function isSound({ faults, problems, printed, modules }: Done): boolean {
  if (faults.length + problems.length + printed.length > 0) return false;
  return modules.every(({ exports }) =>
    exports.every(({ record }) => {
      const { problems: own, failure } = (record ?? {}) as { readonly problems?: unknown; readonly failure?: unknown };
      return failure === undefined && (own === undefined || (Array.isArray(own) && own.length === 0));
    }),
  );
}
